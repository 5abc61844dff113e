"""Questions over the whole catalogue: a search, a suggestion, the numbers of the front page."""

import json

from django.db.models import Count
from django.utils.translation import gettext as _

from api.lists import page_size, refuse_strangers
from api.reading import ReadView
from api.records import TOLD, answer, as_json
from api.v1.schema.about import EVERYTHING
from api.v1.schema.described import Described
from api.v1.schema.names import schema
from api.v1.schema.parameters import page_size as size_parameter
from api.v1.schema.parameters import shared, text
from catalogue.choices import AdoptionStatus, Kind
from catalogue.errors import BadQuestion
from catalogue.models import Adoption, SearchEntry
from catalogue.models.adoption import PROVEN
from catalogue.search import ask_everything, read_text, suggest
from catalogue.search.documents.base import address_of
from catalogue.search.results import entry_counts

#: Records of each noun in a search over everything, unless more are asked for.
EACH, MOST_EACH = 5, 20


class SearchEverything(ReadView):
    """The best records of every noun for some words; a slip of typing is forgiven and told."""

    throttle_scope = "search"

    def answer(self, request):
        refuse_strangers(request.GET, ["q", "page_size"])
        text = read_text(request.GET)
        if not text:
            raise BadQuestion(_("Say what to search for in “q”."), parameter="q")
        each = page_size(request.GET, usual=EACH, most=MOST_EACH)
        answers, corrected = ask_everything(text, each=each)
        records = _records_of([entry.pk for _kind, _count, entries in answers for entry in entries])
        return as_json(
            {
                "corrected": corrected or None,
                "results": [
                    {
                        "noun": kind.noun,
                        "count": count,
                        "records": [records[entry.pk] for entry in entries if entry.pk in records],
                    }
                    for kind, count, entries in answers
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


def _records_of(pks):
    """`{pk of an entry: its record}`."""
    entries = SearchEntry.objects.filter(pk__in=pks).only(*TOLD)
    return {entry.pk: json.loads(answer(entry)) for entry in entries}


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
        statuses = dict(
            Adoption.objects.visible().order_by().values_list("status").annotate(n=Count("pk"))
        )
        seen = Adoption.objects.visible().aggregate(
            cities=Count("city", distinct=True),
            proven=Count("city", distinct=True, filter=PROVEN),
            countries=Count("city__country", distinct=True),
        )
        return as_json(
            {
                "nouns": {kind.noun: counts[kind.value] for kind in Kind},
                "adoptions_by_status": {
                    status: statuses.get(status, 0) for status in AdoptionStatus.values
                },
                "cities_with_adoptions": seen["cities"],
                "cities_in_production": seen["proven"],
                "countries": seen["countries"],
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
