"""Spreadsheets, as the office suites save them: ODS and XLSX, the rows of each sheet.

Read row by row and never as a grid: a sheet of two cells, the first and the last one possible,
would make a grid of seventeen thousand million.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import openpyxl
from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import MEGABYTE, File, UnreadableSource, too_large

Lines = Iterator[tuple[int, Sequence[Any] | None]]

#: Rows that hold something; columns that are looked at; the last row that XLSX has.
MOST_ROWS, MOST_COLUMNS, LAST_ROW = 200_000, 200, 1_048_576
LARGEST = 128 * MEGABYTE
ZIP = b"PK\x03\x04"
#: How Excel wrote files before 2007, and writes those with a password.
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPES = (
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template",
)
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NUMBERS = {"float", "currency", "percentage"}


def is_spreadsheet(file: File) -> bool:
    return file.data.startswith((ZIP, OLD_EXCEL))


def sheets(file: File) -> Iterator[Lines]:
    """The lines of each sheet with their numbers. Raises UnreadableSource on anything else than a
    spreadsheet.
    """
    if file.data.startswith(OLD_EXCEL):
        _is_none(file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
        names = archive.namelist()
        _not_too_large(file, archive)
        if "mimetype" in names and archive.read("mimetype").decode().strip() in ODS_TYPES:
            yield from _ods(file, archive)
        elif "xl/workbook.xml" in names:
            yield from _xlsx(file)
        else:
            _is_none(file)
    except UnreadableSource:
        raise
    except Exception as error:  # whatever a library says of a file that somebody broke
        raise UnreadableSource(
            _("%(file)s cannot be read as a spreadsheet: %(why)s")
            % {"file": file.name, "why": str(error) or type(error).__name__}
        ) from error


def _not_too_large(file, archive):
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
        raise too_large(file.name, LARGEST)


def _is_none(file):
    raise UnreadableSource(
        _("%s is no spreadsheet of a known kind; save it as .ods, .xlsx or .csv, without password.")
        % file.name
    )


def _xlsx(file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and forms, of which nothing is read
        book = openpyxl.load_workbook(
            io.BytesIO(file.data), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            lines = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
            yield iter(list(_filled(file, lines)))


def _filled(file, lines):
    blank, filled = None, 0
    for line, cells in enumerate(lines, start=1):
        if cells is blank:  # the same object for every row between two that are there
            continue
        if all(cell is None for cell in cells):
            blank = cells
            continue
        filled += 1
        if filled > MOST_ROWS:
            raise _too_long(file)
        yield line, _trimmed([_xlsx_value(cell) for cell in cells])


def _xlsx_value(cell):
    """A date without an hour is a date; a number without a fraction is a whole one."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == datetime.min.time() else cell
    return _whole(cell)


def _whole(value):
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _ods(file, archive):
    content = archive.read("content.xml")
    if b"<!DOCTYPE" in content:
        raise UnreadableSource(_("%s defines entities; save it again as .ods.") % file.name)
    lines, number = [], 0
    for _event, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314  # no DOCTYPE
        if element.tag == TABLE + "table-row":
            repeated = int(element.get(TABLE + "number-rows-repeated", 1))
            cells = _ods_cells(element)
            if cells and len(lines) + repeated > MOST_ROWS:
                raise _too_long(file)
            first = number + 1
            lines += [(line, cells) for line in range(first, first + (repeated if cells else 0))]
            number += repeated
            element.clear()
        elif element.tag == TABLE + "table":
            yield iter(lines)
            lines, number = [], 0
            element.clear()


def _ods_cells(row):
    cells = []
    for cell in row:
        if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            repeated = int(cell.get(TABLE + "number-columns-repeated", 1))
            cells += [_ods_value(cell)] * min(repeated, MOST_COLUMNS - len(cells))
    return _trimmed(cells)


def _trimmed(cells):
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells


def _ods_value(cell):
    kind = cell.get(OFFICE + "value-type")
    if kind in NUMBERS:
        return _whole(float(cell.get(OFFICE + "value")))
    if kind == "boolean":
        return cell.get(OFFICE + "boolean-value") == "true"
    if kind == "date":
        value = cell.get(OFFICE + "date-value")
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    paragraphs = [_ods_text(part) for part in cell if part.tag == TEXT + "p"]
    return "\n".join(paragraphs) or None


def _ods_text(part):
    """A paragraph with what is inside: formatted words, links, spaces, breaks."""
    text = part.text or ""
    for inner in part:
        if inner.tag == TEXT + "s":
            text += " " * min(int(inner.get(TEXT + "c", 1)), 100)
        elif inner.tag in (TEXT + "line-break", TEXT + "tab"):
            text += "\n" if inner.tag.endswith("break") else "\t"
        elif inner.tag != OFFICE + "annotation":
            text += _ods_text(inner)
        text += inner.tail or ""
    return text


def _too_long(file):
    return UnreadableSource(
        _("%(file)s has more than %(most)d lines; that is too much.")
        % {"file": file.name, "most": MOST_ROWS}
    )
