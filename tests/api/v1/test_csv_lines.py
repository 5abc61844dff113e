"""No spreadsheet runs what stands in a text, whatever it takes for the end of a cell."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.v1.csv_lines import csv_lines, defused
from catalogue.choices import Kind

RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
#: Texts made of what matters here, and of anything.
TEXTS = st.text(st.sampled_from("=+-@＝,;\t\r\n\v\u2028 \xa0\"'1a")) | st.text()


def vendor(**members):
    head = {"slug": "acme", "page": "http://x/fr/", "url": "http://x/", "updated_at": "2026-11-22"}
    return {**head, "name": "Acme", "country": "US", "gafam": False, "products": [], **members}


def written(record, separator=","):
    return b"".join(csv_lines(Kind.VENDOR, [record], separator)).decode("utf-8-sig")


def split(content, separator):
    """The cells that a program sees which knows nothing of quotes, and one that does."""
    for line in re.split(r"\r\n|\r|\n", content):
        yield from (cell.strip().lstrip('" ') for cell in line.split(separator))
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
        yield from (cell.lstrip(" ") for cell in row)


@given(TEXTS, TEXTS, st.integers(-9, 9), st.sampled_from(",;"))
def test_no_cell_begins_a_formula_whatever_separates_cells(name, other, number, separator):
    record = vendor(name=name, country=other, gafam=number, products=[{"slug": name}])

    content = written(record, separator)

    cells = [cell for other in ",;\t" for cell in split(content, other)]
    run = [cell for cell in cells if cell.startswith(RUN) and not NUMBER.fullmatch(cell)]
    assert run == []


@given(TEXTS, st.sampled_from(",;"))
def test_text_stays_in_its_cell_and_readable(text, separator):
    *_headings, row = csv.reader(
        io.StringIO(written(vendor(name=text), separator), newline=""), delimiter=separator
    )

    assert row[0] == "acme"
    assert row[2] == "US"
    assert "".join(row[1].replace("'", "").split()) == "".join(text.replace("'", "").split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("＝1", "'＝1"),
        (" @SUM(1)", " '@SUM(1)"),
        ("Beware;=1+1", "Beware;'=1+1"),
        ("Beware, -1+1", "Beware, '-1+1"),
        ("Beware\t=1", "Beware =1"),
        ('Beware;"=1"', 'Beware;"\'=1"'),
        ("List:\r\n- one\n- two", "List:\n'- one\n'- two"),
        ("a;=1;=2;;+3", "a;'=1;'=2;;'+3"),
    ],
    ids=[
        *("start", "wide", "after a space", "semicolon", "comma", "tab", "quote", "lines"),
        "several",
    ],
)
def test_what_begins_a_formula_has_an_apostrophe_before(text, expected):
    assert defused(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Libre-office, e-mail; C++ = nice",
        "https://example.org/?a=1&b=-2",
        "De 10 à 15 % - voire plus",
        "écrire à contact@example.org",
        "first line\n\nsecond, third",
        "'tis",
        "",
    ],
    ids=["dashes", "address", "prose", "mail", "lines", "apostrophe", "empty"],
)
def test_plain_text_stays_as_it_is(text):
    assert defused(text) == text


def test_long_runs_of_blanks_take_no_time():
    text = '," ' * 10_000 + '" ' * 50_000 + "\n" * 50_000 + " " * 100_000

    assert defused(text) == text.rstrip("\n")
