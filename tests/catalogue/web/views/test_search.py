"""The search over everything, and what is proposed while one types."""

import pytest

from catalogue.search import reindex
from tests.catalogue.web.views.worlds import world
from tests.factories import CityFactory, ToolFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_search_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    with django_assert_num_queries(7):
        client.get("/en/search/?q=tool")


@pytest.mark.parametrize("number", [1, 3])
def test_proposals_take_one_question(client, django_assert_num_queries, number):
    world(number)

    with django_assert_num_queries(1):
        client.get("/en/search/suggest/?q=tool")


def test_answers_are_shown_by_kind_with_a_way_to_all_of_them(client):
    for _ in range(7):
        ToolFactory(name="Hammer")
    CityFactory(name={"en": "Hammerfest", "fr": "Hammerfest"}, summary={"en": "A hammer."})
    reindex()

    response = client.get("/en/search/?q=hammer")

    assert "/en/tools/?q=hammer" in response.page.hrefs
    assert response.text.count("Hammer</a>") == 5
    assert "Hammerfest" in response.text


def test_correction_is_told(client):
    ToolFactory(name="LibreOffice")
    reindex()

    words = client.get("/en/search/?q=libreofice").text

    assert "libreoffice" in words
    assert "LibreOffice</a>" in words


@pytest.mark.parametrize("query", ["", "?q=", "?q=+", "?q=qwxzkvjq", "?q=!"])
def test_nothing_asked_or_nothing_found_offers_a_way_on(client, query):
    tool = ToolFactory()
    reindex()

    response = client.get(f"/en/search/{query}")

    assert response.status_code == 200
    assert any(f"category={tool.category.slug}" in href for href in response.page.hrefs)


def test_proposals_are_links_with_their_kind(client):
    ToolFactory(name="LibreOffice", slug="libreoffice")
    reindex()

    response = client.get("/fr/search/suggest/?q=libreo")

    assert response.json() == {
        "suggestions": [
            {
                "label": "LibreOffice",
                "kind": "tool",
                "kind_label": "Logiciels",
                "url": "/fr/tools/libreoffice/",
            }
        ]
    }
    assert "max-age=60" in response["Cache-Control"]
