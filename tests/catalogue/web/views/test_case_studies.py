"""The case studies' pages: stories with what went wrong and money stated by somebody."""

import pytest

from tests.catalogue.web.views.worlds import world
from tests.factories import CaseStudyFactory, CityFactory, MoneyFactFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # tallies, page, cards, counts of facets, their names
    with django_assert_num_queries(5):
        response = client.get("/en/case-studies/")

    assert response.text.count('class="case-study-card"') == number


@pytest.mark.parametrize("number", [2, 4])
def test_page_asks_as_much_for_four_as_for_two(client, django_assert_num_queries, number):
    study = world(number)["study"]

    with django_assert_num_queries(13):
        client.get(f"/en/case-studies/{study.slug}/")


def test_page_says_what_went_wrong_and_who_says_how_much(client):
    money = MoneyFactFactory(
        amount=260_000, recurrence="per_year", said_by={"en": "The treasurer"}, year=2013
    )
    study = CaseStudyFactory(went_wrong={"en": "The schedule slipped."}, money=[money])

    response = client.get(f"/en/case-studies/{study.slug}/")

    assert "The schedule slipped." in response.text
    assert "€260,000 a year" in response.text
    assert "The treasurer" in response.text
    assert "2013" in response.text
    assert "What went wrong" in [text for level, text in response.page.headings]


def test_page_is_an_article_for_machines_too(client):
    study = CaseStudyFactory(title={"en": "Storyville leaves"})

    blocks = client.get(f"/en/case-studies/{study.slug}/").page.data

    assert {"Article", "BreadcrumbList"} <= {block["@type"] for block in blocks}
    assert next(b for b in blocks if b["@type"] == "Article")["headline"] == "Storyville leaves"


def test_draft_city_is_not_named(client):
    city = CityFactory(draft=True, name={"en": "Hiddenville"})
    study = CaseStudyFactory(cities=[city, CityFactory()])

    assert "Hiddenville" not in client.get(f"/en/case-studies/{study.slug}/").text
    assert "Hiddenville" not in client.get("/en/case-studies/").text
