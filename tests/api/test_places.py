"""However deep a page is, the next one is led to, and nothing is skipped or told twice."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from api import lists
from catalogue.choices import Kind
from catalogue.models import SearchEntry
from catalogue.search.question import ORDERS

WORDS = {Kind.TOOL: "libre", Kind.ADOPTION: "ville"}


def follow(client, address):
    """Every record of a list, page by page, and how many pages had no number."""
    found, unnumbered = [], 0
    while address:
        unnumbered += "after=" in address
        answer = client.get(address.removeprefix("http://localhost:8000")).json()
        found += [record["slug"] for record in answer["results"]]
        address = answer["next"] and "?".join(urlsplit(answer["next"])[2:4])
    return found, unnumbered


@pytest.fixture
def _few_numbers(monkeypatch):
    monkeypatch.setattr(lists, "LAST_NUMBERED", 40)


ASKED = [
    *((kind, f"?order={order}&page_size=20") for kind in Kind for order in ORDERS[kind]),
    *((kind, f"?q={words}&page_size=20") for kind, words in WORDS.items()),
    (Kind.TOOL, "?platform=web&page_size=20"),
    (Kind.TOOL, "?platform=web&platform=linux&page_size=20"),
    (Kind.TOOL, "?platform=web&country=FR&page_size=20"),
    (Kind.ADOPTION, "?tool=libreoffice&page_size=20"),
    (Kind.CITY, "?status=in_production&tool=libreoffice&page_size=20"),
]


@pytest.mark.usefixtures("_few_numbers")
@pytest.mark.parametrize(("kind", "asked"), ASKED, ids=[f"{k}{a}" for k, a in ASKED])
def test_next_leads_through_the_whole_list_in_its_order(
    catalogue, client, kind, asked, monkeypatch
):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en" if "name" in asked else "fr"
    address = f"/api/v1/{kind.noun}/{asked}"

    found, unnumbered = follow(client, address)

    monkeypatch.setattr(lists, "LAST_NUMBERED", 10_000)
    numbered = []
    for page in range(1, 200):
        answer = client.get(f"{address}&page={page}")
        if answer.status_code == 404:
            break
        numbered += [record["slug"] for record in answer.json()["results"]]
    assert found == numbered
    assert len(found) == len(set(found)) == answer_count(client, address)
    assert unnumbered == max(0, -(-len(found) // 20) - 2)


def answer_count(client, address):
    return client.get(address).json()["count"]


@pytest.mark.usefixtures("_few_numbers")
def test_page_beyond_the_numbers_says_the_way_on(catalogue, client):
    answer = client.get("/api/v1/tools/?page=3", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert "next" in answer.json()["detail"]


def place(*told):
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


WRONG = {
    "nonsense": "nonsense",
    "empty": "",
    "no letters": "***",
    "another order": place("name", "fr", "libreoffice", 1),
    "no order": place("taste", "fr", 1, 1, "libreoffice", 1),
    "no language": place("proof", "xx", 1, 1, "libreoffice", 1),
    "too few values": place("proof", "fr", 1, 1, "libreoffice"),
    "a word for a number": place("proof", "fr", "1", 1, "libreoffice", 1),
    "a number beyond numbers": place("proof", "fr", 10**30, 1, "libreoffice", 1),
    "no number": place("proof", "fr", float("nan"), 1, "libreoffice", 1),
    "a sign that is none": place("proof", "fr", 1, 1, "\0", 1),
    "half a sign": place("proof", "fr", 1, 1, "\ud800", 1),
    "too much": place("proof", "fr", 1, 1, "a" * 5000, 1),
}


@pytest.mark.parametrize("after", WRONG.values(), ids=WRONG.keys())
def test_wrong_place_is_a_400_that_says_so(catalogue, client, after):
    answer = client.get("/api/v1/tools/", {"after": after})

    assert answer.status_code == 400
    assert answer.json()["parameter"] == "after"


def test_place_and_number_together_are_refused(catalogue, client):
    good = parse_qs(urlsplit(next_of_first_page(client)).query)["after"][0]

    assert client.get("/api/v1/tools/", {"after": good}).status_code == 200
    assert client.get("/api/v1/tools/", {"after": good, "page": 2}).status_code == 400


def next_of_first_page(client):
    before, lists.LAST_NUMBERED = lists.LAST_NUMBERED, 3
    try:
        return client.get("/api/v1/tools/?page_size=3").json()["next"]
    finally:
        lists.LAST_NUMBERED = before


def test_what_was_deleted_meanwhile_does_not_matter_to_the_next_page(catalogue, client):
    address = next_of_first_page(client)
    first = [each["slug"] for each in client.get("/api/v1/tools/?page_size=6").json()["results"]]
    SearchEntry.objects.filter(kind=Kind.TOOL, slug__in=first[:3]).delete()

    answer = client.get("?".join(urlsplit(address)[2:4])).json()

    assert [each["slug"] for each in answer["results"]] == first[3:6]
