"""The catalogue described as open data, at the addresses where portals look for that."""

from django.urls import path

from api.lists import refuse_strangers
from api.reading import ReadView
from api.records import as_json
from catalogue.exchange.formats.dcat import as_json_ld, as_turtle


class JsonLd(ReadView):
    """DCAT-AP as JSON-LD."""

    schema = None  # its description is the profile's, not ours
    content_type = "application/ld+json"

    def answer(self, request):
        refuse_strangers(request.GET, [])
        return as_json(as_json_ld())


class Turtle(ReadView):
    """The same as Turtle."""

    schema = None
    content_type = "text/turtle; charset=utf-8"

    def answer(self, request):
        refuse_strangers(request.GET, [])
        return as_turtle().encode()


urlpatterns = [
    path("catalog.jsonld", JsonLd.as_view(), name="dcat-jsonld"),
    path("catalog.ttl", Turtle.as_view(), name="dcat-ttl"),
]
