"""The panel beside a list offers what the API offers, in the same order."""

import pytest
from bs4 import BeautifulSoup

from catalogue.choices import Kind
from catalogue.search.facets import FACETS

LISTS = (Kind.TOOL, Kind.PRODUCT, Kind.CITY, Kind.CASE_STUDY, Kind.ORGANISATION)


def panel(client, address):
    """`{facet: its fieldset}`"""
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return {each["data-facet"]: each for each in page.select("[data-facet]")}


def offered(fieldset):
    return [
        (box["value"], int(box.find_parent("label").select_one(".facet__count").text.strip("()")))
        for box in fieldset.select("input")
    ]


@pytest.mark.parametrize("kind", LISTS, ids=str)
def test_panel_offers_what_the_api_offers(client, catalogue, kind):
    shown = panel(client, f"/fr/{kind.noun}/")

    told = client.get(f"/api/v1/{kind.noun}/facets/").json()["facets"]

    facets = {facet.name: facet for facet in FACETS[kind]}
    assert list(shown) == [facet["name"] for facet in told if facet["values"]]
    for facet in told:
        values = [(value["value"], value["count"]) for value in facet["values"]]
        here = offered(shown[facet["name"]])
        # Families hold their members on the page; the API tells them one after the other.
        assert (
            (sorted(here) == sorted(values)) if facets[facet["name"]].two_level else here == values
        )


def test_long_facet_says_how_many_more_there_are_and_where_to_search(client, catalogue):
    told = client.get("/api/v1/tools/facets/?facets=replaces&page_size=1000").json()["facets"][0]
    seldom = told["values"][-1]["value"]

    plain = panel(client, "/en/tools/")["replaces"]
    chosen = panel(client, f"/en/tools/?replaces={seldom}")["replaces"]

    left_out = told["values_count"] - 50
    assert len(offered(plain)) == 50
    assert f"And {left_out} others." in plain.select_one(".facet__others").text
    assert plain.select_one(".facet__others a")["href"] == "#list-q"
    assert [box["value"] for box in chosen.select("input[checked]")] == [seldom]
    assert f"And {left_out - 1} other" in chosen.select_one(".facet__others").text
