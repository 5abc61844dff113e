"""The statements that lists and searches send: conditions on entries of one kind, and orders."""

from django.db import connection

from catalogue.search import same_adoption
from catalogue.search.text import fold, squash

#: Words with which people ask, and which say nothing of what they look for.
ASKING = {
    "remplacer", "remplace", "remplacement", "alternative", "alternatives", "logiciel", "logiciels",
    "outil", "outils", "replace", "replacing", "replacement", "software", "tool", "tools",
    "instead",
    "a", "au", "de", "des", "du", "pour", "of", "for", "to",
}  # fmt: skip
#: What each order sorts by; an index of each list has just these columns (migration 0013).
ORDER_BY = {
    "proof": ("proof DESC", "cities DESC", "{name}", "object_id"),
    "name": ("{name}", "object_id"),
    "activity": ("fresh DESC", "{name}", "object_id"),
    "recent": ("fresh DESC", "{name}", "object_id"),
    "population": ("size DESC", "{name}", "object_id"),
    "alternatives": ("size DESC", "{name}", "object_id"),
    "products": ("size DESC", "{name}", "object_id"),
    "position": ("size", "{name}", "object_id"),
    "relevance": ("named DESC", "relevance DESC", "proof DESC", "{name}", "object_id"),
}
#: Words are looked for in both languages and as they are, since readers mix them.
ASKED = """
    asked AS MATERIALIZED (
        SELECT websearch_to_tsquery('communal_fr', %(sought)s::text)
            || websearch_to_tsquery('communal_en', %(sought)s::text)
            || websearch_to_tsquery('communal_names', %(sought)s::text) AS query
    )
"""
HAS_WORDS = "(words @@ (SELECT query FROM asked) OR names && ARRAY[%(whole)s::text])"
#: An exact name first; then relevance, raised a little by the cities that run it.
WEIGHED = """
    (names && ARRAY[%(whole)s::text])::int AS named,
    ts_rank(words, (SELECT query FROM asked), 1) * (1 + ln(proof + 1.0) / 4) AS relevance
"""


def part_of(kind):
    """The table that holds the entries of one kind: without a condition on the kind, an index alone
    answers where pages begin.
    """
    return f"catalogue_searchentry_{kind.value.replace('-', '_')}"


def rows_of(statement, values=None):
    """Every row that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def columns_of(order, language):
    """The columns that an order sorts by, the first first: `(name, whether it goes down)`."""
    name = "sort_en" if language == "en" else "sort_fr"
    named = [column.format(name=name).partition(" ") for column in ORDER_BY[order]]
    return [(column, bool(way)) for column, _space, way in named]


def order_by(columns, of=""):
    """Columns of an order as a statement says them, of one table among several."""
    return ", ".join(f"{of}{name} DESC" if down else f"{of}{name}" for name, down in columns)


def parts_after(columns):
    """The conditions of what stands after a place, one for each stretch of an index: first where
    all columns but the last are as there, at last what differs in the first one. The place's values
    are the parameters `after_0`, `after_1`…
    """
    same = [f"{name} = %(after_{n})s" for n, (name, _down) in enumerate(columns)]
    later = [
        f"{name} {'<' if down else '>'} %(after_{n})s" for n, (name, down) in enumerate(columns)
    ]
    return [" AND ".join([*same[:n], later[n]]) for n in reversed(range(len(columns)))]


def sought(text):
    """The values of the conditions on words: the text without the words of asking, unless there is
    nothing else.
    """
    kept = [word for word in text.split() if fold(word) not in ASKING]
    return {"sought": " ".join(kept) or text, "whole": squash(text)}


def narrowed(question, *, skip=None):
    """What the choices of all facets allow but of `skip`: `([condition], {parameter: value})`."""
    conditions, values = [], {}
    for facet, given in question.choices(skip=skip):
        if facet.lists_under and len(given) == 1:
            conditions.append(f"under = %({facet.name})s::text")
            values[facet.name] = given[0]
        else:
            conditions.append(f"facets && %({facet.name})s::text[]")
            values[facet.name] = [f"{facet.name}:{value}" for value in given]
    same, held = same_adoption.has_all(question, skip)
    return conditions + same, values | held
