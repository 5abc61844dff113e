"""Lists and single things of the Open Catalog API, and its way of telling errors."""

import json

from django.http import Http404

from api import not_here
from api.open_catalog.catalogs import ALTERNATIVE, catalog, catalog_id
from api.open_catalog.publishers import all_publishers, find_publisher, publisher
from api.open_catalog.questions import Question, Unprocessable, refuse_strangers
from api.open_catalog.software import all_software, find_software, software
from api.reading import ReadView
from api.records import as_json
from catalogue.exchange.formats.publiccode import origins_in

#: All that an error of the contract holds.
OF_AN_ERROR = ("title", "detail", "status")


class OpenCatalogView(ReadView):
    """A read of the Open Catalog API. Its description is the contract's, not ours."""

    schema = None

    def _explained(self, exception, request):
        response = super()._explained(exception, request)
        said = json.loads(response.content)
        said = {name: said[name] for name in OF_AN_ERROR}
        if isinstance(exception, Unprocessable):
            said["validationErrors"] = [exception.fault]
        response.content = as_json(said)
        return response


class NotHere(not_here.NotHere, OpenCatalogView):
    """Any other address."""


class SoftwareList(OpenCatalogView):
    """The tools that have a publiccode.yml, in the order in which they entered the catalogue."""

    def answer(self, request):
        question = Question.read(request.GET, "url")
        page = question.page_of(all_software(question.url))
        origins = origins_in(page.rows)
        found = [software(row, origins[row]) for row in page.rows]
        return as_json({"data": found, "links": page.links})


class SoftwareDetail(OpenCatalogView):
    """One of them, by its identifier."""

    def answer(self, request, key):
        refuse_strangers(request.GET)
        return as_json(software(_or_404(find_software(key))))


class PublisherList(OpenCatalogView):
    """The organisations that publish them, in the order in which they entered the catalogue."""

    def answer(self, request):
        page = Question.read(request.GET).page_of(all_publishers())
        return as_json({"data": [publisher(row) for row in page.rows], "links": page.links})


class PublisherDetail(OpenCatalogView):
    """One of them, by its identifier or its slug."""

    def answer(self, request, key):
        refuse_strangers(request.GET)
        return as_json(publisher(_or_404(find_publisher(key))))


class CatalogList(OpenCatalogView):
    """This catalogue, and no other."""

    def answer(self, request):
        question = Question.read(request.GET)
        found = [] if question.after or question.before else [catalog()]
        return as_json({"data": found, "links": {"prev": None, "next": None}})


class CatalogDetail(OpenCatalogView):
    """This catalogue, by its identifier or its name."""

    def answer(self, request, key):
        refuse_strangers(request.GET)
        if key not in (catalog_id(), ALTERNATIVE):
            raise Http404
        return as_json(catalog())


def _or_404(thing):
    if thing is None:
        raise Http404
    return thing
