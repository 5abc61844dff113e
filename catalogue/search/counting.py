"""How many things each value of a facet would leave, counted under the choices of all the others,
so that no choice leads nowhere.
"""

from collections import defaultdict
from dataclasses import dataclass

from catalogue.search.asking import (
    ASKED,
    HAS_WORDS,
    TOLD,
    narrowed,
    part_of,
    rows_of,
    same_adoption,
    sought,
)
from catalogue.search.names import Words, adopters, names_of
from catalogue.search.text import fold

#: So many values of a facet that names things, unless more are asked for.
MOST_THINGS = 50
#: The values of all facets of the entries that answer.
AMONG_ANSWERS = """
    SELECT split_part(word, ':', 1) AS facet, substr(word, strpos(word, ':') + 1) AS value, n
      FROM (SELECT word, count(*) AS n FROM {table}, unnest(facets) AS word
             WHERE {conditions} GROUP BY word) AS counted
"""
#: The same of everything: the database keeps it.
OF_EVERYTHING = "SELECT facet, value, n FROM catalogue_searchtally WHERE kind = '{kind}' AND n > 0"
#: The values of one facet of cities, of those whose one adoption has the other choices too.
AMONG_ADOPTIONS = f"""
    SELECT %(counted)s::text AS facet, substr(word, strpos(word, ':') + 1) AS value,
           count(DISTINCT city_id) AS n
      FROM {TOLD}, unnest(told.facets) AS word
     WHERE word LIKE %(begins_with)s::text AND {{same}}
       AND city_id IN (SELECT object_id FROM {{table}} WHERE {{conditions}})
     GROUP BY word
"""
#: Of facets that name things the most frequent values, of those that are wanted, and the chosen.
MOST_FREQUENT = """
    WITH {asked} counted AS ({counted}), ranked AS (
        SELECT facet, value, n, count(*) OVER (PARTITION BY facet) AS total,
               row_number() OVER (PARTITION BY facet ORDER BY n DESC, value COLLATE "C") AS place
          FROM counted
         WHERE facet = ANY(%(wanted)s::text[])
           AND (NOT facet = ANY(%(limited)s::text[])
                OR facet || ':' || value = ANY(%(begun)s::text[]))
    )
    SELECT facet, value, n, total FROM ranked
     WHERE place <= %(most)s OR NOT facet = ANY(%(open)s::text[])
        OR facet || ':' || value = ANY(%(held)s::text[])
"""


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


def count_facets(question, *, only=(), most=MOST_THINGS, begins=""):
    """`{facet: Counted}` for what answers a question, chosen values kept at zero.

    `only` names the facets that are wanted, where not all are. Of a facet that names things come
    the `most` frequent values, of those whose names begin with `begins`, and the chosen ones.
    """
    wanted = [facet for facet in question.facets if not only or facet.name in only]
    apart = [facet for facet in wanted if _is_apart(facet, question)]
    together = [facet for facet in wanted if facet not in apart]
    limits = _limits(question, wanted, most, begins)
    counts = _count(question, together, limits) if together else {}
    for facet in apart:
        counts |= _count(question, [facet], limits, skip=facet)
    named = names_of([(facet.names, counts[facet.name][0]) for facet in wanted])
    return {
        facet.name: _shown(facet, question, names, *counts[facet.name])
        for facet, names in zip(wanted, named, strict=True)
    }


def _is_apart(facet, question):
    """Whether other entries count for this facet than for those without a choice."""
    return bool(
        question.chosen.get(facet.name) or (facet.adoption and same_adoption(question, facet)[0])
    )


def _limits(question, facets, most, begins):
    """What bounds the values of facets of which there may be any number."""
    open_ended = [facet for facet in facets if hasattr(facet.names, "beginning")]
    held = [f"{name}:{value}" for name, given in question.chosen.items() for value in given]
    begun = [
        f"{facet.name}:{value}"
        for facet in open_ended
        for value in (facet.names.beginning(begins) if begins else ())
    ]
    names = [facet.name for facet in open_ended]
    return {
        "most": most,
        "open": names,
        "limited": names if begins else [],
        "held": held,
        "begun": [*begun, *held],
    }


def _count(question, facets, limits, *, skip=None):
    """`{facet: ({value: number of entries}, number of values that are left out)}`."""
    conditions, values = narrowed(question, skip=skip)
    same, held = same_adoption(question, skip) if skip and skip.adoption else ([], {})
    if same:
        values |= held | {"counted": skip.name, "begins_with": f"{skip.adoption}:%"}
        counted = AMONG_ADOPTIONS
    elif conditions or question.text:
        counted = AMONG_ANSWERS
    else:
        counted = OF_EVERYTHING
    if question.text:
        conditions.append(HAS_WORDS)
        values |= sought(question.text)
    statement = MOST_FREQUENT.format(
        asked=f"{ASKED}," if question.text else "",
        counted=counted.format(
            kind=question.kind.value,
            table=part_of(question.kind),
            conditions=" AND ".join(conditions) or "true",
            same=" AND ".join(same),
        ),
    )
    values |= limits | {"wanted": [facet.name for facet in facets]}
    found = defaultdict(dict) | {facet.name: {} for facet in facets}
    totals = dict.fromkeys(found, 0)
    for facet, value, n, total in rows_of(statement, values):
        found[facet][value], totals[facet] = n, total
    return {
        name: (
            dict.fromkeys(question.chosen.get(name, ()), 0) | counts,
            totals[name] - len(counts),
        )
        for name, counts in found.items()
    }


def _shown(facet, question, names, counts, left_out):
    held = question.chosen.get(facet.name, ())
    values = [
        FacetValue(value, label, counts[value], value in held, under)
        for value, (label, under) in names.items()
    ]
    if not (isinstance(facet.names, Words) or facet.names is adopters or facet.two_level):
        values.sort(key=lambda value: (-value.count, fold(value.label), value.value))
    return Counted(values, len(values) + left_out)
