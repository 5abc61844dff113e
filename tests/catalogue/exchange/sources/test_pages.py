"""A list that comes page by page is read to its end."""

from urllib.parse import unquote

import pytest

from catalogue.exchange.sources.bounds import Budget, UnreadableSource
from catalogue.exchange.sources.http import Door
from catalogue.exchange.sources.pages import pages
from catalogue.exchange.sources.structured import json_of


def page(number, following):
    return {"body": {"data": [number], "links": {"prev": None, "next": following}}}


def read(server, **limits):
    found = pages(f"{server.address}/v1/software", Door(private=True), Budget(**limits))
    return [json_of(each)["data"] for each in found]


def test_links_are_followed_to_the_end_relative_ones_too(server):
    server.says["/v1/software"] = [
        page(1, "?page[after]=abc=="),
        page(2, f"{server.address}/v1/software?page[after]=def"),
        page(3, None),
    ]

    assert read(server) == [[1], [2], [3]]
    asked = [unquote(path) for path, _headers in server.asked]
    assert asked[1] == "/v1/software?page[after]=abc=="


@pytest.mark.parametrize(
    "following",
    ["https://elsewhere.example.org/v1/software", "/v1/software", "ftp://x"],
    ids=["elsewhere", "back", "no web address"],
)
def test_a_link_that_leads_away_or_back_gives_the_list_up(server, following):
    server.says["/v1/software"] = [page(1, following)]

    with pytest.raises(UnreadableSource):
        read(server)


def test_a_list_without_end_is_given_up(server):
    server.says["/v1/software"] = [page(n, f"?page={n}") for n in range(9)]

    with pytest.raises(UnreadableSource):
        read(server, files=5)


def test_a_page_that_fails_gives_the_list_up(server):
    server.says["/v1/software"] = [page(1, "?page=2"), {"status": 500}]

    with pytest.raises(UnreadableSource, match="500"):
        read(server)
