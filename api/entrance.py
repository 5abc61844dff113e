"""Where the API begins: people are led to its pages, programs to its addresses."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from api.lists import refuse_strangers
from api.reading import ReadView
from api.records import as_json
from api.v1.downloads import LICENCES
from catalogue.choices import Kind


class Entrance(ReadView):
    """What there is and where, for a program; a browser is sent to the documentation."""

    schema = None  # the description begins one step further

    def answer(self, request):
        if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
            response = HttpResponseRedirect(reverse("api"))
        else:
            refuse_strangers(request.GET, [])
            response = HttpResponse(self.index(), content_type=self.content_type)
        patch_vary_headers(response, ["Accept"])
        return response

    def index(self):
        return as_json(
            {
                "name": "Communal",
                "documentation": _at(reverse("api")),
                "licence": LICENCES,
                "versions": [
                    {
                        "version": "1",
                        "openapi": _at(reverse("v1:openapi-yaml")),
                        "nouns": {kind.noun: _at(reverse(f"v1:{kind}-list")) for kind in Kind},
                        **{
                            name: _at(reverse(f"v1:{name}"))
                            for name in ("search", "suggest", "stats", "changes", "exports")
                        },
                    }
                ],
                "dcat": _at(reverse("dcat-jsonld")),
                "open_catalog": _at(reverse("open-catalog:software-list")),
            }
        )


class Problems(ReadView):
    """The `type` of every problem: leads to its explanation in the reader's language. Browsers keep
    what follows the `#`.
    """

    schema = None  # for people

    def answer(self, request):
        return HttpResponseRedirect(reverse("api-problems"))


def _at(path):
    return f"{settings.SITE_URL}{path}"
