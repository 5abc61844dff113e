"""The cities' pages: the story of one, with its reversals."""

import re

import pytest
from django.utils.translation import override

from catalogue.choices import AdoptionStatus
from catalogue.search import reindex
from catalogue.web.views import cities
from tests.catalogue.web.views.worlds import world
from tests.factories import (
    AdoptionFactory,
    CaseStudyFactory,
    CityFactory,
    MilestoneFactory,
    OutsideCatalogueFactory,
    ProductFactory,
    ValueOriginFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # tallies, page, cards, adoptions by status, counts of facets, their names
    with django_assert_num_queries(6):
        response = client.get("/en/cities/")

    assert response.text.count('class="city-card"') == number


@pytest.mark.parametrize("number", [2, 4])
def test_page_asks_as_much_for_four_as_for_two(client, django_assert_num_queries, number):
    city = world(number)["city"]

    with django_assert_num_queries(28):
        client.get(f"/en/cities/{city.slug}/")


def test_page_tells_the_story_in_the_order_of_time(client):
    city = CityFactory(name={"en": "Storyville"})
    product = ProductFactory(name="Oldsuite")
    AdoptionFactory(city=city, tool__name="Newtool", started="2016-09", replaces=[product])
    AdoptionFactory(city=city, tool__name="Lefttool", reversed=True)
    MilestoneFactory(city=city, on="2010", title={"en": "The council votes."})

    words = client.get(f"/en/cities/{city.slug}/").text

    story = words[words.index("timeline") :]
    assert story.index("2006") < story.index("The council votes.") < story.index("September 2016")
    assert "Oldsuite" in words
    assert "Reversed" in words


def test_what_others_claim_is_told_apart_and_not_counted(client):
    adoption = AdoptionFactory(status="unconfirmed", tool__name="Claimed")

    page = client.get(f"/en/cities/{adoption.city.slug}/").text

    claims = page[page.index("Said to run") :]
    assert claims.index("nobody has confirmed it") < claims.index("Claimed")
    assert f'id="{adoption.slug}"' in claims
    assert "No tool in use that we know by name" in page


@pytest.mark.parametrize("status", [status for status in AdoptionStatus if status != "unconfirmed"])
def test_every_status_is_told_in_words(client, status):
    adoption = AdoptionFactory(status=status)

    words = client.get(f"/en/cities/{adoption.city.slug}/").text

    with override("en"):
        assert str(status.label) in words


def test_confidence_and_date_are_told(client):
    adoption = AdoptionFactory(confidence="low", as_of="2019-04-30")

    words = client.get(f"/en/cities/{adoption.city.slug}/").text

    assert "Low confidence" in words
    assert "30 April 2019" in words


def test_rest_of_many_tools_is_told_in_a_line_each(client, monkeypatch):
    monkeypatch.setattr(cities, "IN_FULL", 2)
    city = CityFactory()
    newest, *rest = reversed([AdoptionFactory(city=city, as_of=str(2010 + n)) for n in range(4)])

    response = client.get(f"/en/cities/{city.slug}/")

    assert response.text.count('class="adoption"') == 2
    assert "2 more tools" in response.text
    assert response.text.index(newest.slug) < response.text.index(rest[-1].slug)
    assert {row.slug for row in (newest, *rest)} <= set(response.page.ids)
    assert "All of them, as a spreadsheet" not in response.text


def test_many_tools_are_counted_and_lead_to_all_of_them(client, monkeypatch):
    monkeypatch.setattr(cities, "MOST", 3)
    city = CityFactory()
    for status in ("in_production", "in_production", "planned", "reversed", "unconfirmed"):
        AdoptionFactory(city=city, status=status)

    response = client.get(f"/en/cities/{city.slug}/")

    assert response.text.count('class="adoption"') == 3
    assert "The best proven 3 of 5 tools are told here." in response.text
    assert f"/api/v1/adoptions.ods?city={city.slug}" in response.page.hrefs
    heads = dict(re.findall(r'id="(\w+)">.*?heading__count">(\d+)<', response.text, re.DOTALL))
    assert (heads["tools"], heads["coming"]) == ("2", "1")


def test_many_case_studies_lead_to_the_others(client, monkeypatch):
    monkeypatch.setattr(cities, "STUDIES", 2)
    city = CityFactory(name={"en": "Storyville", "fr": "Storyville"})
    CaseStudyFactory.create_batch(3, cities=[city])
    reindex()

    response = client.get(f"/en/cities/{city.slug}/")

    assert response.text.count('class="case-study-card"') == 2
    assert "All 3 case studies" in response.text
    assert "/en/case-studies/?q=Storyville" in response.page.hrefs


def test_drafts_are_left_out(client):
    city = CityFactory()
    AdoptionFactory(city=city, tool__name="Hiddentool", tool__draft=True)
    AdoptionFactory(city=city, note={"en": "Hiddennote"}, draft=True)

    assert "Hidden" not in client.get(f"/en/cities/{city.slug}/").text


def test_city_of_which_nothing_is_known_has_a_page(client):
    city = CityFactory()

    assert client.get(f"/en/cities/{city.slug}/").status_code == 200


def test_values_of_other_catalogues_are_told_with_their_licence(client):
    city = CityFactory(population=12, region="Bretagne")
    there = OutsideCatalogueFactory(title="Some list", licence="etalab-2.0")
    ValueOriginFactory(row=city, catalogue=there, field="population")
    ValueOriginFactory(row=city, catalogue=there, field="region", value="Normandie")
    ValueOriginFactory(row=AdoptionFactory(city=city), catalogue=there, field="status")

    page = client.get(f"/en/cities/{city.slug}/").text

    told = page[page.index("Taken from other catalogues") :]
    assert "Some list" in told
    assert "Licence Ouverte 2.0" in told
    assert "– Population; of adoptions: status</li>" in told
