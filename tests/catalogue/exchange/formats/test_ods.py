"""Spreadsheets that we write: an office suite opens them, and nothing in them runs."""

import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from catalogue.exchange.formats.ods import MOST_ROWS, TYPE, write_ods
from catalogue.exchange.sources import spreadsheets
from catalogue.exchange.sources.bounds import File

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"


def written(rows, headings=("one", "two"), title="tools"):
    file = io.BytesIO()
    write_ods(file, title, headings, rows)
    return file.getvalue()


def read_back(content):
    """The rows as our own reader of other people's spreadsheets takes them."""
    [sheet] = spreadsheets.sheets(File("sheet.ods", content))
    return [list(cells) for _line, cells in sheet]


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def cells(content):
    return part(content, "content.xml").findall(f".//{TABLE}table-cell")


def test_format_is_known_without_unpacking():
    """What `file` and office suites look at: the first entry, stored, with nothing before it."""
    content = written([])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert archive.testzip() is None
    assert (first.filename, first.compress_type, first.flag_bits) == ("mimetype", 0, 0)
    assert content[30 : 38 + len(TYPE)] == b"mimetype" + TYPE.encode()


def test_manifest_names_every_part():
    content = written([])

    named = [
        (entry.get(f"{MANIFEST}full-path"), entry.get(f"{MANIFEST}media-type"))
        for entry in part(content, "META-INF/manifest.xml")
    ]

    assert named == [("/", TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rest = set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}
    assert rest == {"content.xml", "styles.xml"}


def test_every_style_that_is_used_is_there():
    content = written([[True, date(2016, 4, 30)], [datetime(2016, 4, 30, tzinfo=UTC), "x"]])

    tree = part(content, "content.xml")
    styles = [*tree.iter(), *part(content, "styles.xml").iter()]
    there = {each.get(f"{STYLE}name") for each in styles} - {None}
    used = {
        each.get(name)
        for each in tree.iter()
        for name in (f"{TABLE}style-name", f"{STYLE}parent-style-name", f"{STYLE}data-style-name")
    } - {None}
    assert used - there == set()
    assert {"heading", "day", "moment", "boolean"} <= used


@pytest.mark.parametrize(
    "value",
    [
        1505005,
        -3,
        48.13743,
        True,
        False,
        date(2016, 4, 30),
        "01001",
        "2016",
        "2016-04-30",
        "=HYPERLINK(1)",
        "é ’ 漢字 🏛",
        "a < b & c > \"d\" 'e' ]]>",
        "two\nlines\n\nand more",
        "  three   spaces  ",
        "a\ttab",
    ],
    ids=repr,
)
def test_value_is_read_back_as_it_was(value):
    [_headings, row] = read_back(written([["before", value, "after"]], headings="abc"))

    assert (row[1], type(row[1])) == (value, type(value))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_text_that_looks_like_a_formula_is_text(sign):
    content = written([[f"{sign}1+1", None]])

    cell = cells(content)[2]
    assert cell.get(f"{OFFICE}value-type") == "string"
    assert cell.get(f"{TABLE}formula") is None
    assert read_back(content)[1] == [f"{sign}1+1"]


def test_moment_is_told_in_utc():
    noon = datetime(2026, 11, 22, 12, 30, 1, 999, tzinfo=timezone(timedelta(hours=2)))

    [_headings, row] = read_back(written([[noon, None]]))

    assert row == [datetime(2026, 11, 22, 10, 30, 1)]  # noqa: DTZ001 - as spreadsheets have it


def test_what_is_not_known_is_an_empty_cell():
    assert read_back(written([[None, "x"], ["", "y"]]))[1:] == [[None, "x"], [None, "y"]]


def test_signs_that_xml_cannot_hold_are_left_out():
    text = "a\x00b\x08c\x1fd\ufffee\ud800f"

    assert read_back(written([[text, None]]))[1] == ["abcdef"]


def test_line_breaks_of_every_kind_are_lines():
    assert read_back(written([["a\r\nb\rc\nd", None]]))[1] == ["a\nb\nc\nd"]


def test_title_of_the_sheet_is_its_name():
    tree = part(written([], title='"A" & <b>'), "content.xml")

    assert tree.find(f".//{TABLE}table").get(f"{TABLE}name") == '"A" & <b>'


def test_same_rows_make_the_same_bytes():
    rows = [["a", 1], [None, date(2016, 4, 30)]]

    assert written(rows) == written(rows)


def test_what_no_spreadsheet_holds_is_a_fault_of_ours():
    with pytest.raises(TypeError, match="dict"):
        written([[{}, None]])


def test_memory_does_not_grow_with_the_rows(tmp_path):
    def peak(number):
        with (tmp_path / "sheet.ods").open("wb") as file:
            tracemalloc.start()
            write_ods(file, "tools", ["a"], ([f"{n} {n * n}"] for n in range(number)))
            used = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return used

    peak(10)

    assert peak(20_000) < peak(200) + 100_000


def test_our_own_reader_takes_the_longest_that_we_write():
    assert MOST_ROWS + 1 == spreadsheets.MOST_ROWS
