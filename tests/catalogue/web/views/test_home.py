"""The front door, full and empty."""

import pytest

from catalogue.search import reindex
from tests.catalogue.web.views.worlds import world
from tests.factories import AdoptionFactory, CaseStudyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_home_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    with django_assert_num_queries(14):
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


def test_countries_are_those_of_the_cities_counted(client):
    AdoptionFactory(city__country="FR")
    AdoptionFactory(city__country="DE", planned=True)
    AdoptionFactory(city__country="IT", confidence="low")

    assert "in 1 country" in client.get("/en/").text


def test_home_leads_to_no_return_where_there_is_none(client):
    CaseStudyFactory()

    assert "outcome=reversed" not in client.get("/en/").text
