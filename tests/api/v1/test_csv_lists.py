"""A list as a spreadsheet: the same question as its page, the same order, all of its rows."""

import csv
import gzip
import io
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from api.v1 import csv_lists
from catalogue.search import query, reindex
from tests.factories import OrganisationFactory


def read(response, separator=","):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?category=office-suites",
        "?country=FR&country=DE&order=name",
        "?q=bureautique",
        "?q=libreofice",
        "?platform=linux&licence=MPL-2.0&q=suite",
        "?replaces=microsoft-office&order=activity",
    ],
    ids=["all", "facet", "facets ordered", "words", "slip of typing", "both", "another order"],
)
def test_rows_are_those_of_the_list_in_its_order(client, catalogue, asked):
    rows = read(client.get(f"/api/v1/tools.csv{asked}"))

    page, expected = f"/api/v1/tools/{asked}", []
    while page:
        answer = client.get(page).json()
        expected += [record["slug"] for record in answer["results"]]
        page = answer["next"]
    assert [row["slug"] for row in rows] == expected
    assert expected


def test_list_without_a_row_has_its_headings(client, catalogue):
    response = client.get("/api/v1/tools.csv?q=zzzzzzzzzzz")

    assert response.getvalue().decode("utf-8-sig").startswith("slug,name,")
    assert read(client.get("/api/v1/tools.csv?q=zzzzzzzzzzz")) == []


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("page=2", "page"),
        ("page_size=5", "page_size"),
        ("fields=slug", "fields"),
        ("colour=red", "colour"),
        ("category=cars", "category"),
        ("order=beauty", "order"),
        ("q=a&q=b", "q"),
        ("separator=tab", "separator"),
        ("separator=comma&separator=comma", "separator"),
    ],
)
def test_what_the_list_does_not_take_is_a_problem(client, catalogue, asked, parameter):
    response = client.get(f"/api/v1/tools.csv?{asked}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter


def test_semicolons_for_spreadsheets_that_expect_them(client, catalogue):
    comma = read(client.get("/api/v1/cities.csv?separator=comma"))
    semicolon = read(client.get("/api/v1/cities.csv?separator=semicolon"), ";")

    assert comma == read(client.get("/api/v1/cities.csv"))
    assert [row["name_fr"] for row in semicolon] == [row["name_fr"] for row in comma]
    assert semicolon[0]["latitude"] == comma[0]["latitude"].replace(".", ",")


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC))
def test_file_is_named_after_the_list_and_the_day(client, catalogue):
    response = client.get("/api/v1/case-studies.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == (
        'attachment; filename="communal-case-studies-2026-11-22.csv"'
    )
    assert response["Content-Length"] == str(len(response.getvalue()))
    assert 'rel="license"' in response["Link"]


def test_list_that_did_not_change_is_not_sent_again(client, catalogue):
    first = client.get("/api/v1/tools.csv?q=office")
    first.getvalue()

    again = client.get("/api/v1/tools.csv?q=office", headers={"If-None-Match": first["ETag"]})
    other = client.get("/api/v1/tools.csv?q=mail", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, other.status_code) == (304, 200)
    assert read(other)


def test_list_is_compressed_on_the_way(client, catalogue):
    plain = client.get("/api/v1/organisations.csv").getvalue()

    packed = client.get("/api/v1/organisations.csv", headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.getvalue()) == plain


def test_head_says_the_same_without_the_body(client, catalogue):
    told = client.get("/api/v1/organisations.csv")
    length = len(told.getvalue())

    head = client.head("/api/v1/organisations.csv")

    assert head.getvalue() == b""
    assert dict(head.items()) == dict(told.items())
    assert head["Content-Length"] == str(length)


def test_long_list_is_written_in_batches(client, db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(query, "BATCH", 2)
    monkeypatch.setattr(csv_lists, "PIECE", 100)
    OrganisationFactory.create_batch(5)
    reindex()

    with django_assert_num_queries(2):
        rows = read(client.get("/api/v1/organisations.csv"))

    assert len(rows) == 5


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_limit_is_that_of_bulk_files(db, settings):
    settings.API_LIMITS = {"export": (1, 60)}
    reader = Client(REMOTE_ADDR="203.0.113.1")

    answers = [reader.get("/api/v1/organisations.csv") for _turn in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    answers[0].getvalue()
