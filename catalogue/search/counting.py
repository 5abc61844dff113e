"""How many things each value of a facet would leave, counted under the choices of all the others,
so that no choice leads nowhere.
"""

from collections import Counter
from dataclasses import dataclass

from catalogue.models.search_entry import OPEN_ENDED
from catalogue.search import same_adoption
from catalogue.search.asking import ASKED, HAS_WORDS, narrowed, part_of, rows_of, sought
from catalogue.search.names import Words, adopters, names_of
from catalogue.search.text import fold

#: So many values of a facet that names things, unless more are asked for.
MOST_THINGS = 50
#: How many of the entries that answer have each value of some facets.
AMONG_ANSWERS = """
    SELECT split_part(word, ':', 1) AS facet, substr(word, strpos(word, ':') + 1) AS value, n
      FROM (SELECT word, count(*) AS n FROM {table}, unnest(facets) AS word
             WHERE {conditions} AND split_part(word, ':', 1) = ANY({facets})
             GROUP BY word) AS counted
"""
#: The same of everything: the database keeps it.
OF_EVERYTHING = """
    SELECT facet, value, n FROM catalogue_searchtally
     WHERE kind = '{kind}' AND facet = ANY({facets}) AND n > 0
"""
#: The same of those that have a word: kept too, but for facets that name things.
BESIDE_A_WORD = """
    SELECT split_part(word, ':', 1) AS facet, substr(word, strpos(word, ':') + 1) AS value, n
      FROM (SELECT CASE one WHEN %({beside})s::text THEN other ELSE one END AS word, n
              FROM catalogue_searchpair
             WHERE kind = '{kind}' AND %({beside})s::text IN (one, other) AND n > 0) AS pairs
     WHERE split_part(word, ':', 1) = ANY({facets})
"""
#: What adoptions are asked for, where that is asked of them.
CITIES = """
    cities AS MATERIALIZED (
        SELECT object_id FROM catalogue_searchentry_city WHERE {conditions}
    )
"""
#: Of facets that name things the most frequent values, of those that are wanted, and the chosen.
MOST_FREQUENT = """
    WITH {beginning} counted AS ({counted}), ranked AS (
        SELECT facet, value, n, count(*) OVER (PARTITION BY facet) AS total,
               row_number() OVER (PARTITION BY facet ORDER BY n DESC, value COLLATE "C") AS place
          FROM counted
         WHERE NOT facet = ANY(%(limited)s::text[])
            OR facet || ':' || value = ANY(%(begun)s::text[])
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
    if not wanted:
        return {}
    statement, values = _statement(question, wanted)
    rows = rows_of(statement, values | _limits(question, wanted, most, begins))
    counts = _counts(question, wanted, rows)
    named = names_of([(facet.names, counts[facet.name][0]) for facet in wanted])
    return {
        facet.name: _shown(facet, question, names, *counts[facet.name])
        for facet, names in zip(wanted, named, strict=True)
    }


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


def _statement(question, wanted):
    """One statement for all facets, each counted as it costs least, and its values."""
    told = [facet for facet in wanted if _is_told_by_adoptions(question, facet)]
    rest = [facet for facet in wanted if facet not in told]
    apart = [facet for facet in rest if question.chosen.get(facet.name)]
    together = [facet for facet in rest if facet not in apart]
    parts = [
        *(same_adoption.counts(question, facet) for facet in told),
        *_parts(question, together),
        *(part for facet in apart for part in _parts(question, [facet], skip=facet)),
    ]
    beginning, values = "", {}
    if question.text:
        beginning += f"{ASKED},"
        values |= sought(question.text)
    if told:
        conditions, held = _conditions(same_adoption.of_cities(question))
        beginning += f"{CITIES.format(conditions=conditions or 'true')},"
        values |= held
    for _part, held in parts:
        values |= held
    counted = " UNION ALL ".join(part for part, _held in parts)
    return MOST_FREQUENT.format(beginning=beginning, counted=counted), values


def _is_told_by_adoptions(question, facet):
    """Whether adoptions tell of a facet of cities: where they have to have other choices too; and
    of things, where many cities may answer, sooner than the words of these.
    """
    others = [other for other, _values in question.choices(skip=facet)]
    if any(other.of_adoption for other in others):
        return facet.of_adoption
    names_things = facet.name in OPEN_ENDED
    return facet.of_adoption and names_things and bool(others) and not question.text


def _parts(question, facets, *, skip=None):
    """Statements for how many entries have each value of some facets, whatever is chosen of the one
    to `skip`, each with its values.
    """
    conditions, values = _conditions(question, skip)
    kept = facets if not conditions else []
    if kept:
        yield _part(OF_EVERYTHING, question, kept), {}
    elif word := _only_word(question, skip):
        kept = [facet for facet in facets if facet.name not in OPEN_ENDED]
        beside = f"beside_{skip.name if skip else ''}"
        if kept:
            yield _part(BESIDE_A_WORD, question, kept, beside=beside), {beside: word}
    if rest := [facet for facet in facets if facet not in kept]:
        yield _part(AMONG_ANSWERS, question, rest, conditions=conditions), values


def _part(statement, question, facets, **told):
    names = ", ".join(f"'{facet.name}'" for facet in facets)
    return statement.format(
        kind=question.kind.value, table=part_of(question.kind), facets=f"ARRAY[{names}]", **told
    )


def _conditions(question, skip=None):
    conditions, values = narrowed(question, skip=skip)
    if question.text:
        conditions = [*conditions, HAS_WORDS]
    return " AND ".join(conditions), values


def _only_word(question, skip):
    """The word that all entries in question have and only they, where the database keeps what they
    have beside it; else None.
    """
    choices = question.choices(skip=skip)
    words = [f"{facet.name}:{value}" for facet, given in choices for value in given]
    is_kept = len(words) == 1 and choices[0][0].name not in OPEN_ENDED and not question.text
    return words[0] if is_kept else None


def _counts(question, wanted, rows):
    """`{facet: ({value: number of entries}, number of values that are left out)}`."""
    counts = {facet.name: dict.fromkeys(question.chosen.get(facet.name, ()), 0) for facet in wanted}
    found, totals = Counter(), Counter()
    for facet, value, n, total in rows:
        counts[facet][value] = n
        found[facet] += 1
        totals[facet] = total
    return {name: (held, totals[name] - found[name]) for name, held in counts.items()}


def _shown(facet, question, names, counts, left_out):
    held = question.chosen.get(facet.name, ())
    values = [
        FacetValue(value, label, counts[value], value in held, under)
        for value, (label, under) in names.items()
    ]
    if not (isinstance(facet.names, Words) or facet.names is adopters or facet.two_level):
        values.sort(key=lambda value: (-value.count, fold(value.label), value.value))
    return Counted(values, len(values) + left_out)
