"""Ways in for those who know the need or the vendor, not the name."""

import pytest

from catalogue.search import reindex
from catalogue.search.browse import domains, most_left, seen, vendors
from tests.factories import (
    AdoptionFactory,
    CategoryFactory,
    ProductFactory,
    ToolFactory,
    VendorFactory,
)

pytestmark = pytest.mark.django_db


def test_domains_hold_the_categories_that_have_tools(django_assert_num_queries):
    office = CategoryFactory(slug="office", position=2)
    maps = CategoryFactory(slug="maps", domain=office.domain, position=1)
    CategoryFactory(slug="empty", domain=office.domain)
    ToolFactory.create_batch(2, category=office)
    ToolFactory(category=maps, other_categories=[office])
    ToolFactory(category=maps, draft=True)
    reindex()

    with django_assert_num_queries(1):
        [(domain, tools, inside)] = domains()

    assert (domain.slug, domain.name, tools) == (office.domain.slug, office.domain.name, 3)
    assert [(category.slug, n) for category, n in inside] == [("maps", 1), ("office", 3)]


def test_vendors_come_with_the_products_that_most_cities_left(django_assert_num_queries):
    big, small, known = (
        VendorFactory(name="Big"),
        VendorFactory(name="Small"),
        VendorFactory(name="Known", gafam=True),
    )
    kept, left, other = (
        ProductFactory(name=name, vendor=maker)
        for name, maker in (("Kept", big), ("Left", big), ("Other", small))
    )
    ProductFactory(name="Cloud", vendor=known)
    ProductFactory(vendor=small, draft=True)
    VendorFactory()
    AdoptionFactory.create_batch(2, replaces=[left])
    AdoptionFactory(replaces=[other])
    reindex()

    with django_assert_num_queries(2):
        makers = vendors(10)
        found = most_left(makers, 2)

    told = [(maker.name, maker.is_gafam, maker.products) for maker in makers]
    assert told == [("Known", True, 1), ("Big", False, 2), ("Small", False, 1)]
    assert [list(row) for row in found[big.slug]] == [
        [left.slug, "Left", 2],
        [kept.slug, "Kept", 0],
    ]
    assert [maker.name for maker in vendors(2)] == ["Known", "Big"]
    assert [name for _slug, name, _left in most_left(makers, 1)[big.slug]] == ["Left"]


def test_nothing_was_seen_in_an_empty_catalogue():
    assert seen() == {"cities": 0, "countries": 0}


def test_city_is_seen_no_more_when_it_goes_back():
    adoption = AdoptionFactory()
    reindex()
    before = seen()

    adoption.delete()
    reindex()

    assert (before, seen()) == ({"cities": 1, "countries": 1}, {"cities": 0, "countries": 0})
