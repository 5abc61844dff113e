"""Facets of cities that speak of an adoption: chosen together, they speak of one and the same.

They are looked for and counted among the adoptions themselves, as numbers along an index: the words
of as many entries take twenty times as long.
"""

from dataclasses import replace

#: The adoptions that visitors see, of cities that they see.
SEEN = """
      FROM catalogue_adoption AS adoption
     WHERE adoption.published_at IS NOT NULL
       AND adoption.tool_id IN (SELECT object_id FROM catalogue_searchentry_tool)
"""
#: By facet, whether an adoption has one of the values that are chosen.
HAS = {
    "status": "adoption.status = ANY(%(same_status)s::text[])",
    "tool": """
        adoption.tool_id IN (
            SELECT object_id FROM catalogue_searchentry_tool WHERE slug = ANY(%(same_tool)s::text[])
        )
    """,
    "replaced": """
        adoption.id IN (
            SELECT adoption_id FROM catalogue_adoption_replaces
              JOIN catalogue_searchentry_product ON object_id = product_id
             WHERE slug = ANY(%(same_replaced)s::text[])
        )
    """,
}
#: By facet, how many `cities` have each value in an adoption that has all the rest.
COUNTED = {
    "status": f"""
        SELECT 'status' AS facet, status::text AS value, count(*) AS n FROM (
            SELECT DISTINCT adoption.status, city_id {SEEN} {{rest}}
               AND city_id IN (SELECT object_id FROM cities)
        ) AS told GROUP BY status
    """,
    "tool": f"""
        SELECT 'tool' AS facet, slug::text AS value, n FROM (
            SELECT tool_id, count(*) AS n FROM (
                SELECT DISTINCT tool_id, city_id {SEEN} {{rest}}
                   AND city_id IN (SELECT object_id FROM cities)
            ) AS told GROUP BY tool_id
        ) AS counted JOIN catalogue_searchentry_tool ON object_id = tool_id
    """,
    "replaced": f"""
        SELECT 'replaced' AS facet, slug::text AS value, n FROM (
            SELECT product_id, count(*) AS n FROM (
                SELECT DISTINCT product_id, city_id
                  FROM catalogue_adoption_replaces
                  JOIN (SELECT adoption.id, city_id {SEEN} {{rest}}
                           AND city_id IN (SELECT object_id FROM cities)) AS adoption
                    ON adoption_id = adoption.id
            ) AS told GROUP BY product_id
        ) AS counted JOIN catalogue_searchentry_product ON object_id = product_id
    """,
}


def has_all(question, skip=None):
    """The condition that one adoption of a city has all that is chosen but for `skip`, as
    `([condition], {parameter: value})`: none where fewer than two choices speak of adoptions, since
    the words of a city tell the rest.
    """
    given = _given(question, skip)
    if len(given) < 2:
        return [], {}
    return [f"object_id IN (SELECT city_id {SEEN} {_rest(given)})"], _values(given)


def counts(question, facet):
    """A statement that counts the cities that are in `cities` by their values of a facet, of those
    with an adoption that has all else that is chosen, too; and its values.
    """
    given = _given(question, facet)
    return COUNTED[facet.name].format(rest=_rest(given)), _values(given)


def of_cities(question):
    """What is asked of the cities themselves."""
    chosen = {facet.name: values for facet, values in question.choices() if not facet.of_adoption}
    return replace(question, chosen=chosen)


def _given(question, skip):
    return {
        facet.name: values for facet, values in question.choices(skip=skip) if facet.of_adoption
    }


def _rest(given):
    return "".join(f" AND {HAS[name]}" for name in given)


def _values(given):
    return {f"same_{name}": list(values) for name, values in given.items()}
