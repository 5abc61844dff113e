"""The page where one pastes a publiccode.yml."""

import pytest
from bs4 import BeautifulSoup

from tests.pages import read_page
from tests.publiccode_file import file

pytestmark = pytest.mark.django_db


def post(client, text, language="en"):
    return client.post(f"/{language}/publiccode/", {"text": text})


def findings(response):
    """`[where and key, message, line]` of each."""
    found = BeautifulSoup(response.text, "html.parser").select("#findings + ol > li")
    return [[part.get_text() for part in each.find_all("p")] for each in found]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_asks_for_a_file_and_leaves_no_cookie(client, language, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(f"/{language}/publiccode/")

    assert response.status_code == 200
    assert response.page.lang == language
    assert not response.cookies
    assert "<textarea" in response.text


def test_every_fault_is_told_with_its_place_and_its_line(client):
    response = post(client, file(url="here", developmentStatus="alpha"))

    assert response.status_code == 200
    assert "This file is not valid: it has 2 errors." in response.text
    assert [(where, line) for where, _message, line in findings(response)] == [
        ("Error line 3, column 1 url", "url: here"),
        ("Error line 5, column 1 developmentStatus", "developmentStatus: alpha"),
    ]
    assert findings(response)[0][1] == (
        "“here” is not a full address. Write it from the beginning: https://…"
    )


def test_good_file_is_told_so(client):
    response = post(client, file())

    assert "This file is valid." in response.text
    assert findings(response) == []


def test_warnings_are_told_apart(client):
    response = post(client, file(publiccodeYmlVersion="'0.4'"))

    assert "This file is valid, with 1 warning." in response.text
    assert findings(response)[0][0].startswith("Warning ")


def test_fault_of_the_whole_file_has_no_key(client):
    assert findings(post(client, "a:\r\n\tb: c"))[0][0] == "Error line 2, column 1"


def test_text_stays_in_the_form_and_nothing_of_it_becomes_part_of_the_page(client):
    evil = "</textarea><script>alert(1)</script>"

    response = post(client, f"\n{evil}: 1\nname: {evil}")

    page = BeautifulSoup(response.text, "html.parser")
    assert page.find("textarea").get_text().lstrip("\n") == f"{evil}: 1\nname: {evil}"
    assert read_page(response.text).faults == []


def test_answer_is_kept_by_nobody(client):
    response = post(client, file())

    assert "no-store" in response["Cache-Control"]
    assert read_page(response.text).robots == "noindex"
    assert not response.cookies


@pytest.mark.parametrize(
    "text", [None, "", "\x00", "x" * 600_000], ids=["no", "empty", "nul", "much"]
)
def test_whatever_is_sent_is_answered(client, text):
    response = client.post("/fr/publiccode/", {} if text is None else {"text": text})

    assert response.status_code == 200
    assert len(findings(response)) == 1


def test_file_too_large_for_a_form_is_a_page_that_says_so(client):
    assert post(client, "x" * 3_000_000).status_code == 400
