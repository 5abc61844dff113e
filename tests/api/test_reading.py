"""What every answer of the API has, whatever it says."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from catalogue.search import reindex
from tests.factories import ToolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tool():
    tool = ToolFactory(slug="gimp", name="GIMP")
    reindex()
    return tool


def test_answer_may_be_kept_and_asked_for_again_by_its_tag(client, tool):
    first = client.get("/api/v1/tools/gimp/")

    again = client.get("/api/v1/tools/gimp/", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=60"
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "header",
    ["*", '"other", {tag}', "{strong}"],
    ids=["any", "one of several", "compared weakly"],
)
def test_tag_is_compared_as_the_standard_says(client, tool, header):
    tag = client.get("/api/v1/tools/")["ETag"]
    sent = header.format(tag=tag, strong=tag.removeprefix("W/"))

    assert client.get("/api/v1/tools/", headers={"If-None-Match": sent}).status_code == 304


def test_tag_changes_with_the_catalogue(client, tool):
    before = client.get("/api/v1/tools/")["ETag"]
    tool.name = "Glimpse"
    tool.save()
    reindex()

    after = client.get("/api/v1/tools/", headers={"If-None-Match": before})

    assert after.status_code == 200
    assert after["ETag"] != before


def test_head_says_the_same_without_the_body(client, tool):
    told = client.get("/api/v1/tools/")

    head = client.head("/api/v1/tools/")

    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == told["ETag"]
    assert head["Content-Length"] == told["Content-Length"]
    assert head["Content-Type"] == told["Content-Type"] == "application/json"


def test_options_tell_browsers_what_they_may_ask(client, tool):
    asked = client.options(
        "/api/v1/tools/",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"},
    )

    assert asked.status_code == 204
    assert asked["Allow"] == "GET, HEAD, OPTIONS"
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in asked["Access-Control-Allow-Headers"]
    assert asked["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_reading_is_all_one_can_do(client, tool, method):
    refused = getattr(client, method)("/api/v1/tools/gimp/")

    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD, OPTIONS"
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert refused.json()["type"].endswith("/api/problems/#method-not-allowed")


def test_answer_is_compressed_for_whoever_reads_that(client, tool):
    plain = client.get("/api/v1/tools/")

    packed = client.get("/api/v1/tools/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content)
    assert packed["ETag"] == plain["ETag"]


def test_answer_is_not_compressed_for_whoever_refuses_that(client, tool):
    answer = client.get("/api/v1/tools/", headers={"Accept-Encoding": "gzip;q=0, identity"})

    assert "Content-Encoding" not in answer
    assert answer.json()["count"] == 1


def test_only_the_header_of_a_request_chooses_its_language(client, tool):
    client.cookies["django_language"] = "en"

    answer = client.get("/api/v1/tools/?page=0", headers={"Accept-Language": "fr"})

    assert answer.json()["title"] == "Un paramètre n’est pas comme il faut"
    assert answer["Content-Language"] == "fr"
    assert "Cookie" not in answer["Vary"]


def test_problem_is_never_kept(client, tool):
    answer = client.get("/api/v1/tools/nothing/")

    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer


@pytest.mark.parametrize(
    "address", ["/api/v1/tools/gimp/", "/api/v1/tools/nothing/", "/api/v1/nothing", "/api/v1/?%00"]
)
def test_any_page_may_read_it_and_no_cookie_comes_with_it(client, tool, address):
    answer = client.get(address)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies


@pytest.mark.parametrize(
    "address",
    ["/api/v1/tools/%00/", "/api/v1/tools/?q=%00", "/api/v1/tools/?q=%ff", f"/api/?{'x' * 8001}"],
    ids=["NUL in the path", "NUL in the question", "not UTF-8", "too long"],
)
def test_unreadable_address_is_a_problem(client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#bad-request")


def refuse(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly: host 10.0.0.7")


def test_database_that_is_away_is_told_with_a_time_to_come_back():
    with connection.execute_wrapper(refuse):
        answer = Client().get("/api/v1/tools/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer.json()["type"].endswith("#unavailable")
    assert "10.0.0.7" not in answer.text


def break_down(execute, sql, params, many, context):
    raise RuntimeError("secret of the inside")


def test_fault_of_ours_is_a_problem_that_tells_nothing_of_the_inside(caplog):
    visitor = Client(raise_request_exception=False)

    with connection.execute_wrapper(break_down):
        answer = visitor.get("/api/v1/tools/")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#server-error")
    assert "secret of the inside" not in answer.text
    assert "secret of the inside" in caplog.text
