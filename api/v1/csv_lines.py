"""Records to the lines of a CSV file (RFC 4180) that a spreadsheet opens and does not run.

UTF-8 with a mark at the beginning, without which Excel takes it for something else. The separator
is a comma. Spreadsheets set up for a language that writes 1,5 expect a semicolon and such numbers:
they ask for it.
"""

import csv

from django.utils.translation import gettext as _

from api.v1.columns import COLUMNS
from catalogue.errors import BadQuestion

#: What a spreadsheet would take for the beginning of a formula, wide forms included.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
SEPARATORS = {"comma": ",", "semicolon": ";"}
MARK = "\ufeff"


class Encoded:
    """Where `csv` writes: gives each line back as bytes."""

    @staticmethod
    def write(line):
        return line.encode()


def csv_lines(kind, records, separator=SEPARATORS["comma"]):
    """The lines of the CSV of some records, each as bytes, after a line of headings."""
    columns = COLUMNS[kind]
    lines = csv.writer(Encoded, delimiter=separator)
    yield MARK.encode()
    yield lines.writerow(column.name for column in columns)
    for record in records:
        yield lines.writerow(cell(column.read(record), separator) for column in columns)


def cell(value, separator):
    """A value as it stands in a cell. A text that would be run begins with an apostrophe."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(DANGEROUS) else value
        case bool():
            return "true" if value else "false"
        case float() if separator == ";":
            return str(value).replace(".", ",")
    return value


def separator_of(query):
    """The separator that a request asks for; raises BadQuestion on one that is none."""
    names = query.getlist("separator") or ["comma"]
    if len(names) > 1 or names[0] not in SEPARATORS:
        raise BadQuestion(
            _("“separator” is one of %(separators)s.") % {"separators": ", ".join(SEPARATORS)},
            parameter="separator",
        )
    return SEPARATORS[names[0]]
