"""What stands in each bulk file, and which file is the one of a moment."""

import hashlib
import json
import zlib
from pathlib import Path

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
FILES = {f"{kind.noun}.{ending}": (kind, ending) for kind in Kind for ending in TYPES}
#: Which code makes files: what other code made is made again.
MADE_BY = "".join(
    Path(module.__file__).read_text(encoding="utf-8")
    for module in (records, columns, csv_columns, csv_lines, ods_sheets, ods)
)


def mark_of(name, contents):
    """What a file with those contents is known by: its ETag."""
    told = (name, settings.SITE_URL, contents.mark, MADE_BY)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def fits(name, contents):
    """Whether there is such a file: a spreadsheet has only so many rows."""
    return FILES[name][1] != "ods" or contents.count <= MOST_ROWS


def opened(moment, name, mark):
    """The file of a moment, made first where nobody asked for it yet."""
    kind, ending = FILES[name]
    return kept(name, mark, lambda: PIECES[ending](moment, kind))


def compressed(name, mark, plain):
    """The same file as gzip."""
    return kept(f"{name}.gz", mark, lambda: _gzip(plain))


def _json_lines(moment, kind):
    """A record a line, each as its own address answers it."""
    return (answer(entry) + b"\n" for entry in entries(moment, kind))


def _csv(moment, kind):
    found = (json.loads(answer(entry)) for entry in entries(moment, kind))
    return csv_lines.csv_lines(kind, found)


def _ods(moment, kind):
    found = (json.loads(answer(entry)) for entry in entries(moment, kind))
    return ods_pieces(kind, found)


def _gzip(file):
    """The same bytes for the same content: no name and no date in it."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    while piece := file.read(PIECE):
        yield packer.compress(piece)
    yield packer.flush()


PIECES = {"jsonl": _json_lines, "csv": _csv, "ods": _ods}
