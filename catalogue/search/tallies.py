"""How many entries there are, kept by the database with each change of them."""

from catalogue.models.search_entry import OPEN_ENDED
from catalogue.search.asking import rows_of

TALLIES = """
SELECT facet, value, n FROM catalogue_searchtally
 WHERE kind = %s AND facet = ANY(%s::text[]) AND value = ANY(%s::text[]) AND n > 0
"""
TOGETHER = (
    " UNION ALL SELECT one, other, n FROM catalogue_searchpair "
    "WHERE kind = %s AND one = %s AND other = %s AND n > 0"
)
TOTALS = "SELECT kind, n FROM catalogue_searchtally WHERE facet = '' AND value = ''"


def tallies_of(kind, chosen):
    """`{(facet, value): number of entries}` for `{facet: values}`, without those that no entry has;
    under `("", "")` how many entries there are. Of two words in all, `{(word, word): number}` of
    those that have both.
    """
    facets = ["", *chosen]
    values = ["", *(value for given in chosen.values() for value in given)]
    statement, parameters = TALLIES, [kind.value, facets, values]
    if pair := pair_of(chosen):
        statement, parameters = TALLIES + TOGETHER, [*parameters, kind.value, *pair]
    rows = rows_of(statement, parameters)
    return {("", ""): 0} | {(facet, value): n for facet, value, n in rows}


def pair_of(chosen):
    """The two words that are chosen, in their order; None where there are more or fewer, or where
    nobody counts them together.
    """
    words = sorted(f"{facet}:{value}" for facet, values in chosen.items() for value in values)
    return words if len(words) == 2 and not chosen.keys() & set(OPEN_ENDED) else None


def totals():
    """`{kind: number of entries}` of those kinds that have any."""
    return {kind: n for kind, n in rows_of(TOTALS) if n}
