"""Questions over the whole catalogue: a search, a suggestion, the numbers of the front page."""

import json

from django.utils.translation import gettext as _

from api.lists import page_size, refuse_strangers
from api.reading import ReadView
from api.records import Entry, answer, as_json
from api.v1.schema.about import EVERYTHING
from api.v1.schema.described import Described
from api.v1.schema.names import schema
from api.v1.schema.parameters import page_size as size_parameter
from api.v1.schema.parameters import shared, text
from catalogue.choices import AdoptionStatus, Kind
from catalogue.errors import BadQuestion
from catalogue.search import ask_everything, read_text, suggest
from catalogue.search.asking import rows_of
from catalogue.search.documents.base import address_of
from catalogue.search.results import entry_counts

#: Records of each noun in a search over everything, unless more are asked for.
EACH, MOST_EACH = 5, 20

#: How many values a facet of the adoptions has, of those that any has.
DIFFERENT = (
    "SELECT count(*) FROM catalogue_searchtally WHERE kind = 'adoption' AND facet = '{}' AND n > 0"
)
#: Adoptions by status, their cities and countries, and the cities that are proven.
SEEN = f"""
SELECT (SELECT coalesce(json_object_agg(value, n), '{{}}')::text FROM catalogue_searchtally
         WHERE kind = 'adoption' AND facet = 'status' AND n > 0),
       ({DIFFERENT.format("city")}),
       (SELECT count(*) FROM catalogue_searchentry WHERE kind = 'city' AND proof > 0),
       ({DIFFERENT.format("country")})
"""  # noqa: S608 - words of ours


class SearchEverything(ReadView):
    """The best records of every noun for some words; a slip of typing is forgiven and told."""

    throttle_scope = "search"

    def answer(self, request):
        refuse_strangers(request.GET, ["q", "page_size"])
        text = read_text(request.GET)
        if not text:
            raise BadQuestion(_("Say what to search for in “q”."), parameter="q")
        each = page_size(request.GET, usual=EACH, most=MOST_EACH)
        answers, corrected = ask_everything(text, each=each, columns=Entry._fields)
        return as_json(
            {
                "corrected": corrected or None,
                "results": [
                    {
                        "noun": kind.noun,
                        "count": count,
                        "records": [json.loads(answer(Entry._make(row))) for row in rows],
                    }
                    for kind, count, rows in answers
                ],
            }
        )

    def described(self):
        return Described(
            operation="searchEverything",
            summary="Search everything",
            description="The best records of each noun for some words.",
            tag=EVERYTHING,
            shape=schema("Found"),
            asked="/api/v1/search/?q=dodle&page_size=1",
            parameters=(text(required=True), size_parameter(EACH, MOST_EACH)),
        )


class Suggest(ReadView):
    """Names that begin like a text, exact ones first."""

    throttle_scope = "search"

    def answer(self, request):
        refuse_strangers(request.GET, ["q"])
        return as_json(
            {
                "results": [
                    {
                        "noun": Kind(entry.kind).noun,
                        "slug": entry.slug,
                        "name": entry.label,
                        "url": address_of(Kind(entry.kind), entry.slug),
                    }
                    for entry in suggest(read_text(request.GET))
                ]
            }
        )

    def described(self):
        return Described(
            operation="suggestNames",
            summary="Suggest names",
            description="Names that begin like a text, exact ones first; none without a text.",
            tag=EVERYTHING,
            shape=schema("Suggestions"),
            asked="/api/v1/suggest/?q=libre",
            parameters=shared("Text"),
        )


class Stats(ReadView):
    """The numbers behind the front page."""

    def answer(self, request):
        refuse_strangers(request.GET, [])
        counts = entry_counts()
        [(by_status, cities, proven, countries)] = rows_of(SEEN)
        statuses = json.loads(by_status)
        return as_json(
            {
                "nouns": {kind.noun: counts[kind.value] for kind in Kind},
                "adoptions_by_status": dict.fromkeys(AdoptionStatus.values, 0) | statuses,
                "cities_with_adoptions": cities,
                "cities_in_production": proven,
                "countries": countries,
            }
        )

    def described(self):
        return Described(
            operation="readStatistics",
            summary="Read the numbers of the front page",
            tag=EVERYTHING,
            shape=schema("Statistics"),
            asked="/api/v1/stats/",
        )
