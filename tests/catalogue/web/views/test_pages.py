"""The pages that speak about the catalogue."""

import pytest

from tests.catalogue.web.views.worlds import world
from tests.factories import ArgumentFactory

pytestmark = pytest.mark.django_db
PAGES = ["why", "about", "data", "legal", "accessibility", "styleguide"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_on_an_empty_catalogue(client, name, language):
    response = client.get(f"/{language}/{name}/")

    assert response.status_code == 200
    assert response.page.lang == language


@pytest.mark.parametrize("number", [1, 3])
def test_why_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # arguments, adoptions, case studies, milestones, citations, sources
    with django_assert_num_queries(6):
        client.get("/en/why/")


def test_every_reason_comes_with_its_caution(client):
    ArgumentFactory(title={"en": "It is cheaper"}, caution={"en": "Not in the first year."})

    words = client.get("/en/why/").text

    assert words.index("It is cheaper") < words.index("Not in the first year.")


def test_style_guide_is_not_for_search_engines(client):
    assert client.get("/en/styleguide/").page.robots == "noindex"
