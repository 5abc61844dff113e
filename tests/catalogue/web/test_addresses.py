"""Addresses that were in use once still lead somewhere, or say that the thing is gone."""

import pytest

from tests.factories import (
    CaseStudyFactory,
    CityFactory,
    OrganisationFactory,
    ProductFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db

NOUNS = {
    "tools": ToolFactory,
    "products": ProductFactory,
    "cities": CityFactory,
    "case-studies": CaseStudyFactory,
    "organisations": OrganisationFactory,
}
every_noun = pytest.mark.parametrize("noun", NOUNS)


@every_noun
@pytest.mark.parametrize("language", ["fr", "en"])
def test_former_address_leads_to_the_present_one(client, noun, language):
    thing = NOUNS[noun](slug="first")
    for slug in ("second", "third"):
        thing.slug = slug
        thing.save()

    for former in ("first", "second"):
        response = client.get(f"/{language}/{noun}/{former}/")
        assert (response.status_code, response["Location"]) == (301, f"/{language}/{noun}/third/")


@every_noun
def test_deleted_thing_is_gone(client, noun):
    NOUNS[noun](slug="gone").delete()

    response = client.get(f"/fr/{noun}/gone/")

    assert response.status_code == 410
    assert len(response.page.main_headings) == 1
    assert response.page.robots == "noindex"


@every_noun
def test_draft_is_not_there(client, noun):
    NOUNS[noun](slug="secret", draft=True)

    assert client.get(f"/fr/{noun}/secret/").status_code == 404


@every_noun
def test_former_address_of_a_draft_does_not_give_it_away(client, noun):
    thing = NOUNS[noun](slug="first", draft=True)
    thing.slug = "secret"
    thing.save()

    response = client.get(f"/fr/{noun}/first/")

    assert response.status_code == 404
    assert "secret" not in response.text


@every_noun
def test_published_again_at_another_address(client, noun):
    thing = NOUNS[noun](slug="first")

    assert client.get(f"/fr/{noun}/{thing.slug}/").status_code == 200
    assert client.get(f"/fr/{noun}/{thing.slug}").status_code == 301
