"""Whoever wants everything gets one moment of it, may come back for the rest, and can check it."""

import base64
import csv
import gzip
import hashlib
import io
import json
import time
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client

from api.v1 import downloads, export_files, exports
from catalogue.choices import Kind
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.spreadsheets import sheets
from catalogue.models import SearchEntry
from catalogue.search import reindex
from catalogue.search.changes import news_since
from tests.careful_client import CarefulClient
from tests.factories import CityFactory, OrganisationFactory

NOUNS = [kind.noun for kind in Kind]
IDENTITY = {"Accept-Encoding": "identity"}


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.BUILT_DIR = tmp_path / "built"


class ClosingClient(CarefulClient):
    """Leaves no file open that a test did not read to its end."""

    def __init__(self):
        super().__init__()
        self.given = []

    def request(self, **request):
        response = super().request(**request)
        self.given.append(response)
        return response


@pytest.fixture
def client():
    client = ClosingClient()
    yield client
    for response in client.given:
        if not response.closed:
            response.close()


@pytest.fixture
def organisations(transactional_db):
    made = OrganisationFactory.create_batch(7)
    reindex()
    return made


@pytest.fixture
def city_of_numbers(transactional_db):
    CityFactory(latitude="-1.5", longitude="2.5")
    reindex()


def body(response):
    return b"".join(response)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def checksum(response):
    said = response["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":")
    return base64.b64decode(said).hex()


def names():
    return [f"{noun}.{ending}" for noun in NOUNS for ending in ("jsonl", "csv", "ods")]


@pytest.mark.parametrize("kind", list(Kind), ids=NOUNS)
def test_file_holds_the_records_of_the_api(client, catalogue, kind):
    lines = body(client.get(f"/api/v1/exports/{kind.noun}.jsonl")).splitlines(keepends=True)

    slugs = [json.loads(line)["slug"] for line in lines]
    assert slugs == sorted(SearchEntry.objects.filter(kind=kind).values_list("slug", flat=True))
    assert slugs
    for line, slug in list(zip(lines, slugs, strict=True))[:: max(1, len(lines) // 5)]:
        assert line == client.get(f"/api/v1/{kind.noun}/{slug}/").content + b"\n"


def test_checksum_and_size_are_those_of_the_file_everywhere(client, catalogue):
    whole = {name: client.get(f"/api/v1/exports/{name}") for name in names()}
    contents = {name: body(answer) for name, answer in whole.items()}

    sums = {name: client.get(f"/api/v1/exports/{name}.sha256").text for name in names()}
    listed = {
        file["url"].rpartition("/")[2]: [file[key] for key in ("sha256", "bytes", "etag", "type")]
        for file in client.get("/api/v1/exports/").json()["files"]
    }

    told = {
        name: [sha256(contents[name]), len(contents[name]), answer["ETag"], answer["Content-Type"]]
        for name, answer in whole.items()
    }
    assert listed == told
    assert sums == {name: f"{said[0]}  {name}\n" for name, said in told.items()}
    assert {
        name: [checksum(answer), int(answer["Content-Length"])] for name, answer in whole.items()
    } == {name: said[:2] for name, said in told.items()}


def test_answer_says_what_it_is_and_under_which_licences(client, organisations):
    response = client.get("/api/v1/exports/organisations.jsonl")

    assert response["Content-Type"] == "application/jsonl"
    assert response["Content-Disposition"] == 'attachment; filename="organisations.jsonl"'
    assert response["Link"] == (
        '<https://www.etalab.gouv.fr/licence-ouverte-open-licence/>; rel="license", '
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )
    assert response["Cache-Control"] == "no-transform, public, max-age=60"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Repr-Digest" in response["Access-Control-Expose-Headers"]


def test_file_without_a_record_is_empty(client, transactional_db):
    response = client.get("/api/v1/exports/tools.jsonl")

    assert response.status_code == 200
    assert response["Content-Length"] == "0"
    assert body(response) == b""
    assert (
        client.get("/api/v1/exports/tools.jsonl", headers={"Range": "bytes=0-"}).status_code == 416
    )


def test_file_that_did_not_change_is_not_sent_again(client, organisations):
    first = client.get("/api/v1/exports/organisations.jsonl")

    again = client.get(
        "/api/v1/exports/organisations.jsonl", headers={"If-None-Match": first["ETag"]}
    )

    assert again.status_code == 304
    assert body(again) == b""
    assert again["ETag"] == first["ETag"]
    assert not first["ETag"].startswith("W/")


def test_tag_changes_with_the_noun_and_with_no_other(client, organisations):
    before = {name: client.head(f"/api/v1/exports/{name}")["ETag"] for name in names()}
    organisations[0].name = "Another name"
    organisations[0].save()
    reindex()

    after = {name: client.head(f"/api/v1/exports/{name}")["ETag"] for name in names()}

    assert {name for name in names() if before[name] != after[name]} == {
        "organisations.jsonl",
        "organisations.csv",
        "organisations.ods",
    }
    content = body(client.get("/api/v1/exports/organisations.jsonl"))
    assert b"Another name" in content
    assert checksum(client.get("/api/v1/exports/organisations.jsonl")) == sha256(content)


def test_tag_changes_with_the_address_of_the_site(client, organisations, settings):
    before = client.get("/api/v1/exports/organisations.jsonl")
    settings.SITE_URL = "https://catalogue.example.org"

    after = client.get("/api/v1/exports/organisations.jsonl")

    assert after["ETag"] != before["ETag"]
    assert b"https://catalogue.example.org/api/v1/organisations/" in body(after)


def test_made_again_after_a_change_and_back_the_tag_says_so(client, organisations):
    """The record is the same as before, but it says when it last changed."""
    before = client.get("/api/v1/exports/organisations.jsonl")
    name = organisations[0].name
    for each in ("Another name", name):
        organisations[0].name = each
        organisations[0].save()
        reindex()

    after = client.get("/api/v1/exports/organisations.jsonl")

    assert after["ETag"] != before["ETag"]
    assert body(after) != body(before)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=10-", 10, None),
        ("bytes=-10", -10, None),
        ("bytes=10-99999999", 10, None),
        ("bytes=-99999999", 0, None),
        ("BYTES=3-4", 3, 5),
    ],
)
def test_range_is_that_part_of_the_file(client, organisations, asked, start, end):
    whole = body(client.get("/api/v1/exports/organisations.jsonl", headers=IDENTITY))

    part = client.get("/api/v1/exports/organisations.jsonl", headers={**IDENTITY, "Range": asked})

    expected = whole[start:end]
    first = start if start >= 0 else len(whole) - len(expected)
    assert part.status_code == 206
    assert body(part) == expected
    assert part["Content-Length"] == str(len(expected))
    assert part["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(whole)}"
    assert checksum(part) == sha256(whole)


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-4", "bytes=0-1,3-4", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=٠-١", "bytes 0-1"],
    ids=["backwards", "two", "no number", "letters", "another unit", "other digits", "no sign"],
)
def test_range_that_is_none_is_answered_with_the_whole(client, organisations, asked):
    whole = client.get("/api/v1/exports/organisations.jsonl")

    response = client.get("/api/v1/exports/organisations.jsonl", headers={"Range": asked})

    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == body(whole)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"], ids=["beyond", "nothing"])
def test_range_outside_the_file_is_refused_with_its_length(client, organisations, asked):
    size = client.get("/api/v1/exports/organisations.jsonl")["Content-Length"]

    response = client.get("/api/v1/exports/organisations.jsonl", headers={"Range": asked})

    assert response.status_code == 416
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Range"] == f"bytes */{size}"
    assert response["Content-Type"] == "application/problem+json"


def test_download_broken_off_and_resumed_is_whole(client, organisations):
    first = client.get("/api/v1/exports/organisations.csv")
    content = body(first)[:1000]
    while len(content) < int(first["Content-Length"]):
        asked = {"Range": f"bytes={len(content)}-{len(content) + 299}", "If-Range": first["ETag"]}
        content += body(client.get("/api/v1/exports/organisations.csv", headers=asked))

    assert sha256(content) == checksum(first)


def test_rest_of_a_file_that_changed_meanwhile_is_the_new_one_whole(client, organisations):
    before = client.get("/api/v1/exports/organisations.csv")
    organisations[0].delete()
    reindex()

    asked = {"Range": "bytes=100-", "If-Range": before["ETag"]}
    after = client.get("/api/v1/exports/organisations.csv", headers=asked)

    assert after.status_code == 200
    assert checksum(after) == sha256(body(after))
    assert checksum(after) != checksum(before)


def test_compressed_file_has_a_tag_a_checksum_and_ranges_of_its_own(client, organisations):
    plain = client.get("/api/v1/exports/organisations.jsonl", headers=IDENTITY)
    asked = {"Accept-Encoding": "gzip, br"}
    packed = client.get("/api/v1/exports/organisations.jsonl", headers=asked)
    content = body(packed)

    part = client.get(
        "/api/v1/exports/organisations.jsonl", headers={**asked, "Range": "bytes=20-"}
    )

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == body(plain)
    assert packed["Content-Length"] == str(len(content))
    assert checksum(packed) == sha256(content)
    assert packed["ETag"] != plain["ETag"]
    assert not packed["ETag"].startswith("W/")
    assert "Accept-Encoding" in packed["Vary"]
    assert part.status_code == 206
    assert body(part) == content[20:]


@pytest.mark.parametrize("takes", ["gzip;q=0", "identity;q=1, *;q=0", "br, gzip; q=0.0, identity"])
def test_reader_who_takes_no_gzip_gets_none(client, organisations, takes):
    asked = {"Accept-Encoding": takes}

    response = client.get("/api/v1/exports/organisations.jsonl", headers=asked)

    content = body(response)
    assert content.startswith(b'{"slug"')
    assert response["Content-Length"] == str(len(content))
    assert not response["ETag"].startswith("W/")
    assert checksum(response) == sha256(content)


@pytest.mark.parametrize(
    "name",
    ["organisations.jsonl", "organisations.csv", "organisations.ods", "organisations.jsonl.sha256"],
)
@pytest.mark.parametrize("takes", ["identity", "gzip"])
def test_head_says_the_same_without_the_body(client, organisations, name, takes):
    asked = {"Accept-Encoding": takes}
    told = client.get(f"/api/v1/exports/{name}", headers=asked)

    head = client.head(f"/api/v1/exports/{name}", headers=asked)

    assert head.status_code == 200
    assert body(head) == b""
    assert dict(head.items()) == dict(told.items())


@pytest.mark.parametrize(
    "address", ["exports/cars.jsonl", "exports/tools.xml", "exports/tools", "exports/tools.sha256"]
)
def test_unknown_file_is_a_problem_that_names_those_there_are(client, db, address):
    response = client.get(f"/api/v1/{address}", headers={"Accept-Language": "en"})

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert "adoptions.csv" in response.json()["detail"]


def test_semicolons_are_a_file_of_its_own_with_its_own_checksum(client, city_of_numbers):
    """Asked for in turns, so that neither takes the place of the other."""
    asked = "/api/v1/exports/cities.csv"
    comma, semicolon, again = (
        client.get(asked + more, headers=IDENTITY) for more in ("", "?separator=semicolon", "")
    )
    contents = [body(response) for response in (comma, semicolon, again)]
    sums = {
        more: client.get(f"{asked}.sha256{more}").text
        for more in ("", "?separator=semicolon", "?separator=comma")
    }

    [by_comma], [by_semicolon] = (
        list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=between))
        for content, between in zip(contents, ",;", strict=False)
    )
    assert by_semicolon == by_comma | {"latitude": "-1,5", "longitude": "2,5"}
    assert contents[2] == contents[0]
    assert comma["ETag"] == again["ETag"] != semicolon["ETag"]
    assert [checksum(comma), checksum(semicolon)] == [sha256(each) for each in contents[:2]]
    assert 'filename="cities-semicolon.csv"' in semicolon["Content-Disposition"]
    assert sums == {
        "": f"{sha256(contents[0])}  cities.csv\n",
        "?separator=semicolon": f"{sha256(contents[1])}  cities-semicolon.csv\n",
        "?separator=comma": f"{sha256(contents[0])}  cities.csv\n",
    }


def test_rest_of_a_file_of_semicolons_is_not_that_of_commas(client, organisations):
    comma = client.get("/api/v1/exports/organisations.csv", headers=IDENTITY)
    asked = {**IDENTITY, "Range": "bytes=100-", "If-Range": comma["ETag"]}

    response = client.get("/api/v1/exports/organisations.csv?separator=semicolon", headers=asked)

    assert response.status_code == 200
    assert sha256(body(response)) == checksum(response)


def test_compressed_file_of_semicolons_is_that_file(client, organisations):
    asked = "/api/v1/exports/organisations.csv?separator=semicolon"
    client.get("/api/v1/exports/organisations.csv", headers={"Accept-Encoding": "gzip"})
    plain = body(client.get(asked, headers=IDENTITY))

    packed = client.get(asked, headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(body(packed)) == plain
    assert plain.startswith(b"\xef\xbb\xbfslug;name;")


def test_json_lines_are_the_same_whatever_separates_cells(client, organisations):
    first, second = (
        client.get(f"/api/v1/exports/organisations.jsonl?separator={each}")
        for each in ("comma", "semicolon")
    )

    assert first["ETag"] == second["ETag"]
    assert 'filename="organisations.jsonl"' in second["Content-Disposition"]


@pytest.mark.parametrize(
    "name", ["organisations.csv", "organisations.csv.sha256", "organisations.jsonl"]
)
@pytest.mark.parametrize(
    "asked", ["tab", "", "semicolon&separator=semicolon"], ids=["unknown", "none", "twice"]
)
def test_separator_that_is_none_is_a_problem(client, organisations, name, asked):
    response = client.get(f"/api/v1/exports/{name}?separator={asked}")

    assert response.status_code == 400
    assert response.json()["parameter"] == "separator"


@pytest.mark.parametrize("address", ["", "tools.jsonl", "tools.csv", "tools.csv.sha256"])
def test_parameter_is_refused(client, db, address):
    response = client.get(f"/api/v1/exports/{address}?since=2026")

    assert response.status_code == 400
    assert response.json()["parameter"] == "since"


def test_web_page_of_another_site_may_ask_for_a_range(client, db):
    response = client.options("/api/v1/exports/tools.jsonl")

    assert {"Range", "If-Range"} <= set(response["Access-Control-Allow-Headers"].split(", "))


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_bulk_files_have_a_limit_of_their_own(db, settings):
    settings.API_LIMITS = {"export": (1, 60)}
    reader = Client(REMOTE_ADDR="203.0.113.2")

    first, second = (reader.get("/api/v1/exports/tools.jsonl.sha256") for _turn in range(2))

    assert (first.status_code, second.status_code) == (200, 429)
    assert first["RateLimit-Policy"] == '"export";q=1;w=60'
    assert "Retry-After" in second


def test_feed_goes_on_where_the_files_end(client, organisations):
    listed = client.get("/api/v1/exports/").json()
    organisations[0].delete()
    reindex()

    news = client.get(listed["changes"]).json()

    assert [(told["slug"], told["deleted"]) for told in news["results"]] == [
        (organisations[0].slug, True)
    ]
    assert news_since(listed["cursor"], 10).changes[0].slug == organisations[0].slug


def test_list_of_files_stays_as_it_is_while_nothing_changes(client, organisations):
    first = client.get("/api/v1/exports/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")  # any writer uses up a number

    again = client.get("/api/v1/exports/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_spreadsheet_holds_the_rows_of_the_csv(client, organisations):
    content = body(client.get("/api/v1/exports/organisations.ods", headers=IDENTITY))

    [sheet] = sheets(File("organisations.ods", content))
    table = body(client.get("/api/v1/exports/organisations.csv", headers=IDENTITY)).decode(
        "utf-8-sig"
    )
    slugs = [row["slug"] for row in csv.DictReader(table.splitlines())]
    assert [cells[0] for _line, cells in sheet] == ["slug", *slugs]


def test_noun_too_long_for_a_spreadsheet_has_none_and_the_reader_learns_why(
    client, organisations, monkeypatch
):
    monkeypatch.setattr(export_files, "MOST_ROWS", 6)

    answer = client.get("/api/v1/exports/organisations.ods", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert "too many for a spreadsheet: take them as CSV" in answer.json()["detail"]
    assert [file["format"] for file in files_of(client, "organisations")] == ["jsonl", "csv"]


def test_list_does_not_wait_for_long_files_that_nobody_asked_for(
    client, organisations, monkeypatch
):
    monkeypatch.setattr(exports, "LONG", 3)
    before = files_of(client, "organisations")
    client.get("/api/v1/exports/organisations.csv")

    after = files_of(client, "organisations")

    assert [(file["count"], file["sha256"]) for file in before] == [(7, None)] * 3
    assert [file["sha256"] is None for file in after] == [True, False, True]
    assert files_of(client, "tools")[0]["sha256"] == sha256(b"")


def files_of(client, noun):
    files = client.get("/api/v1/exports/").json()["files"]
    return [file for file in files if file["noun"] == noun]


def others():
    """The connections to this database besides the test's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {pid for (pid,) in cursor.fetchall()}


def stays_open(before):
    """Whether a connection came and stays: one that was closed goes at once, not at the same
    instant.
    """
    for _turn in range(200):
        if others() <= before:
            return False
        time.sleep(0.01)
    return True


def test_slow_reader_holds_no_transaction_and_gets_what_was_there(client, organisations):
    before = others()
    slow = client.get("/api/v1/exports/organisations.jsonl", headers=IDENTITY)
    busy = stays_open(before)
    organisations[0].delete()
    reindex()
    other = client.get("/api/v1/exports/organisations.jsonl", headers=IDENTITY)

    late = body(slow)

    assert not busy
    assert sha256(late) == checksum(slow)
    assert organisations[0].slug.encode() in late
    assert organisations[0].slug.encode() not in body(other)


def test_long_downloads_never_take_every_thread(client, organisations, monkeypatch):
    monkeypatch.setattr(downloads, "PIECE", 100)
    running = [client.get("/api/v1/exports/organisations.jsonl") for _turn in range(2)]

    refused = client.get("/api/v1/exports/organisations.jsonl")
    short = client.get("/api/v1/exports/organisations.jsonl", headers={"Range": "bytes=0-99"})
    for response in running:
        response.close()
    again = client.get("/api/v1/exports/organisations.jsonl")

    assert [response.status_code for response in running] == [200, 200]
    assert refused.status_code == 503
    assert int(refused["Retry-After"]) > 0
    assert refused["Content-Type"] == "application/problem+json"
    assert short.status_code == 206
    assert again.status_code == 200
    assert {len(piece) for piece in list(again)[:-1]} == {100}
    again.close()
