"""Cities like one of them: of the same kind, those of its own country first, the nearest in size
first. They are found along an index, so that it does not matter how many cities there are.
"""

from typing import NamedTuple

from catalogue.search.asking import rows_of

#: So many come: nobody compares with the next.
MOST = 100
FIND = """
SELECT city.id, city.kind, country, population
  FROM catalogue_searchentry_city AS entry JOIN catalogue_city AS city ON city.id = object_id
 WHERE entry.kind = 'city' AND entry.slug = %s
"""
ALIKE = """
SELECT id, slug, population FROM catalogue_city
 WHERE published_at IS NOT NULL AND kind = %(kind)s AND country {same} %(country)s AND id <> %(pk)s
"""
BY_SLUG = "{alike} ORDER BY slug LIMIT %(most)s"
#: The nearest are among those that come first each way. Twice as many people are as near as half of
#: them; one is added, for the places where nobody lives.
BY_SIZE = """
SELECT id FROM (
    ({alike} AND population >= %(population)s ORDER BY population, slug LIMIT %(most)s)
    UNION ALL
    ({alike} AND population < %(population)s ORDER BY population DESC, slug LIMIT %(most)s)
) AS near
 ORDER BY (greatest(population, %(population)s) + 1.0::float8)
        / (least(population, %(population)s) + 1.0::float8), slug
 LIMIT %(most)s
"""


class Place(NamedTuple):
    """As much of a city as others are compared with."""

    pk: int
    kind: str
    country: str
    population: int | None


def place_of(slug):
    """The Place of the published city with this slug, or None."""
    rows = rows_of(FIND, [slug])
    return Place(*rows[0]) if rows else None


def peers_of(city, most=MOST):
    """The ids of the published cities most like a City or a Place, of which the population may not
    be known: then in the order of their slugs.
    """
    asked = {name: getattr(city, name) for name in Place._fields}
    statement = BY_SIZE if city.population else BY_SLUG
    found = []
    for same in ("=", "<>"):
        if len(found) < most:
            wanted = statement.format(alike=ALIKE.format(same=same))
            rows = rows_of(wanted, asked | {"most": most - len(found)})
            found += [row[0] for row in rows]
    return found
