"""How many entries there are, kept by the database with each change of them."""

from catalogue.search.asking import rows_of

TALLIES = """
SELECT facet, value, n FROM catalogue_searchtally
 WHERE kind = %s AND facet = ANY(%s::text[]) AND value = ANY(%s::text[]) AND n > 0
"""
TOTALS = "SELECT kind, n FROM catalogue_searchtally WHERE facet = '' AND value = ''"


def tallies_of(kind, chosen):
    """`{(facet, value): number of entries}` for `{facet: values}`, without those that no entry has;
    under `("", "")` how many entries there are.
    """
    facets = ["", *chosen]
    values = ["", *(value for given in chosen.values() for value in given)]
    rows = rows_of(TALLIES, [kind.value, facets, values])
    return {("", ""): 0} | {(facet, value): n for facet, value, n in rows}


def totals():
    """`{kind: number of entries}` of those kinds that have any."""
    return {kind: n for kind, n in rows_of(TOTALS) if n}
