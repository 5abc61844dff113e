"""What is due is read again, only when it changed; what fails is told and changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.exchange.importing.harvesting import due, harvest
from catalogue.models import ImportRun, OutsideCatalogue, Tool
from tests.catalogue.exchange.importing.given import bring, everything, sill, told
from tests.publiccode_file import file
from tests.web_server import web_server

pytestmark = pytest.mark.django_db

ENTRY = {
    "id": 1,
    "name": "Datelune",
    "license": "MIT",
    "function": "Trouve une date.",
    "referencedSinceTime": 1,
}
WHERE = {"where": "https://catalogue.example/", "format": "sill"}


@pytest.fixture
def server():
    with web_server() as server:
        yield server


def catalogue(server=None, **values):
    where = f"{server.address}/sill.json" if server else WHERE["where"]
    values = {"slug": "sill", "title": "SILL", **WHERE, "where": where, "every_days": 7, **values}
    return OutsideCatalogue.objects.create(**values)


def ago(**span):
    return timezone.now() - timedelta(**span)


def test_what_was_never_read_and_what_was_read_long_ago_is_due():
    catalogue(slug="never")
    catalogue(slug="long-ago", read_at=ago(days=8))
    catalogue(slug="just-now", read_at=ago(days=6))
    catalogue(slug="by-hand", every_days=None)

    assert sorted(each.slug for each in due()) == ["long-ago", "never"]
    assert sorted(each.slug for each in due(timezone.now() + timedelta(days=2))) == [
        "just-now",
        "long-ago",
        "never",
    ]


def test_what_was_read_longest_ago_comes_first():
    catalogue(slug="eight", read_at=ago(days=8))
    catalogue(slug="nine", read_at=ago(days=9))

    assert [each.slug for each in due()] == ["nine", "eight"]


def test_a_catalogue_is_read_and_is_due_no_more(shelves, server):
    server.says["/sill.json"] = [{"body": [ENTRY]}]
    read = catalogue(server, publishes=True)

    report = harvest(read, private=True)

    assert told(report) == {("created", "Datelune"): ""}
    assert Tool.objects.published().get().name == "Datelune"
    assert (due(), ImportRun.objects.get().by) == ([], "harvest")


def only_when_changed(etag, body):
    """An answer of 304 to whoever has this one already."""

    def answer(handler):
        if handler.headers.get("If-None-Match") == etag:
            handler.tell(status=304, ETag=etag)
        else:
            handler.tell(body, ETag=etag)

    return answer


def test_what_did_not_change_is_not_sent_again(shelves, server):
    server.says["/sill.json"] = [only_when_changed('"1"', [ENTRY])]
    read = catalogue(server)
    harvest(read, private=True)
    before = everything()
    read.refresh_from_db()
    first = read.read_at

    report = harvest(read, private=True)

    read.refresh_from_db()
    assert [headers.get("If-None-Match") for _path, headers in server.asked] == [None, '"1"']
    assert everything() == before
    assert not report.lines
    assert read.read_at > first


def test_what_changed_is_read_under_its_new_mark(shelves, server):
    server.says["/sill.json"] = [
        only_when_changed('"1"', [ENTRY]),
        only_when_changed('"2"', [{**ENTRY, "license": "AGPL-3.0-or-later"}]),
    ]
    for _time in range(3):
        harvest(OutsideCatalogue.objects.first() or catalogue(server), private=True)

    assert Tool.objects.get().licence == "AGPL-3.0-or-later"
    assert [headers.get("If-None-Match") for _path, headers in server.asked] == [
        None,
        '"1"',
        '"2"',
    ]


def test_after_an_import_from_elsewhere_everything_is_asked_for(shelves, server, tmp_path):
    server.says["/sill.json"] = [only_when_changed('"1"', [ENTRY])]
    read = catalogue(server)
    harvest(read, private=True)
    bring("sill", sill(tmp_path, {**ENTRY, "license": "AGPL-3.0-or-later"}))
    read.refresh_from_db()

    harvest(read, private=True)

    assert Tool.objects.get().licence == "MIT"


def test_an_open_catalog_is_harvested_page_by_page(shelves, server):
    entry = {"id": "1", "publiccodeYml": file(name="One")}
    server.says["/v1/software"] = [
        {"body": {"data": [entry], "links": {"next": "?page=2"}}, "ETag": '"1"'},
        {"body": {"data": [{**entry, "id": "2"}], "links": {"next": None}}, "ETag": '"1"'},
    ]
    read = catalogue(slug="italia", format="open-catalog", where=f"{server.address}/v1/software")

    harvest(read, private=True)

    assert read.records.filter(noun="tool").count() == 2


FAILS = {
    "gone": {"status": 404},
    "broken": {"status": 500},
    "too many redirects": {"status": 302, "Location": "/sill.json"},
}


@pytest.mark.parametrize("answer", FAILS.values(), ids=FAILS)
def test_a_source_that_fails_is_told_and_changes_nothing(shelves, server, answer):
    server.says["/sill.json"] = [{"body": [ENTRY]}, answer]
    read = catalogue(server)
    harvest(read, private=True)
    OutsideCatalogue.objects.update(read_at=ago(days=8))
    before = everything()
    read.refresh_from_db()

    report = harvest(read, private=True)

    run = read.runs.first()
    assert report is None
    assert server.address in run.failure
    assert run.ended_at >= run.began_at
    assert everything() == before
    again = OutsideCatalogue.objects.get()
    assert (again.read_at, again.tried_at > ago(minutes=5)) == (read.read_at, True)
    assert due() == [again]


def test_a_broken_answer_makes_nothing_vanish(shelves, server):
    server.says["/sill.json"] = [{"body": [ENTRY]}, {"body": b"<html>We are busy</html>"}]
    read = catalogue(server)
    harvest(read, private=True)

    report = harvest(read, private=True)

    assert [line.place for line in report.refused] == ["sill.json"]
    assert read.records.get().vanished_at is None


def test_private_networks_stay_closed(shelves, server):
    server.says["/sill.json"] = [{"body": [ENTRY]}]
    read = catalogue(server)

    assert harvest(read) is None
    assert server.asked == []
    assert read.runs.get().failure
