"""ODS and XLSX, row by row, and what is made to break whoever reads them."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from catalogue.exchange.sources.bounds import File, UnreadableSource
from catalogue.exchange.sources.spreadsheets import sheets

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def ods(*tables, before=""):
    tables = "".join(f"<table:table>{table}</table:table>" for table in tables)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMESPACES}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def row(*cells, repeated=1):
    cells = "".join(cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def cell(text="", kind="string", repeated=1, **values):
    given = " ".join(f'office:{name.replace("_", "-")}="{value}"' for name, value in values.items())
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return (
        f'<table:table-cell office:value-type="{kind}" {given}'
        f' table:number-columns-repeated="{repeated}">{paragraph}</table:table-cell>'
    )


def xlsx(*lines, more=()):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    for place, value in more:
        book.active[place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data):
    return [list(lines) for lines in sheets(File("sheet", data))]


def test_an_ods_gives_texts_numbers_and_dates():
    table = row(
        cell("Ville"),
        cell("12,5", "float", value="12.5"),
        cell("1 200", "float", value="1200"),
        cell("30/04/2016", "date", date_value="2016-04-30"),
        cell("VRAI", "boolean", boolean_value="true"),
        cell(),
        cell("fin"),
    )

    assert read(ods(table)) == [
        [(1, ["Ville", 12.5, 1200, datetime.date(2016, 4, 30), True, None, "fin"])]
    ]


def test_an_ods_keeps_lines_apart_and_leaves_remarks_out():
    note = "<office:annotation><text:p>à vérifier</text:p></office:annotation>"
    text = (
        f'Arles<text:s text:c="2"/>et <text:span>N<text:a>îmes</text:a></text:span>{note}'
        "</text:p><text:p>Uzès"
    )

    assert read(ods(row(cell(text)))) == [[(1, ["Arles  et Nîmes\nUzès"])]]


def test_empty_rows_and_columns_of_an_ods_are_counted_and_not_made():
    table = (
        row(cell("a", repeated=2), cell(repeated=16_000))
        + row(cell(repeated=16_384), repeated=1_000_000)
        + row(cell("b"))
    )

    assert read(ods(table)) == [[(1, ["a", "a"]), (1_000_002, ["b"])]]


def test_an_xlsx_gives_texts_numbers_and_dates():
    day = datetime.date(2016, 4, 30)
    data = xlsx(["Ville", 12.5, 1200.0, day, True], [], ["=1+1", None, "fin"])

    assert read(data) == [[(1, ["Ville", 12.5, 1200, day, True]), (3, [None, None, "fin"])]]


def test_a_cell_far_away_makes_no_grid():
    assert read(xlsx(["a"], more=[("B1048576", "b"), ("XFD1048576", "c")])) == [
        [(1, ["a"]), (1_048_576, [None, "b"])]
    ]


def test_every_sheet_is_given():
    assert [len(lines) for lines in read(ods(row(cell("a")), row(cell("b")) * 2))] == [1, 2]


@pytest.mark.parametrize(
    "data",
    [
        ods(row(cell("a"), repeated=1_000_000_000)),
        ods(row(cell("a", repeated=1_000_000_000), repeated=1_000_000)),
        ods(row(cell("&a;")), before='<!DOCTYPE x [<!ENTITY a "aaa">]>'),
    ],
    ids=["ods rows", "ods rows and columns", "entities"],
)
def test_a_small_file_that_says_it_is_huge_is_given_up(data):
    with pytest.raises(UnreadableSource):
        read(data)


def other(name, data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        other("word/document.xml", b"<w/>"),
        other("mimetype", b"application/vnd.oasis.opendocument.text"),
        other("xl/workbook.xml", b"<broken"),
        other("mimetype", TYPE.encode()),
        ods("<broken"),
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
    ids=["docx", "odt", "broken xlsx", "empty ods", "broken ods", "no zip", "old Excel"],
)
def test_what_is_no_spreadsheet_is_told(data):
    with pytest.raises(UnreadableSource, match=r"^sheet "):
        read(data)
