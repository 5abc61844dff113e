"""The front door, full and empty."""

import re

import pytest
from django.db.models import Count

from catalogue.models import Adoption
from catalogue.search import reindex
from catalogue.search.browse import seen
from tests.catalogue.web.views.worlds import world
from tests.factories import AdoptionFactory, CaseStudyFactory, CityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_home_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    with django_assert_num_queries(13):
        client.get("/en/")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_home_opens_on_an_empty_catalogue(client, language):
    assert client.get(f"/{language}/").status_code == 200


def test_home_leads_to_those_who_went_back_too(client):
    CaseStudyFactory(title={"en": "Backtown returns"}, outcome_kind="reversed", date="2017")
    for _ in range(4):
        CaseStudyFactory()
    reindex()

    way = "/en/case-studies/?outcome=reversed"
    assert way in client.get("/en/").page.hrefs
    assert "Backtown returns" in client.get(way).text


def test_cities_and_countries_are_those_seen_running_a_tool(client):
    runs_two = CityFactory(country="FR")
    AdoptionFactory.create_batch(2, city=runs_two)
    AdoptionFactory(city__country="BE")
    AdoptionFactory(city__country="DE", planned=True)
    AdoptionFactory(city__country="IT", confidence="low")
    AdoptionFactory(city__country="ES", draft=True)
    AdoptionFactory(city__country="PT", city__draft=True)
    AdoptionFactory(city__country="NL", tool__draft=True)
    reindex()

    page = client.get("/en/").text

    live = (
        Adoption.objects.visible()
        .proven()
        .aggregate(
            cities=Count("city", distinct=True), countries=Count("city__country", distinct=True)
        )
    )
    assert live == {"cities": 2, "countries": 2} == seen()
    assert "in 2 countries" in page
    assert re.search(r'stat__number">2</p>\s*<p class="stat__label"><a [^>]*>cities seen', page)


def test_home_leads_to_no_return_where_there_is_none(client):
    CaseStudyFactory()

    assert "outcome=reversed" not in client.get("/en/").text
