"""Who runs a tool, told without a look at all of its adoptions."""

from collections import Counter

import pytest

from catalogue.choices import AdoptionStatus
from catalogue.models import Adoption
from catalogue.search.adopters import (
    CLAIMS,
    CURRENT,
    OVER,
    Counts,
    counts_in,
    counts_of,
    first_of,
    provider_count,
    providers_of,
)
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    OrganisationFactory,
    ServiceFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tool():
    """With two adoptions of each status, one of them weakly sourced, and what nobody may see."""
    tool = ToolFactory()
    for status in AdoptionStatus:
        AdoptionFactory(tool=tool, status=status, as_of="2020", confidence="high")
        AdoptionFactory(tool=tool, status=status, as_of="2024", confidence="low")
    AdoptionFactory(tool=tool, draft=True)
    AdoptionFactory(tool=tool, city=CityFactory(draft=True))
    AdoptionFactory()
    return tool


def test_groups_of_statuses_hold_each_status_once():
    assert sorted(CURRENT + OVER + CLAIMS) == sorted(AdoptionStatus)


def test_counts_are_those_of_the_adoptions_that_visitors_see(tool):
    rows = list(Adoption.objects.visible().filter(tool=tool))

    counts = counts_of(tool)

    assert counts.statuses == Counter(row.status for row in rows)
    assert counts.proven == sum(row.is_proven for row in rows) == 1
    assert counts.total == len(rows) == 20


def test_counts_of_cities_are_told_together(django_assert_num_queries):
    one, other, empty = CityFactory.create_batch(3)
    AdoptionFactory(city=one)
    AdoptionFactory(city=one, status="planned")
    AdoptionFactory(city=other, confidence="low")
    AdoptionFactory(city=other, tool__draft=True)

    with django_assert_num_queries(1):
        found = counts_in([one.pk, other.pk, empty.pk])

    assert found == {
        one.pk: Counts({"in_production": 1, "planned": 1}, 1),
        other.pk: Counts({"in_production": 1}, 0),
        empty.pk: Counts({}, 0),
    }


def test_proof_goes_with_the_status_that_it_is_of():
    counts = Counts({"in_production": 3, "ended": 2}, 2)

    assert counts.only(CURRENT) == Counts({"in_production": 3}, 2)
    assert counts.only(OVER) == Counts({"ended": 2}, 0)
    assert counts.of("ended", "planned") == 2


def test_first_adoptions_are_those_that_proof_orders_first(tool):
    AdoptionFactory(tool=tool, status="in_production", as_of="2024", slug="aaa")
    in_order = list(Adoption.objects.visible().filter(tool=tool).order_by_proof())

    found = first_of(tool, current=(CURRENT, 5), over=(OVER, 100), claims=(CLAIMS, 1))

    assert found == {
        "current": [row.pk for row in in_order if row.is_current][:5],
        "over": [row.pk for row in in_order if row.is_over],
        "claims": [row.pk for row in in_order if row.is_claim][:1],
    }


def test_providers_are_those_that_most_cities_name():
    tool = ToolFactory()
    often, seldom, hidden = (
        OrganisationFactory(name="Often"),
        OrganisationFactory(name="Seldom"),
        OrganisationFactory(name="Hidden", draft=True),
    )
    for body in (seldom, often, often, hidden, hidden, hidden):
        AdoptionFactory(tool=tool, provider=body)
    AdoptionFactory(tool=tool, provider=seldom, draft=True)

    found = providers_of(tool, 1)

    assert (found.rows, found.total) == ([often], 2)


def test_providers_are_counted_by_name_wherever_they_are_named():
    tool = ToolFactory()
    known = OrganisationFactory(name="Known")
    ServiceFactory(tool=tool, organisation=known)
    ServiceFactory(tool=tool, organisation__draft=True)
    AdoptionFactory(tool=tool, provider=known)
    AdoptionFactory(tool=tool, provider_name="Its own staff")
    AdoptionFactory(tool=tool, provider_name="Known")
    AdoptionFactory(tool=tool, provider_name="Claimed", status="unconfirmed")

    assert provider_count(tool) == 2
    assert provider_count(ToolFactory()) == 0
