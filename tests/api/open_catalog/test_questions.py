"""Pages of a list, by place and by date, and questions that are none."""

import base64
from itertools import chain

import pytest

from catalogue.models import Tool

LIST = "/open-catalog/v1/software"


def names(response):
    return [each["url"].rsplit("/", 1)[1] for each in response.json()["data"]]


@pytest.fixture
def five(make_software):
    """Five tools made one after the other, the last three at the same moment."""
    for number, slug in enumerate("abcde"):
        make_software(slug)
        moment = f"2026-01-0{min(number, 2) + 1}T00:00:00Z"
        Tool.objects.filter(slug=slug).update(created_at=moment)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
def test_links_lead_through_everything_and_back(client, five, size):
    there, address = [], f"?page[size]={size}"
    while address:
        page = client.get(f"{LIST}{address}")
        there.append(names(page))
        address, last = page.json()["links"]["next"], page
    back, address = [names(last)], last.json()["links"]["prev"]
    while address:
        page = client.get(f"{LIST}{address}")
        back.insert(0, names(page))
        address = page.json()["links"]["prev"]

    assert list(chain(*there)) == list("abcde")
    assert back == there


def test_first_and_last_page_say_so(client, five):
    links = client.get(LIST).json()["links"]

    assert links == {"prev": None, "next": None}


def test_link_is_the_end_of_an_address_and_keeps_the_question(client, five):
    links = client.get(LIST, {"page[size]": 1, "all": "true", "from": "2026-01-01T00:00:00Z"})

    next_page = links.json()["links"]["next"]

    assert next_page.startswith("?page[after]=")
    assert next_page.endswith("&page[size]=1&all=true&from=2026-01-01T00:00:00Z")
    assert names(client.get(f"{LIST}{next_page}")) == ["c"]


def test_place_holds_when_what_stood_there_is_gone(client, five):
    page = client.get(LIST, {"page[size]": 3}).json()
    Tool.objects.filter(slug="c").delete()

    assert names(client.get(LIST + page["links"]["next"])) == ["d", "e"]


def test_a_page_holds_twenty_five_unless_told_otherwise(client, make_software):
    for number in range(26):
        make_software(f"tool-{number}")

    assert len(client.get(LIST).json()["data"]) == 25
    assert len(client.get(LIST, {"page[size]": 100}).json()["data"]) == 26


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"from": "2026-01-01T00:00:00Z"}, "bcde"),
        ({"from": "2026-01-01T01:00:00+02:00"}, "abcde"),
        ({"to": "2026-01-03T00:00:00Z"}, "ab"),
        ({"from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00.5Z"}, "b"),
        ({"from": "9999-12-31T23:59:59-14:00"}, ""),
        ({"to": "0001-01-01T00:00:00+14:00"}, ""),
    ],
    ids=["from", "another zone", "to", "both", "the end of time", "its beginning"],
)
def test_only_what_was_made_between(client, five, asked, found):
    assert names(client.get(LIST, asked)) == list(found)


def place(text):
    return base64.b64encode(text.encode()).decode()


HERE = place('["2026-01-01T00:00:00Z", 1]')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field", "rule"),
    [
        ("filter=x", "filter", "unknown"),
        ("page=2", "page", "unknown"),
        ("page[size]=0", "page[size]", "range"),
        ("page[size]=101", "page[size]", "range"),
        ("page[size]=-1", "page[size]", "range"),
        ("page[size]=٣", "page[size]", "range"),
        ("page[size]=1&page[size]=2", "page[size]", "length"),
        ("page[size]=", "page[size]", "length"),
        ("from=2026-01-01", "from", "datetime"),
        ("from=2026-13-01T00:00:00Z", "from", "datetime"),
        ("to=2026-01-01T00:00:00", "to", "datetime"),
        ("all=maybe", "all", "boolean"),
        ("url=", "url", "length"),
        (f"url=https://{'x' * 300}", "url", "length"),
        (f"page[after]={HERE}&page[before]={HERE}", "page[before]", "excluded"),
    ],
)
def test_wrong_question_is_refused_as_the_contract_tells_it(client, asked, field, rule):
    response = client.get(f"{LIST}?{asked}", headers={"Accept-Language": "en"})

    said = response.json()
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert said.keys() == {"title", "detail", "status", "validationErrors"}
    [fault] = said["validationErrors"]
    assert (fault["field"], fault["rule"]) == (field, rule)
    assert field in said["detail"] or rule == "excluded"


@pytest.mark.django_db
@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "é",
        place("nonsense"),
        place("[]"),
        place("{}"),
        place("[1, 2]"),
        place("[" * 150),
        place('["2026-01-01", 1]'),
        place('["2026-01-01T00:00:00Z", true]'),
        place('["2026-01-01T00:00:00Z", 1e99]'),
        place('["2026-01-01T00:00:00Z", -1]'),
        place(f'["2026-01-01T00:00:00Z", {"9" * 99}]'),
    ],
)
def test_place_that_no_link_named_is_refused(client, side, cursor):
    response = client.get(LIST, {f"page[{side}]": cursor})

    assert response.status_code == 422
    assert response.json()["validationErrors"] == [
        {"field": f"page[{side}]", "rule": "cursor", "value": cursor}
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["true", "False", "1", "f"])
def test_all_changes_nothing_for_nothing_is_inactive(client, make_software, word):
    make_software()

    assert names(client.get(LIST, {"all": word})) == ["gimp"]
