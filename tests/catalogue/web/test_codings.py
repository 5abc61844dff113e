"""What readers take, and what they get."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client

from catalogue.web.codings import Compression, taken


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        ("gzip, deflate, br", ["gzip", "deflate", "br"]),
        ("GZIP;q=0.5", ["gzip"]),
        ("gzip;q=0", []),
        ("gzip; Q=0.000, br", ["br"]),
        ("identity", []),
        ("identity, gzip;q=0.5", []),
        ("gzip, identity;q=0.5, *;q=0", ["gzip"]),
        ("*;q=0", []),
        ("gzip;q=much", []),
        (";q=1, ,", []),
    ],
)
def test_only_codings_that_are_taken_are_left(header, codings):
    assert taken(header) == codings


def test_page_is_not_compressed_for_whoever_refuses_that(db):
    refused = Client().get("/fr/about/", headers={"Accept-Encoding": "gzip;q=0"})
    wanted = Client().get("/fr/about/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in refused
    assert wanted["Content-Encoding"] == "gzip"


@pytest.fixture
def answered(rf, settings):
    """What is left of an answer to a reader at an address who takes gzip."""

    def answer(path, content, **headers):
        response = HttpResponse(content, headers=headers)
        request = rf.get(path, headers={"accept-encoding": "gzip"})
        return Compression(lambda _request: response)(request)

    return answer


@pytest.mark.parametrize("path", ["/api/v1/tools/", "/fr/tools/"], ids=["machine", "person"])
def test_what_was_compressed_is_the_same(answered, path):
    response = answered(path, b"Datelune " * 100, ETag='"a"')

    assert gzip.decompress(response.content) == b"Datelune " * 100
    assert response["Content-Length"] == str(len(response.content))
    assert response["ETag"] == 'W/"a"'
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"Datelune", {}),
        (bytes(range(256)), {}),
        (b"Datelune " * 100, {"Content-Encoding": "br"}),
    ],
    ids=["short", "would only grow", "compressed already"],
)
def test_what_gains_nothing_stays_as_it_is(answered, content, headers):
    response = answered("/api/v1/tools/", content, **headers)

    assert response.content == content
    assert response.get("Content-Encoding") == headers.get("Content-Encoding")
