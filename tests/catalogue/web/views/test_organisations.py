"""The organisations' pages: who looks after a tool, and who helps."""

import pytest

from catalogue.search import reindex
from catalogue.web.views import organisations
from tests.catalogue.web.views.worlds import world
from tests.factories import (
    AdoptionFactory,
    OrganisationFactory,
    OutsideCatalogueFactory,
    ServiceFactory,
    ToolFactory,
    ValueOriginFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # page, rows, counts of facets, names of tools
    with django_assert_num_queries(5):
        response = client.get("/en/organisations/")

    assert response.text.count('class="organisation-card"') == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    organisation = world(number)["organisation"]

    with django_assert_num_queries(10):
        client.get(f"/en/organisations/{organisation.slug}/")


def test_page_names_tools_and_services_and_no_draft(client):
    body = OrganisationFactory()
    ToolFactory(name="Stewarded", steward=body)
    ToolFactory(name="Hiddenone", steward=body, draft=True)
    ServiceFactory(organisation=body, tool__name="Supported", kinds=["hosting", "training"])
    ServiceFactory(organisation=body, tool__name="Hiddentwo", tool__draft=True)

    reindex()

    words = client.get(f"/en/organisations/{body.slug}/").text

    assert "Stewarded" in words
    assert "Supported" in words
    assert "Hosting" in words
    assert "Training" in words
    assert "Hidden" not in words


def test_many_tools_services_and_cities_are_counted(client, monkeypatch):
    monkeypatch.setattr(organisations, "TOOLS", 2)
    monkeypatch.setattr(organisations, "ROWS", 2)
    body = OrganisationFactory()
    for _ in range(4):
        ToolFactory(steward=body)
        ServiceFactory(organisation=body)
        AdoptionFactory(provider=body)
    reindex()

    response = client.get(f"/en/organisations/{body.slug}/")

    assert response.text.count('class="tool-card"') == 2
    assert response.text.count('<th scope="row">') == 2 + 2
    assert response.text.count("The first 2 of 4 are shown here.") == 3
    assert response.text.count('heading__count">4<') == 3


def test_values_of_other_catalogues_are_told_with_their_licence(client):
    body = OrganisationFactory(website="https://theirs.example.org/")
    there = OutsideCatalogueFactory(title="Some list", licence="")
    ValueOriginFactory(row=body, catalogue=there, field="website")

    page = client.get(f"/en/organisations/{body.slug}/").text

    told = page[page.index("Taken from other catalogues") :]
    assert "Some list (licence not stated) – Website</li>" in told
