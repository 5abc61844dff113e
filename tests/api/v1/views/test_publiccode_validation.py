"""`POST publiccode/validate`: what may be sent, and what comes back."""

import json

import pytest

from api.v1.views.publiccode_validation import LARGEST_BODY
from catalogue.exchange.publiccode import validate
from tests.api.description import faults, shape
from tests.publiccode_file import file

pytestmark = pytest.mark.django_db

PLACE = "/api/v1/publiccode/validate"


def post(client, body, content_type="text/yaml", **headers):
    return client.post(PLACE, body, content_type=content_type, headers=headers)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/yaml",
        "application/yaml",
        "application/x-yaml",
        "Text/YAML; charset=utf-8",
        "text/plain",
    ],
)
def test_file_is_sent_as_it_is(client, content_type):
    response = post(client, file(), content_type)

    assert response.status_code == 200
    assert response.json() == {"verdict": "valid", "findings": []}


def test_file_is_sent_in_json(client):
    response = post(client, {"text": file(name=None)}, "application/json")

    assert response.json()["verdict"] == "invalid"
    assert response.json()["findings"] == [
        {
            "severity": "error",
            "key": "name",
            "line": 1,
            "column": 1,
            "message": validate(file(name=None)).findings[0].message,
            "rule": "required",
        }
    ]


def test_answer_is_as_described_and_kept_by_nobody(client):
    response = post(client, file(url="here", publiccodeYmlVersion="'0.4'"))

    assert faults(shape("PubliccodeVerdict"), response.json()) == []
    assert [each["severity"] for each in response.json()["findings"]] == ["warning", "error"]
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_messages_are_in_the_readers_language(client):
    body = file(name=None)

    english = post(client, body, **{"Accept-Language": "en"}).json()

    assert english["findings"][0]["message"] == (
        "The key “name” is missing or empty. Add it and give it a value."
    )


def test_file_that_is_no_text_gets_a_verdict_too(client):
    assert post(client, b"\xff\xfe").json()["findings"][0]["rule"] == "yaml.encoding"
    assert post(client, b"# empty").json()["findings"][0]["rule"] == "version.nothing"
    assert post(client, "x" * 600_000).json()["findings"][0]["rule"] == "yaml.large"


def test_nothing_that_json_can_hold_brings_it_down(client):
    for text in ("\ud800", "\x00", '"\\ud800": 1', "a: &\u202e x"):
        body = json.dumps({"text": text})

        assert post(client, body, "application/json").json()["verdict"] == "invalid"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("{", "bad-request"),
        ("[" * 100_000, "bad-request"),
        ("[]", "bad-parameter"),
        ("{}", "bad-parameter"),
        ('{"text": 1}', "bad-parameter"),
        ('{"text": "", "more": 1}', "bad-parameter"),
    ],
    ids=["half", "deep", "a list", "empty", "a number", "a stranger"],
)
def test_json_that_is_not_as_described_is_refused(client, body, kind):
    response = post(client, body, "application/json")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith(f"#{kind}")


@pytest.mark.parametrize("content_type", ["", "text/html", "multipart/form-data; boundary=x"])
def test_other_types_are_refused(client, content_type):
    response = post(client, file(), content_type)

    assert response.status_code == 415
    assert response.json()["type"].endswith("#unsupported-media-type")


def test_body_that_is_too_large_is_refused_unread(client):
    response = post(client, "x" * (LARGEST_BODY + 1))

    assert response.status_code == 413
    assert response.json()["status"] == 413


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_other_methods_are_refused(client, method):
    response = getattr(client, method)(PLACE)

    assert response.status_code == 405
    assert "POST" in response["Allow"]


def test_pages_of_other_sites_may_ask(client):
    response = client.options(PLACE)

    assert response.status_code == 204
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert "Content-Type" in response["Access-Control-Allow-Headers"]


def test_unknown_parameter_is_refused(client):
    response = client.post(f"{PLACE}?strict=1", file(), content_type="text/yaml")

    assert (response.status_code, response.json()["parameter"]) == (400, "strict")


def test_who_asks_too_often_waits(client, settings):
    settings.API_LIMITS = {"search": (1, 60)}

    first, second = post(client, file()), post(client, file())

    assert (first.status_code, second.status_code) == (200, 429)
    assert "RateLimit" in first
    assert int(second["Retry-After"]) > 0
