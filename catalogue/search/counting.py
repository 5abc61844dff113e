"""How many things each value of a facet would leave, counted under the choices of all the others,
so that no choice leads nowhere.
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest

from django.db.models import Count, F, Func, TextField

from catalogue.models import Adoption
from catalogue.search.facets import Words, adopters, adoption_choices, narrow
from catalogue.search.text import fold

#: So many values of a facet that names things, unless more are asked for.
MOST_THINGS = 50


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its number of results. `under` is its parent's value where a facet
    has two levels.
    """

    value: str
    label: str
    count: int
    chosen: bool
    under: str = ""


@dataclass(frozen=True)
class Counted:
    """The values of a facet that are shown, and how many there are in all."""

    values: list
    total: int


def count_facets(entries, question, *, only=(), most=MOST_THINGS, begins=""):
    """`{facet: Counted}` for `entries` (matching the text, not narrowed), chosen values kept at
    zero.

    `only` names the facets that are wanted, where not all are. Of a facet that names things come
    the `most` frequent values, of those whose names begin with `begins`, and the chosen ones.
    """
    facets, chosen = question.facets, question.chosen
    wanted = [facet for facet in facets if not only or facet.name in only]
    apart = [facet for facet in wanted if _is_apart(facet, facets, chosen)]
    counts = _count(narrow(entries, facets, chosen)) if len(apart) < len(wanted) else {}
    for facet in apart:
        others = narrow(entries, facets, chosen, skip=facet)
        together = adoption_choices(facets, chosen, facet) if facet.adoption else {}
        counts[facet.name] = (
            _count_in_adoptions(facet, others, together) if together else _count(others)[facet.name]
        )
    return {
        facet.name: _shown(facet, counts[facet.name], chosen.get(facet.name, ()), most, begins)
        for facet in wanted
    }


def _is_apart(facet, facets, chosen):
    """Whether other entries count for this facet than for those without a choice."""
    return bool(
        chosen.get(facet.name) or (facet.adoption and adoption_choices(facets, chosen, facet))
    )


def _count(entries):
    """`{facet: {value: number of entries}}` in one pass."""
    rows = (
        entries.order_by()
        .annotate(word=Func(F("facets"), function="unnest", output_field=TextField()))
        .values("word")
        .annotate(n=Count("*"))
    )
    counts = defaultdict(dict)
    for word, n in rows.values_list("word", "n"):
        facet, _colon, value = word.partition(":")
        counts[facet][value] = n
    return counts


def _count_in_adoptions(facet, entries, together):
    """Cities by value of a facet, among those whose same adoption has the other choices."""
    adoptions = Adoption.objects.visible().filter(
        city__in=entries.order_by().values("object_id"), **together
    )
    rows = adoptions.order_by().values_list(facet.adoption).annotate(n=Count("city", distinct=True))
    return {value: n for value, n in rows if value}


def _shown(facet, counts, held, most, begins):
    counts = dict.fromkeys(held, 0) | counts
    left_out = 0
    if hasattr(facet.names, "beginning"):  # there may be any number of values
        if begins:
            begun = facet.names.beginning(begins).union(held)
            counts = {value: n for value, n in counts.items() if value in begun}
        first = nsmallest(most, counts, key=lambda value: (-counts[value], value))
        shown = {value: counts[value] for value in (*first, *held)}
        left_out = len(counts) - len(shown)
        counts = shown
    values = [
        FacetValue(value, label, counts[value], value in held, under)
        for value, (label, under) in facet.names(counts).items()
    ]
    if not (isinstance(facet.names, Words) or facet.names is adopters or facet.two_level):
        values.sort(key=lambda value: (-value.count, fold(value.label), value.value))
    return Counted(values, len(values) + left_out)
