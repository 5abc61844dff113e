"""What the API says of the ways to narrow a list."""

import pytest
from django.test import Client

from catalogue.choices import Kind
from catalogue.search.facets import FACETS


def facets(client, question, noun="adoptions"):
    """`{name: facet}`"""
    answer = client.get(f"/api/v1/{noun}/facets/?{question}").json()
    return {facet["name"]: facet for facet in answer["facets"]}


def values(facet):
    return [value["value"] for value in facet["values"]]


def test_long_facet_is_bounded_and_says_how_long_it_is(client, catalogue):
    usual, more = facets(client, "")["city"], facets(client, "page_size=1000")["city"]

    assert len(usual["values"]) == 50
    assert usual["values_count"] == more["values_count"] == len(more["values"]) > 60


def test_numbers_go_down_and_chosen_values_stay(client, catalogue):
    last = values(facets(client, "page_size=1000")["city"])[-1]

    shown = facets(client, f"city={last}&page_size=3")["city"]["values"]

    numbers = [value["count"] for value in shown]
    assert numbers == sorted(numbers, reverse=True)
    assert [(value["value"], value["chosen"]) for value in shown][-1] == (last, True)
    assert len(shown) == 4


def test_one_facet_may_be_asked_alone(client, catalogue):
    whole = facets(client, "status=in_production")

    alone = facets(client, "status=in_production&facets=city,status")

    assert alone == {name: whole[name] for name in ("status", "city")}


def test_values_are_found_by_their_beginning(client, catalogue):
    found = facets(client, "facets=city&begins=gre")["city"]

    assert "grenoble" in values(found)
    assert all(value["label"].lower().startswith("gre") for value in found["values"])
    assert found["values_count"] == len(found["values"])


@pytest.mark.parametrize(
    ("question", "parameter", "says"),
    [
        ("facets=colour", "facets", "status, tool, city"),
        ("facets=", "facets", "empty"),
        ("begins=", "begins", "empty"),
        ("begins=a&begins=b", "begins", "one value"),
        ("page_size=1001", "page_size", "1 to 1000"),
        ("page=2", "page", "page_size"),
        ("order=name", "order", "page_size"),
    ],
)
def test_what_is_not_known_is_refused_by_name(client, catalogue, question, parameter, says):
    english = {"Accept-Language": "en"}
    answer = client.get(f"/api/v1/adoptions/facets/?{question}", headers=english)

    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert says in answer.json()["detail"]


def test_list_without_facets_takes_only_words(client, catalogue):
    answer = client.get("/api/v1/arguments/facets/?page_size=2")

    assert answer.status_code == 400
    assert client.get("/api/v1/arguments/facets/?q=archives").json()["facets"] == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if FACETS[kind]], ids=str)
def test_each_number_is_that_of_the_list(client, catalogue, kind):
    for facet in facets(client, "page_size=2", kind.noun).values():
        value = facet["values"][-1]
        narrowed = client.get(f"/api/v1/{kind.noun}/?{facet['name']}={value['value']}").json()

        assert narrowed["count"] == value["count"]


def test_counting_is_counted_as_searching(db, settings):
    settings.API_LIMITS = {"read": (9, 60), "search": (5, 60)}

    answer = Client().get("/api/v1/tools/facets/")

    assert answer["RateLimit-Policy"] == '"search";q=5;w=60'
