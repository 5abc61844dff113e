"""Records to the rows of a spreadsheet: the columns of the CSV, with numbers and dates as such."""

import tempfile
from datetime import date, datetime
from functools import cache

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.v1.columns import COLUMNS
from api.v1.serializers import SERIALIZERS
from api.v1.serializers.base import PartialDate
from catalogue.errors import CatalogueError
from catalogue.exchange.formats.ods import MOST_ROWS, write_ods

#: How much of a file is in memory at a time; a file no longer than that never leaves it.
PIECE = 1024 * 1024
DAY_LONG = len("2016-04-30")


class TooManyRows(CatalogueError):
    """More than an office suite should be asked to open."""

    def __init__(self):
        super().__init__(
            _("More than %(most)d rows are too many for a spreadsheet: take them as CSV.")
            % {"most": MOST_ROWS}
        )


def ods_file(kind, records):
    """The spreadsheet of some records as a file that nobody else sees, at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=PIECE)  # noqa: SIM115 - closed by who asked
    write_ods(file, kind.noun, [column.name for column in COLUMNS[kind]], rows(kind, records))
    file.seek(0)
    return file


def ods_pieces(kind, records):
    """The same, piece by piece."""
    with ods_file(kind, records) as file:
        while piece := file.read(PIECE):
            yield piece


def rows(kind, records):
    """The cells of each record."""
    columns, dated = COLUMNS[kind], dates_of(kind)
    for record in records:
        yield [
            in_time(value) if column.name in dated and value else value
            for column in columns
            for value in [column.read(record)]
        ]


@cache
def dates_of(kind):
    """The members of a record that are a date or a moment."""
    fields = SERIALIZERS[kind]().fields
    dated = (PartialDate, serializers.DateTimeField)
    return {name for name, field in fields.items() if isinstance(field, dated)}


def in_time(text):
    """A day or a moment as such. A year and a month stay text: no spreadsheet knows them, and a
    day would say more than the source.
    """
    if len(text) < DAY_LONG:
        return text
    return date.fromisoformat(text) if len(text) == DAY_LONG else datetime.fromisoformat(text)
