"""The pages that speak about the catalogue."""

import re

import pytest

from catalogue.models import Adoption
from catalogue.search import reindex
from catalogue.web.views import pages
from tests.catalogue.web.views.worlds import world
from tests.factories import (
    AdoptionFactory,
    ArgumentFactory,
    CaseStudyFactory,
    MilestoneFactory,
)

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


def test_evidence_of_a_reason_is_bounded(client, monkeypatch):
    monkeypatch.setattr(pages, "EVIDENCE", 2)
    one, other = ArgumentFactory.create_batch(2)
    for argument in (one, other):
        argument.adoptions.set(AdoptionFactory.create_batch(3))
        argument.case_studies.set(CaseStudyFactory.create_batch(3))
        argument.milestones.set(MilestoneFactory.create_batch(3))

    words = client.get("/en/why/").text

    assert words.count("<li data-status") == 2 * 2
    evidence = re.findall(r'argument__evidence">(.*?)</ul>', words, re.DOTALL)
    assert [each.count("<li") for each in evidence] == [6, 6]


def test_numbers_about_the_catalogue_are_those_of_its_facts(client):
    AdoptionFactory.create_batch(3)
    AdoptionFactory(confidence="low")
    AdoptionFactory(draft=True)
    reindex()

    words = client.get("/en/about/").text

    adoptions = Adoption.objects.visible()
    assert (adoptions.count(), adoptions.proven().count()) == (4, 3)
    assert '<p class="stat__number">4</p>' in words
    assert "3 in production" in words


def test_every_reason_comes_with_its_caution(client):
    ArgumentFactory(title={"en": "It is cheaper"}, caution={"en": "Not in the first year."})

    words = client.get("/en/why/").text

    assert words.index("It is cheaper") < words.index("Not in the first year.")


def test_style_guide_is_not_for_search_engines(client):
    assert client.get("/en/styleguide/").page.robots == "noindex"
