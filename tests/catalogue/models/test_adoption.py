"""Adoptions: one current per city and tool, honest dates, and always somebody who says so."""

import pytest
from django.db import IntegrityError, transaction

from catalogue.choices import AdoptionStatus
from catalogue.models import Adoption, Citation
from tests.factories import AdoptionFactory, CitationFactory, CityFactory, ToolFactory
from tests.refusals import refused, refused_at_the_end

pytestmark = pytest.mark.django_db


def test_one_current_adoption_per_city_and_tool():
    first = AdoptionFactory(planned=True)

    with refused("adoption_one_current_per_city"):
        AdoptionFactory(city=first.city, tool=first.tool)


def test_a_city_may_come_back_to_a_tool_that_it_left():
    left = AdoptionFactory(reversed=True)

    again = AdoptionFactory(city=left.city, tool=left.tool)

    assert set(Adoption.objects.filter(city=left.city)) == {left, again}


def test_an_adoption_that_is_over_cannot_become_current_beside_another():
    left = AdoptionFactory(reversed=True)
    AdoptionFactory(city=left.city, tool=left.tool)

    with refused("adoption_one_current_per_city"):
        Adoption.objects.filter(pk=left.pk).update(status=AdoptionStatus.IN_PRODUCTION)


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        ("2017", "2016"),
        ("2016-09", "2016-08"),
        ("2016-09-02", "2016-09-01"),
        ("2016", "2015-12"),
        ("2016-01", "2015"),
        ("2016-02-01", "2016-01"),
    ],
)
def test_end_is_not_before_start(started, ended):
    with refused("adoption_ends_after_start"):
        AdoptionFactory(started=started, ended=ended, status=AdoptionStatus.ENDED)


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        ("2016", "2016"),
        ("2016-09", "2016"),
        ("2016", "2016-01"),
        ("2016-09-30", "2016-09"),
        ("2016-09", "2016-09-01"),
        ("", "2016"),
        ("2016", ""),
        ("", ""),
    ],
)
def test_dates_are_compared_at_the_coarser_precision(started, ended):
    adoption = AdoptionFactory(started=started, ended=ended, status=AdoptionStatus.ENDED)

    assert Adoption.objects.filter(pk=adoption.pk, started=started, ended=ended).exists()


def test_end_is_not_before_start_after_a_change_either():
    adoption = AdoptionFactory(started="2016", ended="2018", status=AdoptionStatus.ENDED)

    with refused("adoption_ends_after_start"):
        Adoption.objects.filter(pk=adoption.pk).update(started="2019")


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("status", "abandoned", "adoption_status_known"),
        ("confidence", "total", "adoption_confidence_known"),
        ("roles", ["user", "fan"], "adoption_roles_known"),
        ("started", "2016-13", "adoption_dates_are_dates"),
        ("ended", "last year", "adoption_dates_are_dates"),
        ("as_of", "16", "adoption_dates_are_dates"),
    ],
)
def test_words_and_dates_are_known_ones(field, value, rule):
    adoption = AdoptionFactory()

    with refused(rule):
        Adoption.objects.filter(pk=adoption.pk).update(**{field: value})


def test_published_adoption_needs_a_source():
    with refused_at_the_end("adoption_has_a_source"):
        AdoptionFactory(sourced=False)


def test_adoption_confirmed_by_the_city_needs_no_source():
    AdoptionFactory(sourced=False, confirmed_by_city=True)


def test_draft_needs_no_source_until_it_is_published():
    draft = AdoptionFactory(sourced=False, draft=True)

    with refused_at_the_end("adoption_has_a_source"):
        draft.published_at = draft.created_at
        draft.save()


def test_source_may_come_after_its_adoption_in_the_same_transaction():
    adoption = AdoptionFactory(sourced=False)
    CitationFactory(adoption=adoption)


def test_last_source_cannot_be_taken_away():
    adoption = AdoptionFactory()

    with refused_at_the_end("adoption_has_a_source"):
        adoption.citations.all().delete()


def test_last_source_cannot_be_moved_to_another_fact():
    adoption = AdoptionFactory()

    with refused_at_the_end("adoption_has_a_source"):
        adoption.citations.update(adoption=None, city=CityFactory())


def test_confirmation_cannot_be_taken_back_without_a_source():
    adoption = AdoptionFactory(sourced=False, confirmed_by_city=True)

    with refused_at_the_end("adoption_has_a_source"):
        Adoption.objects.filter(pk=adoption.pk).update(confirmed_by_city=False)


def test_sources_may_be_replaced_in_one_transaction():
    adoption = AdoptionFactory()

    adoption.citations.all().delete()
    CitationFactory(adoption=adoption)


def test_deleting_an_adoption_or_its_city_takes_the_sources_along():
    AdoptionFactory().delete()
    AdoptionFactory().city.delete()

    assert Citation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_commit_refuses_an_adoption_without_a_source():
    city, tool = CityFactory(), ToolFactory()

    with pytest.raises(IntegrityError, match="adoption_has_a_source"), transaction.atomic():
        AdoptionFactory(city=city, tool=tool, sourced=False)

    assert Adoption.objects.count() == 0


def test_visible_leaves_out_all_that_is_not_published():
    AdoptionFactory(draft=True)
    AdoptionFactory(city=CityFactory(draft=True))
    AdoptionFactory(tool=ToolFactory(draft=True))
    seen = AdoptionFactory()

    assert list(Adoption.objects.visible()) == [seen]


def test_proof_comes_first_then_the_way_then_history_and_the_newest_first():
    tool = ToolFactory()
    over = AdoptionFactory(tool=tool, reversed=True)
    old = AdoptionFactory(tool=tool, as_of="2015")
    under_way = AdoptionFactory(tool=tool, status=AdoptionStatus.MIGRATING, as_of="2026")
    recent = AdoptionFactory(tool=tool, as_of="2025-03")

    assert list(tool.adoptions.order_by_proof()) == [recent, old, under_way, over]


def test_current_and_proven():
    adoptions = {status: AdoptionFactory(status=status) for status in AdoptionStatus}

    current = {status for status, adoption in adoptions.items() if adoption.is_current}

    assert current == {
        "announced",
        "planned",
        "pilot",
        "migrating",
        "in_production",
        "partly_reversed",
    }
    assert list(Adoption.objects.proven()) == [adoptions[AdoptionStatus.IN_PRODUCTION]]
