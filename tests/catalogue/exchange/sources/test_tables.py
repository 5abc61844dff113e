"""Tables are read by their headings, whatever separates the cells."""

import pytest
from django.utils import translation

from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.tables import Row, rows
from catalogue.exchange.told import Fault


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def read(data, known=("city", "tool", "note"), name="sheet.csv"):
    data = data.encode() if isinstance(data, str) else data
    return list(rows(File(name, data), lambda heading: heading.lower() in known))


def cells(found):
    return [row.cells for row in found if isinstance(row, Row)]


def faults(found):
    return [str(fault) for fault in found if isinstance(fault, Fault)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"], ids=["comma", ";", "tab", "pipe"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_any_separator_and_any_end_of_line(separator, line):
    text = line.join(
        separator.join(row) for row in (["city", "tool"], ["Arles", "GIMP"], ["Nîmes", "QGIS"])
    )

    found = read(text)

    assert cells(found) == [{"city": "Arles", "tool": "GIMP"}, {"city": "Nîmes", "tool": "QGIS"}]
    assert [row.where.line for row in found] == [2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('city;tool;note\nArles;GIMP;"a, b, c, d"\n', "a, b, c, d"),
        ("city;tool;note\nArles;GIMP;1,5,2,3,4\n", "1,5,2,3,4"),
        ('city,tool,note\nArles,GIMP,"un; deux; trois"\n', "un; deux; trois"),
        ('city,tool,note\nArles,GIMP,"deux\nlignes"\n', "deux\nlignes"),
        ("city\ttool\tnote\nArles\tGIMP\tun, deux; trois | quatre\n", "un, deux; trois | quatre"),
        ('sep=;\ncity;tool;note\nArles;GIMP;"dit ""oui"""\n', 'dit "oui"'),
    ],
    ids=["commas in ;", "decimal commas", "; in commas", "line break", "all in tab", "sep="],
)
def test_separators_inside_texts_do_not_mislead(text, expected):
    [row] = cells(read(text))

    assert row == {"city": "Arles", "tool": "GIMP", "note": expected}


def test_titles_above_and_empty_lines_between_are_passed_over():
    text = "Logiciels libres de la ville;;\n;;\ncity;tool;note\n\nArles;GIMP;\n;;\nNîmes;QGIS;x\n"

    found = read(text)

    assert [(row.where.line, row.cells["city"]) for row in found] == [(5, "Arles"), (7, "Nîmes")]


def test_headings_with_line_breaks_are_one_line_and_lines_are_counted_on():
    found = read('"City";"To\n  ol ";note\nArles;GIMP;x\n', ("city", "to ol", "note"))

    assert cells(found) == [{"City": "Arles", "To ol": "GIMP", "note": "x"}]
    assert found[0].where.line == 3


def test_no_break_spaces_are_spaces():
    assert cells(read("city;tool\n\xa0Arles\xa0 ;LibreOffice\xa07\n")) == [
        {"city": "Arles", "tool": "LibreOffice 7"}
    ]


def test_a_short_line_is_filled_up_and_a_long_one_refused():
    found = read("city;tool;note\nArles;GIMP\nNîmes;QGIS;a;b;c\nUzès;Gajim;;;\n")

    assert cells(found) == [
        {"city": "Arles", "tool": "GIMP", "note": ""},
        {"city": "Uzès", "tool": "Gajim", "note": ""},
    ]
    [fault] = faults(found)
    assert fault.startswith("sheet.csv:3: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name;licence\nGIMP;GPL\n", "headings"),
        ("city;tool;CITY;tool\na;b;c;d\n", "“tool”"),
        ("only words\n", "headings"),
    ],
    ids=["other headings", "twice", "none"],
)
def test_a_table_without_the_headings_is_refused(text, says):
    [fault] = faults(read(text))

    assert says in fault


def test_a_cell_that_never_ends_is_told_and_the_rest_is_read():
    text = f'city;tool\nArles;GIMP\n"{"x" * 200_000};QGIS\n'

    found = read(text)

    assert cells(found) == [{"city": "Arles", "tool": "GIMP"}]
    assert faults(found) == ["sheet.csv:3: " + faults(found)[0].partition(": ")[2]]
