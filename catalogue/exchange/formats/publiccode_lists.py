"""Where publiccode.yml files are found: in a place of their own, or at each address of a list.

A list is a text with one address a line (`.txt`), or a table with one in each row (`.csv`). Lines
that are empty or begin with # say nothing, and a table may have headings.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import Budget, File, UnreadableSource
from catalogue.exchange.sources.files import fetched, files, is_address
from catalogue.exchange.sources.http import Door, NotFetched
from catalogue.exchange.sources.text import text_of
from catalogue.exchange.told import Fault, Where, refused

LISTS = (".txt", ".csv")
ADDRESS = re.compile(r"https?://[^\s,;\"]+", re.IGNORECASE)


def found(where: str | Path, suffixes: tuple[str, ...], door: Door) -> Iterator[File | Fault]:
    """The files at a place, those of the web under their whole address. An address of a list that
    gives nothing is told at its line, and the others are read.
    """
    for file in files(where, suffixes=suffixes, door=door):
        if isinstance(file, File) and file.name.lower().endswith(LISTS):
            yield from _each(file, door)
        elif isinstance(file, File) and _stands_at(where, file):
            yield File(str(where), file.data)
        else:
            yield file


def _each(listing: File, door: Door) -> Iterator[File | Fault]:
    budget, seen = Budget(), set()
    for line, written in _lines(listing):
        match = ADDRESS.search(written)
        if match is None:
            message = _("This line holds no address of the web.")
            yield refused(Where(listing.name, line), message)
        elif match[0] not in seen:
            seen.add(match[0])
            try:
                file = File(match[0], fetched(match[0], door).data)
            except (NotFetched, UnreadableSource) as error:
                yield refused(Where(listing.name, line), str(error))
            else:
                budget.take(file.name, len(file.data))
                yield file


def _lines(listing):
    """The lines that say something, with their numbers, without the headings of a table."""
    lines = enumerate((line.strip() for line in text_of(listing).splitlines()), start=1)
    said = [(line, text) for line, text in lines if text and not text.startswith("#")]
    is_table = listing.name.lower().endswith(".csv")
    has_headings = is_table and said and not ADDRESS.search(said[0][1])
    return said[1:] if has_headings else said


def _stands_at(where, file):
    """Whether it is the file of the address itself, and not one out of an archive."""
    return is_address(where) and unquote(urlsplit(str(where)).path).endswith(f"/{file.name}")
