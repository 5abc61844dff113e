"""What stands in each bulk file, and which file is the one of a moment."""

import hashlib
import json
import zlib
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from api import records
from api.records import answer
from api.v1 import columns, csv_columns, csv_lines, ods_sheets
from api.v1.downloads import PIECE
from api.v1.kept_files import kept
from api.v1.ods_sheets import MOST_ROWS, ods_pieces
from api.v1.snapshot import entries
from catalogue.choices import Kind
from catalogue.exchange.formats import ods

TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8; header=present",
    "ods": ods.TYPE,
}
#: Which code makes files: what other code made is made again.
MADE_BY = "".join(
    Path(module.__file__).read_text(encoding="utf-8")
    for module in (records, columns, csv_columns, csv_lines, ods_sheets, ods)
)


class File(NamedTuple):
    """One of the bulk files."""

    kind: Kind
    ending: str
    separator: str = csv_lines.SEPARATORS["comma"]

    @property
    def name(self):
        """Its own for each separator, so that none is taken for another once it was saved."""
        semicolons = self.separator == csv_lines.SEPARATORS["semicolon"]
        return f"{self.kind.noun}{'-semicolon' if semicolons else ''}.{self.ending}"


FILES = {file.name: file for kind in Kind for ending in TYPES for file in [File(kind, ending)]}


def mark_of(file, contents):
    """What a file with those contents is known by: its ETag."""
    told = (file.name, settings.SITE_URL, contents.mark, MADE_BY)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def fits(file, contents):
    """Whether there is such a file: a spreadsheet has only so many rows."""
    return file.ending != "ods" or contents.count <= MOST_ROWS


def opened(moment, file, mark):
    """The file of a moment, made first where nobody asked for it yet."""
    return kept(file.name, mark, lambda: PIECES[file.ending](moment, file))


def compressed(file, mark, plain):
    """The same file as gzip."""
    return kept(f"{file.name}.gz", mark, lambda: _gzip(plain))


def _json_lines(moment, file):
    """A record a line, each as its own address answers it."""
    return (answer(entry) + b"\n" for entry in entries(moment, file.kind))


def _csv(moment, file):
    found = (json.loads(answer(entry)) for entry in entries(moment, file.kind))
    return csv_lines.csv_lines(file.kind, found, file.separator)


def _ods(moment, file):
    found = (json.loads(answer(entry)) for entry in entries(moment, file.kind))
    return ods_pieces(file.kind, found)


def _gzip(file):
    """The same bytes for the same content: no name and no date in it."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    while piece := file.read(PIECE):
        yield packer.compress(piece)
    yield packer.flush()


PIECES = {"jsonl": _json_lines, "csv": _csv, "ods": _ods}
