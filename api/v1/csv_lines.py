"""Records to the lines of a CSV file (RFC 4180) that a spreadsheet opens and does not run.

UTF-8 with a mark at the beginning, without which Excel takes it for something else. The separator
is a comma. Spreadsheets set up for a language that writes 1,5 expect a semicolon and such numbers:
they ask for it. Which separator a spreadsheet really splits at, we do not know: it never asks.
"""

import csv
import re

from django.utils.translation import gettext as _

from api.v1.columns import COLUMNS
from catalogue.errors import BadQuestion

#: What begins a formula, wide forms included, wherever a spreadsheet may see a cell begin: where it
#: is set up for semicolons, it splits a file of commas at those of its texts, quoted or not.
FORMULA = re.compile(
    r"""
    ( (?: ^ | [,;\n] ) [^\S\n]* (?: "[^\S\n]* )* )
    (?= [=+\-@\uff1d\uff0b\uff0d\uff20] )
    """,
    re.VERBOSE,
)
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
    """A value as it stands in a cell, for the file's separator."""
    match value:
        case None:
            return ""
        case str():
            return defused(value)
        case bool():
            return "true" if value else "false"
        case float() if separator == ";":
            return str(value).replace(".", ",")
    return value


def defused(text):
    """A text of which no spreadsheet runs any part: an apostrophe stands before what would begin a
    formula. Tabs, which separate cells too, are spaces, and all line ends are the same.
    """
    return FORMULA.sub(r"\1'", "\n".join(text.replace("\t", " ").splitlines()))


def separator_of(query):
    """The separator that a request asks for; raises BadQuestion on one that is none."""
    names = query.getlist("separator") or ["comma"]
    if len(names) > 1 or names[0] not in SEPARATORS:
        raise BadQuestion(
            _("“separator” is one of %(separators)s.") % {"separators": ", ".join(SEPARATORS)},
            parameter="separator",
        )
    return SEPARATORS[names[0]]
