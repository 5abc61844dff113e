"""The props of cards: what a reader sees of a thing in a list."""

import pytest
from django.utils.translation import override

from catalogue.choices import Kind
from catalogue.search import Question, ask, reindex
from catalogue.web.cards import PROPS, cards, cards_of, first_cards
from tests.architecture.tree import read
from tests.factories import AdoptionFactory, CityFactory, ToolFactory


@pytest.mark.parametrize("kind", [kind for kind in PROPS if kind != Kind.CATEGORY], ids=str)
def test_props_are_those_that_the_component_names(catalogue, kind):
    component = read(f"templates/components/{kind.replace('-', '_')}_card.html")

    with override("fr"):
        made = cards(kind, ask(Question(kind)).rows)

    assert made
    for card in made:
        assert [name for name in card if f"\n{name} " not in component] == []


def test_cards_come_in_the_order_that_was_asked_for(db):
    ids = [row.pk for row in ToolFactory.create_batch(3)]
    reindex()

    with override("en"):
        made = cards_of(Kind.TOOL, [ids[2], ids[0], ids[1]])

    assert [card["name"] for card in made] == [
        card["name"] for pk in (ids[2], ids[0], ids[1]) for card in cards_of(Kind.TOOL, [pk])
    ]


def test_first_cards_know_how_many_there_are(db):
    ToolFactory.create_batch(3)
    reindex()

    with override("en"):
        found = first_cards(Question(Kind.TOOL), 2)

    assert (len(found.rows), found.total) == (2, 3)


def test_city_tells_how_far_it_is_with_its_tools(db):
    city = CityFactory(name={"en": "Town"}, population=12_345, region="Bretagne")
    AdoptionFactory(city=city)
    AdoptionFactory(city=city, confidence="low")
    AdoptionFactory(city=city, status="planned")
    AdoptionFactory(city=city, status="unconfirmed")
    AdoptionFactory(city=city, reversed=True)
    reindex()

    with override("en"):
        [card] = cards_of(Kind.CITY, [city.pk])

    assert card["url"] == f"/en/cities/{city.slug}/"
    assert (card["place"], card["population"]) == ("Bretagne, France", "12,345")
    assert card["tools"] == 4
    assert [(row["label"], row["count"]) for row in card["statuses"]] == [
        ("in production", 1),
        ("planned", 1),
        ("reversed", 1),
        ("not confirmed", 1),
        ("in production, to be confirmed", 1),
    ]
