"""What stands in for a product, page by page."""

import pytest

from catalogue.search import reindex
from catalogue.search.proof import SHOWN
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
)

ADDRESS = "/api/v1/products/paid-for/alternatives/"


@pytest.fixture
def product(db):
    return ProductFactory(slug="paid-for")


def tools(answer):
    return [each["tool"]["slug"] for each in answer.json()["results"]]


def test_pages_together_are_all_alternatives_in_their_order(client, product, settings):
    for number in range(5):
        tool = ReplacementFactory(product=product, tool__slug=f"proven-{number}").tool
        for _city in range(number):
            AdoptionFactory(tool=tool, replaces=[product])
    reindex()

    whole, second = client.get(ADDRESS), client.get(f"{ADDRESS}?page=2&page_size=2")

    here = f"{settings.SITE_URL}{ADDRESS}?page_size=2"
    assert tools(whole) == ["proven-4", "proven-3", "proven-2", "proven-1", "proven-0"]
    assert whole.json()["next"] is whole.json()["previous"] is None
    assert tools(second) == ["proven-2", "proven-1"]
    assert second.json()["count"] == 5
    assert second["Link"] == f'<{here}&page=3>; rel="next", <{here}&page=1>; rel="prev"'
    assert client.get(f"{ADDRESS}?page=4&page_size=2").status_code == 404
    assert client.get(f"{ADDRESS}?page_size=101").status_code == 400


def test_many_switches_are_counted_and_listed_elsewhere(client, product):
    tool = ToolFactory()
    for _city in range(SHOWN + 1):
        AdoptionFactory(tool=tool, replaces=[product, ProductFactory()])
    AdoptionFactory(tool=tool, replaces=[product], draft=True)
    AdoptionFactory(tool=tool, replaces=[product], city=CityFactory(draft=True))
    AdoptionFactory(tool=tool)
    reindex()

    [told] = client.get(ADDRESS).json()["results"]
    listed = client.get(f"{told['adoptions_url']}&page_size=100").json()

    assert told["adoptions_count"] == told["cities_in_production"] == listed["count"] == SHOWN + 1
    assert len(told["adoptions"]) == SHOWN
    assert {each["slug"] for each in told["adoptions"]} < {
        each["slug"] for each in listed["results"]
    }
