"""What to propose while a reader types: names that begin with it, exact ones and well-proven ones
first.
"""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, IntegerField, Q, Value, When

from catalogue.choices import Kind
from catalogue.models import SearchEntry
from catalogue.search.query import matching
from catalogue.search.text import squash, words

MOST = 8
ORDER = (Kind.PRODUCT, Kind.TOOL, Kind.CATEGORY, Kind.CITY, Kind.ORGANISATION, Kind.CASE_STUDY)


def suggest(text):
    """At most eight entries for a beginning; a misspelt one gets the nearest names."""
    spelt = words(text)
    if not spelt:
        return []
    beginning = SearchQuery(
        " & ".join([*spelt[:-1], f"{spelt[-1]}:*A"]), config="communal_names", search_type="raw"
    )
    whole = squash(text)
    begun = (
        SearchEntry.objects.filter(Q(words=beginning) | Q(names__overlap=[whole]))
        .annotate(
            named=Case(
                When(names__overlap=[whole], then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
            rank=Case(
                *(When(kind=kind, then=Value(n)) for n, kind in enumerate(ORDER)),
                output_field=IntegerField(),
            ),
        )
        .order_by("-named", "-proof", "rank", "sort_fr", "pk")[:MOST]
    )
    found = list(begun)
    if not found:
        found = list(
            matching(SearchEntry.objects.all(), text)[0].order_by("-named", "-relevance", "pk")[
                :MOST
            ]
        )
    return found
