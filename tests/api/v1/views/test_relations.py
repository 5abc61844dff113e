"""What stands in for a product, and which cities are like one, page by page."""

import pytest

from catalogue.search import reindex
from catalogue.search.peers import MOST
from catalogue.search.standings import SHOWN
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


def test_an_alternative_is_told_with_what_editors_and_cities_say_of_it(client, product, settings):
    caveat = {"fr": "Les macros « complexes »", "en": 'Macros, "complex" ones'}
    tool = ReplacementFactory(
        product=product, coverage="partial", caveat=caveat, tool__slug="free", tool__name="“Free”"
    ).tool
    AdoptionFactory(
        slug="here-free", tool=tool, replaces=[product], as_of="",
        city=CityFactory(slug="here", name={"fr": "Ici « même »"}),
    )  # fmt: skip
    AdoptionFactory(tool__slug="taken", replaces=[product], planned=True)
    reindex()

    first, second = client.get(ADDRESS).json()["results"]

    here = f"{settings.SITE_URL}/api/v1"
    assert first == {
        "tool": {"slug": "free", "name": "“Free”", "url": f"{here}/tools/free/"},
        "coverage": "partial",
        "caveat": caveat,
        "cities_in_production": 1,
        "adoptions_count": 1,
        "adoptions_url": f"{here}/adoptions/?tool=free&replaces=paid-for",
        "adoptions": [
            {
                "slug": "here-free",
                "url": f"{here}/adoptions/here-free/",
                "city": {
                    "slug": "here",
                    "name": {"fr": "Ici « même »"},
                    "url": f"{here}/cities/here/",
                },
                "status": "in_production",
                "as_of": None,
                "is_proof": True,
            }
        ],
    }
    assert (second["coverage"], second["caveat"], second["cities_in_production"]) == (None, None, 0)


def test_a_product_without_alternatives_has_a_list_of_none(client, product):
    reindex()

    answer = client.get(ADDRESS)

    assert (answer.json()["count"], answer.json()["results"]) == (0, [])
    assert client.get(f"{ADDRESS}?page=2").status_code == 404


def test_a_page_of_alternatives_is_one_query(client, product, django_assert_num_queries):
    for _city in range(3):
        AdoptionFactory(tool=ReplacementFactory(product=product).tool, replaces=[product])
    reindex()

    with django_assert_num_queries(1):
        client.get(ADDRESS)


@pytest.fixture
def neighbours(db):
    here = CityFactory(slug="here", population=1000)
    for slug, population in (("near", 1100), ("nearest", 1000), ("far", 90_000)):
        CityFactory(slug=slug, population=population)
    CityFactory(slug="abroad", population=1000, country="IT")
    CityFactory(slug="draft", population=1000, draft=True)
    reindex()
    return here


def slugs(answer):
    return [each["slug"] for each in answer.json()["results"]]


def test_peers_come_page_by_page_and_shaped(client, neighbours):
    whole = client.get("/api/v1/cities/here/peers/")
    second = client.get("/api/v1/cities/here/peers/?page=2&page_size=3&fields=slug,population")

    assert slugs(whole) == ["nearest", "near", "far", "abroad"]
    assert whole.json()["count"] == second.json()["count"] == 4
    assert second.json()["results"] == [{"slug": "abroad", "population": 1000}]
    assert client.get("/api/v1/cities/here/peers/?page=3&page_size=3").status_code == 404


def test_peers_are_the_hundred_nearest(client, neighbours):
    CityFactory.create_batch(MOST, population=1000)
    reindex()

    answer = client.get("/api/v1/cities/here/peers/?page_size=100")

    assert answer.json()["count"] == len(slugs(answer)) == MOST
    assert answer.json()["next"] is None
    assert "near" not in slugs(answer)


def test_a_page_of_peers_is_four_queries(client, neighbours, django_assert_num_queries):
    # the city, those of its country, those abroad, their records
    with django_assert_num_queries(4):
        client.get("/api/v1/cities/here/peers/")
