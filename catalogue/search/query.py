"""From a question to ranked entries: exact names first, then words weighed with proof; slips of
typing are forgiven.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection
from django.utils.translation import get_language

from catalogue.choices import Kind
from catalogue.search.asking import (
    ASKED,
    HAS_WORDS,
    WEIGHED,
    columns_of,
    narrowed,
    order_by,
    part_of,
    parts_after,
    rows_of,
    sought,
)
from catalogue.search.counting import count_facets
from catalogue.search.question import Question
from catalogue.search.spelling import correction, forgiving

PER_PAGE = 20
#: Rows that are in memory at a time.
BATCH = 500
#: Along the index of the order, until there are enough.
IN_ORDER = """
    SELECT {columns}, {entry_place}
      FROM ({part}) AS part
      JOIN {table} AS entry ON kind = '{kind}' AND entry.object_id = part.object_id
     ORDER BY {entry_order}
"""
#: All that is wanted first, then the best of it.
CHOSEN = """
    WITH {asked} chosen AS MATERIALIZED (
        SELECT object_id, proof, cities, size, fresh, sort_fr, sort_en {weighed}
          FROM {table} WHERE {conditions}
    )
"""
BEST_OF = """
    SELECT {columns}, {part_place}, (SELECT count(*) FROM chosen)
      FROM ({part}) AS part
      JOIN {table} AS entry ON kind = '{kind}' AND entry.object_id = part.object_id
     ORDER BY {part_order}
"""
#: One part of what is in order; after a place, several stretches of an index are put together.
PART = """
    SELECT object_id, {order_columns} FROM {source} WHERE {conditions}
     ORDER BY {order} LIMIT %(most)s OFFSET %(start)s
"""
STRETCHES = """
    SELECT * FROM ({stretches}) AS stretches ORDER BY {order} LIMIT %(most)s
"""
#: The best of each kind.
EVERYTHING = f"""
    WITH {ASKED}, chosen AS MATERIALIZED (
        SELECT kind, object_id, proof, {{name}}, {WEIGHED}
          FROM catalogue_searchentry WHERE kind = ANY(%(kinds)s) AND {HAS_WORDS}
    ), ranked AS (
        SELECT kind, object_id, named, count(*) OVER (PARTITION BY kind) AS count,
               row_number() OVER (PARTITION BY kind ORDER BY {{order}}) AS place
          FROM chosen
    )
    SELECT {{columns}}, ranked.count, ranked.named FROM ranked
      JOIN catalogue_searchentry AS entry USING (kind, object_id)
     WHERE place <= %(each)s ORDER BY place
"""


class Entry(NamedTuple):
    """What leads from an entry to its thing, and what a card shows of it."""

    kind: str
    object_id: int
    slug: str
    proof: int
    cities: int
    size: int
    fresh: str


@dataclass(frozen=True)
class Found:
    """The part that was asked for of the answers to a question, and how many there are in all.

    `question` is the one that was answered: where nothing has the words that were typed, that with
    the nearest spelling, which `corrected` tells then. `places` are those of the rows in the order:
    another question may go on after one.
    """

    question: Question
    rows: list
    count: int
    places: list
    corrected: str = ""


class Place(NamedTuple):
    """Where a row stands in a list: the order, the language of names in it, and its values."""

    order: str
    language: str
    values: tuple

    @property
    def parameters(self):
        return {f"after_{n}": value for n, value in enumerate(self.values)}


def ask(question, columns=Entry._fields, *, start=0, most=PER_PAGE, after=None):
    """Answer a question with ranked entries, `most` of them from the `start`, or those that stand
    `after` a Place: rows of `columns`.
    """
    _asked, found, corrected = _forgiving(
        question,
        lambda asked: _answer(asked, columns, start, most, after),
        number_of=lambda found: found.count,
    )
    return replace(found, corrected=corrected)


def settle(question):
    """The question that is answered, with the nearest spelling where nothing has the words that
    were typed, and the number of its answers.
    """
    if question.text:
        asked, number, _corrected = _forgiving(question, count, number_of=int)
        return asked, number
    number = question.tallied_count
    return question, count(question) if number is None else number


def every(question, columns):
    """All rows of the answers to a question that is settled, as they are taken."""
    statement, values = _statement(question, columns, _first_place(question))
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values | {"start": 0, "most": None})
        while rows := cursor.fetchmany(BATCH):
            yield from (row[: len(columns)] for row in rows)


def ask_everything(text, *, each, columns=Entry._fields):
    """The best entries of every kind: `([(kind, count, entries)], corrected)`, exact names first,
    then in the order of Kind. Entries are rows of `columns`.
    """
    return forgiving(lambda asked: _everything(asked, each, columns), text)


def facets_of(found, **which):
    """Every facet of the list with its counts, or those that `which` asks `count_facets` for."""
    return count_facets(found.question, **which)


def count(question):
    """How many entries answer, whatever the spelling."""
    conditions, values = _conditions(question)
    [(number,)] = rows_of(
        f"{'WITH' + ASKED if question.text else ''} "
        f"SELECT count(*) FROM {part_of(question.kind)} WHERE {conditions}",
        values,
    )
    return number


def _forgiving(question, answer, *, number_of):
    """The question that is answered, what `answer` finds for it, and the spelling that took the
    place of the words that were typed, or "": nothing has those, whatever is chosen.
    """
    found = answer(question)
    if number_of(found) or not question.text or _matches_without_choices(question):
        return question, found, ""
    if corrected := correction(question.text):
        asked = replace(question, text=corrected)
        again = answer(asked)
        if number_of(again) or _matches_without_choices(asked):
            return asked, again, corrected
    return question, found, ""


def _answer(question, columns, start, most, after):
    place = after or _first_place(question)
    statement, values = _statement(question, columns, place, start + most)
    rows = rows_of(statement, values | {"start": start, "most": most})
    if (number := question.tallied_count) is None:
        number = rows[0][-1] if rows else count(question) if start or after else 0
    width, end = len(columns), len(columns) + len(columns_of(place.order, place.language))
    return Found(
        question,
        [_entry(row[:width], columns) for row in rows],
        number,
        [place._replace(values=row[width:end]) for row in rows],
    )


def _first_place(question):
    return Place(question.order_of_answers, "en" if get_language() == "en" else "fr", ())


def _statement(question, columns, place, depth=0):
    """A statement for the answers in their order, and its values but `start` and `most`."""
    ordered, table = columns_of(place.order, place.language), part_of(question.kind)
    told = {
        "table": table,
        "kind": question.kind.value,
        "columns": ", ".join(f"entry.{column}" for column in columns),
        "entry_place": ", ".join(f"entry.{name}" for name, _down in ordered),
        "entry_order": order_by(ordered, of="entry."),
        "part_place": ", ".join(f"part.{name}" for name, _down in ordered),
        "part_order": order_by(ordered, of="part."),
    }
    if _goes_in_order(question, place.order, depth):
        aside = not _is_listed_under(question, place.order)
        conditions, values = _conditions(question, aside=aside)
        part = _part(table, conditions, ordered, place)
        return IN_ORDER.format(part=part, **told), values | place.parameters
    conditions, values = _conditions(question)
    chosen = CHOSEN.format(
        table=table,
        conditions=conditions,
        asked=f"{ASKED}," if question.text else "",
        weighed=f", {WEIGHED}" if question.text else "",
    )
    best = BEST_OF.format(part=_part("chosen", "true", ordered, place), **told)
    return chosen + best, values | place.parameters


def _part(source, conditions, ordered, place):
    """A statement for a part of what is in order, after a place where there is one."""
    told = {
        "source": source,
        "order": order_by(ordered),
        "order_columns": ", ".join(name for name, _down in ordered if name != "object_id") or "1",
    }
    if not place.values:
        return PART.format(conditions=conditions, **told)
    stretches = [
        f"({PART.format(conditions=f'{conditions} AND {stretch}', **told)})"
        for stretch in parts_after(ordered)
    ]
    return STRETCHES.format(stretches=" UNION ALL ".join(stretches), **told)


def _goes_in_order(question, order, depth):
    """Whether so many answers are found sooner along the order than among all that are chosen. That
    is settled here, where the numbers are known: the database would have to guess.
    """
    number = question.tallied_count
    if number is None or not question.chosen:
        return number is not None
    return _is_listed_under(question, order) or depth * question.tallied_total < number**2


def _is_listed_under(question, order):
    """Whether an index has just these answers in this order."""
    return order == "recent" and any(
        facet.lists_under and len(question.chosen.get(facet.name, ())) == 1
        for facet in question.facets
    )


def _conditions(question, *, aside=False):
    """Conditions and their values; those that are `aside` lead to no index of theirs."""
    conditions, values = narrowed(question)
    if aside:
        conditions = [f"({condition}) IS TRUE" for condition in conditions]
    if question.text:
        conditions.append(HAS_WORDS)
        values |= sought(question.text)
    return " AND ".join(conditions) or "true", values


def _entry(row, columns):
    return Entry._make(row) if columns is Entry._fields else row


def _matches_without_choices(question):
    return bool(question.chosen and count(replace(question, chosen={})))


def _everything(text, each, columns):
    language = get_language()
    statement = EVERYTHING.format(
        name="sort_en" if language == "en" else "sort_fr",
        order=order_by(columns_of("relevance", language)),
        columns=", ".join(f"entry.{column}" for column in ("kind", *columns)),
    )
    kinds = [kind.value for kind in Kind.searched()]
    values = {"kinds": kinds, "each": each, **sought(text)}
    answers = {}
    for kind, *told, number, exact in rows_of(statement, values):
        answers.setdefault(Kind(kind), [number, exact, []])[2].append(_entry(told, columns))
    found = [(kind, answers[kind]) for kind in Kind.searched() if kind in answers]
    # A kind in which something bears just this name comes before the others.
    found.sort(key=lambda each: -each[1][1])
    return [(kind, number, rows) for kind, (number, _exact, rows) in found]
