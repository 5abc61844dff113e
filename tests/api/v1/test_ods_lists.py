"""A list as a spreadsheet: the rows of its CSV, with numbers and dates to reckon with."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from api.v1 import ods_lists, ods_sheets
from api.v1.ods_sheets import dates_of, in_time
from catalogue.choices import Kind
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.spreadsheets import sheets
from catalogue.search import query, reindex
from tests.factories import CityFactory, OrganisationFactory, ToolFactory

ODS = "application/vnd.oasis.opendocument.spreadsheet"


def read(response):
    """The rows by heading. What stands after the last filled cell of a row is None."""
    [sheet] = sheets(File("list.ods", response.getvalue()))
    (_line, headings), *rows = sheet
    return [dict(zip(headings, [*cells, *[None] * 60], strict=False)) for _line, cells in rows]


def read_csv(response):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_sheet_has_the_rows_and_the_columns_of_the_csv(client, catalogue, kind):
    sheet = read(client.get(f"/api/v1/{kind.noun}.ods"))
    table = read_csv(client.get(f"/api/v1/{kind.noun}.csv"))

    assert sheet[0].keys() - {None} == table[0].keys()
    assert [row["slug"] for row in sheet] == [row["slug"] for row in table]


@pytest.mark.parametrize(
    "asked",
    ["?category=office-suites", "?country=FR&country=DE&order=name", "?q=libreofice"],
    ids=["facet", "facets ordered", "slip of typing"],
)
def test_rows_are_those_of_the_list_in_its_order(client, catalogue, asked):
    sheet = read(client.get(f"/api/v1/tools.ods{asked}"))

    expected = read_csv(client.get(f"/api/v1/tools.csv{asked}"))
    assert [row["slug"] for row in sheet] == [row["slug"] for row in expected] != []


def test_numbers_are_numbers_and_codes_are_not(client, db):
    CityFactory(slug="bourg", insee="01053", population=41248, latitude=46.2, longitude=-5.25)
    reindex()

    [row] = read(client.get("/api/v1/cities.ods"))

    assert (row["population"], row["latitude"], row["longitude"]) == (41248, 46.2, -5.25)
    assert row["insee"] == "01053"


def test_dates_are_dates_where_they_are_known_to_the_day(client, db):
    ToolFactory(
        first_release="2016",
        latest_release_on="2026-04-30",
        latest_release_version="2026-04-30",
        last_activity="2026-04",
    )
    reindex()

    [row] = read(client.get("/api/v1/tools.ods"))

    assert (row["first_release"], row["last_activity"]) == ("2016", "2026-04")
    assert row["latest_release"] == date(2026, 4, 30)
    assert row["latest_version"] == "2026-04-30"
    assert isinstance(row["updated_at"], datetime)


def test_dates_are_known_from_the_records_themselves():
    assert dates_of(Kind.ADOPTION) == {"as_of", "started", "ended", "published_at", "updated_at"}
    assert {"date", "updated_at"} == dates_of(Kind.SOURCE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", "2016"),
        ("2016-04", "2016-04"),
        ("2016-04-30", date(2016, 4, 30)),
        ("2026-11-22T10:30:01+00:00", datetime(2026, 11, 22, 10, 30, 1, tzinfo=UTC)),
    ],
)
def test_date_is_as_precise_as_its_source(text, expected):
    assert in_time(text) == expected


def test_formula_in_a_name_stays_a_text(client, db):
    OrganisationFactory(name="=1+1")
    reindex()

    [row] = read(client.get("/api/v1/organisations.ods"))

    assert row["name"] == "=1+1"


def test_list_without_a_row_has_its_headings(client, catalogue):
    response = client.get("/api/v1/tools.ods?q=zzzzzzzzzzz")

    [sheet] = sheets(File("list.ods", response.getvalue()))
    [(_line, headings)] = sheet
    assert headings[:2] == ["slug", "name"]


@pytest.mark.parametrize("asked", ["page=2", "colour=red", "category=cars", "separator=comma"])
def test_what_the_list_does_not_take_is_a_problem(client, catalogue, asked):
    response = client.get(f"/api/v1/tools.ods?{asked}")

    assert response.status_code == 400
    assert response.json()["parameter"] == asked.partition("=")[0]


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC))
def test_file_is_named_after_the_list_and_the_day(client, catalogue):
    response = client.get("/api/v1/case-studies.ods", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Type"] == ODS
    assert response["Content-Disposition"] == (
        'attachment; filename="communal-case-studies-2026-11-22.ods"'
    )
    assert response["Content-Length"] == str(len(response.getvalue()))
    assert 'rel="license"' in response["Link"]


def test_list_that_did_not_change_is_not_sent_again(client, catalogue):
    first = client.get("/api/v1/tools.ods?q=office")
    first.getvalue()

    again = client.get("/api/v1/tools.ods?q=office", headers={"If-None-Match": first["ETag"]})
    other = client.get("/api/v1/tools.ods?q=mail", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, other.status_code) == (304, 200)
    assert read(other)


def test_list_too_long_for_a_spreadsheet_is_refused_with_the_way_out(client, db, monkeypatch):
    monkeypatch.setattr(ods_lists, "MOST_ROWS", 2)
    monkeypatch.setattr(ods_sheets, "MOST_ROWS", 2)
    OrganisationFactory.create_batch(3)
    reindex()

    response = client.get("/api/v1/organisations.ods", headers={"Accept-Language": "en"})

    assert response.status_code == 400
    assert response.json()["detail"] == (
        "More than 2 rows are too many for a spreadsheet: take them as CSV."
    )


def test_long_list_is_written_in_batches(client, db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(query, "BATCH", 2)
    monkeypatch.setattr(ods_sheets, "PIECE", 100)
    OrganisationFactory.create_batch(5)
    reindex()

    with django_assert_num_queries(2):
        rows = read(client.get("/api/v1/organisations.ods"))

    assert len(rows) == 5


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_limit_is_that_of_bulk_files(db, settings):
    settings.API_LIMITS = {"export": (1, 60)}
    reader = Client(REMOTE_ADDR="203.0.113.1")

    answers = [reader.get("/api/v1/organisations.ods") for _turn in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    answers[0].getvalue()
