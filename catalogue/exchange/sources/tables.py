"""Tables with headings: CSV of any usual dialect, ODS and XLSX, each row with its line.

A separator is not guessed from how often it occurs but from what it makes of the headings: the one
that gives the most headings that the reader knows is the right one.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from typing import Any

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import File, UnreadableSource
from catalogue.exchange.sources.spreadsheets import is_spreadsheet, sheets
from catalogue.exchange.sources.text import text_of
from catalogue.exchange.told import Fault, Where, refused

SEPARATORS = ",;\t|"
#: People write titles and remarks above a table.
HEADING_WITHIN = 20


@dataclass(frozen=True)
class Row:
    """What a line of a table holds, by heading as written: texts, or dates and numbers where the
    table tells them apart. `headings` says which heading a column was read from, where the two
    differ.
    """

    where: Where
    cells: dict[str, Any]
    headings: dict[str, str] = field(default_factory=dict)


def rows(file: File, knows: Callable[[str], bool], least: int = 2) -> Iterator[Row | Fault]:
    """The rows below the headings. `knows` says of a heading whether the reader knows it; a table
    with fewer than `least` of those is not the one that is looked for.
    """
    try:
        found = max(
            (_found(lines, knows) for lines in _readings(file)), key=lambda it: it[0], default=None
        )
    except UnreadableSource as error:
        yield refused(Where(file.name), str(error))
        return
    if found is None or found[0] < least:
        yield refused(Where(file.name), _("None of its lines holds the headings of this format."))
        return
    _known, headings, lines = found
    twice = sorted({name for name in headings if knows(name) and headings.count(name) > 1})
    if twice:
        message = _("The heading “%s” stands there twice.")
        yield refused(Where(file.name), message % "”, “".join(twice))
        return
    yield from _below(file, headings, lines)


def _found(lines, knows):
    """How many headings are known in the line that holds the most, that line, and those after."""
    lines = iter(lines)
    first = list(islice(lines, HEADING_WITHIN))
    counts = [len({name for name in _names(cells) if knows(name)}) for _line, cells in first]
    best = max(counts, default=0)
    if not best:
        return 0, [], ()
    at = counts.index(best)
    return best, _names(first[at][1]), chain(first[at + 1 :], lines)


def _names(cells):
    return [" ".join(str(_tidy(cell)).split()) for cell in cells or ()]


def _below(file, headings, lines):
    for line, cells in lines:
        where = Where(file.name, line)
        if cells is None:
            yield refused(where, _("This line cannot be read; look for a stray quotation mark."))
            continue
        tidy = [_tidy(cell) for cell in cells]
        if any(cell != "" for cell in tidy[len(headings) :]):
            message = _("This line has %(cells)d cells under %(headings)d headings.")
            yield refused(where, message % {"cells": len(tidy), "headings": len(headings)})
        elif any(cell != "" for cell in tidy):
            named = zip_longest(headings, tidy[: len(headings)], fillvalue="")
            yield Row(where, {name: cell for name, cell in named if name})


def _tidy(cell):
    if cell is None:
        return ""
    return cell.replace("\xa0", " ").strip() if isinstance(cell, str) else cell


def _readings(file) -> Iterator[Iterator[tuple[int, Sequence[Any] | None]]]:
    """The lines of each sheet, or of the text under each separator."""
    if is_spreadsheet(file):
        yield from sheets(file)
        return
    text = text_of(file)
    if text[:4].lower() == "sep=":  # a line by which Excel tells itself the separator
        text = "\n" + text.partition("\n")[2]
    if not text.strip():
        raise UnreadableSource(_("%s is empty.") % file.name)
    for separator in SEPARATORS:
        yield _csv(text, separator)


def _csv(text, separator):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    ends = 0
    while True:
        starts = ends + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        ends = reader.line_num
        yield starts, cells
