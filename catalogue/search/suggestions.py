"""What to propose while a reader types: what is named just so, then what begins so, the best proven
first.
"""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, Func, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Concat

from catalogue.choices import Kind
from catalogue.models import SearchEntry
from catalogue.search.query import HEAVY, matching
from catalogue.search.text import squash, words

MOST = 8
ORDER = (Kind.PRODUCT, Kind.TOOL, Kind.CATEGORY, Kind.CITY, Kind.ORGANISATION, Kind.CASE_STUDY)


def suggest(text):
    """At most eight entries for a beginning; a misspelt one gets the nearest names."""
    spelt = words(text)
    if not spelt:
        return []
    return list(_begun(spelt, squash(text))[:MOST]) or list(_near(text)[:MOST])


def _begun(spelt, whole):
    """Entries with these words in their names, the last one perhaps not finished."""
    in_names = " & ".join([*(f"{word}:A" for word in spelt[:-1]), f"{spelt[-1]}:*A"])
    beginning = SearchQuery(in_names, config="communal_names", search_type="raw")
    joined = Func(F("names"), Value(" "), function="array_to_string", output_field=TextField())
    return (
        SearchEntry.objects.filter(kind__in=ORDER)
        .filter(Q(words=beginning) | Q(names__overlap=[whole]))
        .defer(*HEAVY)
        .alias(all_names=Concat(Value(" "), joined, output_field=TextField()))
        .annotate(
            named=_one_if(names__overlap=[whole]),
            begins=_one_if(all_names__contains=f" {whole}"),
            rank=Case(
                *(When(kind=kind, then=Value(n)) for n, kind in enumerate(ORDER)),
                output_field=IntegerField(),
            ),
        )
        .order_by("-named", "-begins", "-proof", "rank", "sort_fr", "pk")
    )


def _near(text):
    everything = SearchEntry.objects.filter(kind__in=ORDER).defer(*HEAVY)
    return matching(everything, text)[0].order_by("-named", "-relevance", "pk")


def _one_if(**condition):
    return Case(When(**condition, then=Value(1)), default=Value(0), output_field=IntegerField())
