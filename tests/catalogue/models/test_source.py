"""Sources, and citations that each belong to one fact."""

import pytest
from django.db import connection
from django.db.models import RestrictedError

from catalogue.models import Source
from catalogue.models.source import CITING
from tests.factories import (
    AdoptionFactory,
    ArgumentFactory,
    CaseStudyFactory,
    CitationFactory,
    CityFactory,
    CityLabelFactory,
    MilestoneFactory,
    MoneyFactFactory,
    OrganisationFactory,
    ProductFactFactory,
    ProductFactory,
    ReplacementFactory,
    SourceFactory,
    ToolFactory,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db

FACTORIES = {
    "tool": ToolFactory,
    "product": ProductFactory,
    "product_fact": ProductFactFactory,
    "replacement": ReplacementFactory,
    "city": CityFactory,
    "city_label": CityLabelFactory,
    "milestone": MilestoneFactory,
    "adoption": AdoptionFactory,
    "money_fact": MoneyFactFactory,
    "case_study": CaseStudyFactory,
    "organisation": OrganisationFactory,
    "argument": ArgumentFactory,
}


@pytest.mark.parametrize("noun", CITING)
def test_every_noun_that_claims_a_fact_can_cite(noun):
    fact = FACTORIES[noun]()

    citation = CitationFactory(**{noun: fact})

    assert citation in fact.citations.all()


def test_citation_belongs_to_some_fact():
    with refused("citation_belongs_to_one_fact"):
        CitationFactory()


def test_citation_belongs_to_one_fact_only():
    with refused("citation_belongs_to_one_fact"):
        CitationFactory(tool=ToolFactory(), city=CityFactory())


def test_source_that_is_cited_stays():
    citation = CitationFactory(tool=ToolFactory())

    with pytest.raises(RestrictedError):
        citation.source.delete()


def test_source_that_is_cited_stays_whatever_the_way_of_deleting():
    citation = CitationFactory(tool=ToolFactory())

    with refused("catalogue_citation_source_id"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_source WHERE id = %s", [citation.source_id])
        connection.check_constraints()


def test_address_belongs_to_one_source():
    SourceFactory(url="https://example.org/a")
    SourceFactory()
    SourceFactory()

    with refused("source_url_unique"):
        SourceFactory(url="https://example.org/a")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [({"kind": "rumour"}, "source_kind_known"), ({"date": "2016/04"}, "source_date_is_a_date")],
)
def test_source_has_a_known_kind_and_a_date(fields, rule):
    source = SourceFactory()

    with refused(rule):
        Source.objects.filter(pk=source.pk).update(**fields)
