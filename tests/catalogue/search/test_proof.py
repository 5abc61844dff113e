"""Alternatives to a product: ranked by the cities that really made the switch."""

import pytest

from catalogue.choices import AdoptionStatus, Confidence, Coverage
from catalogue.search import reindex
from catalogue.search.proof import alternatives, cities_gone, page_of_alternatives
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def told(product, **which):
    reindex()
    return alternatives([product], **which)[product.pk]


def ranked(product):
    return [each.tool for each in told(product).rows]


def test_proof_outranks_coverage_and_the_way_outranks_a_listing():
    product = ProductFactory()
    listed, announced, proven = (
        ReplacementFactory(product=product, coverage=coverage).tool
        for coverage in (Coverage.FULL, Coverage.FULL, Coverage.COMPANION)
    )
    AdoptionFactory(tool=announced, replaces=[product], status=AdoptionStatus.ANNOUNCED)
    AdoptionFactory(tool=proven, replaces=[product])

    assert ranked(product) == [proven, announced, listed]


def test_what_is_dead_comes_last_whatever_its_proof():
    product = ProductFactory()
    listed = ReplacementFactory(product=product).tool
    dead = ReplacementFactory(product=product, tool=ToolFactory(dead=True)).tool
    AdoptionFactory(tool=dead, replaces=[product])

    assert ranked(product) == [listed, dead]


def test_fuller_coverage_comes_first_at_equal_proof():
    product = ProductFactory()
    companion, partial, full = (
        ReplacementFactory(product=product, coverage=coverage).tool
        for coverage in (Coverage.COMPANION, Coverage.PARTIAL, Coverage.FULL)
    )

    assert ranked(product) == [full, partial, companion]


def test_names_decide_in_the_end_without_their_accents():
    product = ProductFactory()
    last, first, second = (
        ReplacementFactory(product=product, tool__name=name).tool for name in ("f", "É", "eu")
    )

    assert ranked(product) == [first, second, last]


def test_reversals_prove_nothing_and_are_still_told():
    product = ProductFactory()
    tool = ReplacementFactory(product=product).tool
    AdoptionFactory(tool=tool, replaces=[product], reversed=True)

    [alternative] = told(product).rows

    assert alternative.proven == 0
    assert alternative.statuses == {AdoptionStatus.REVERSED: 1}


def test_a_weak_source_proves_nothing_and_puts_a_city_on_the_way():
    product = ProductFactory()
    AdoptionFactory(replaces=[product], confidence=Confidence.LOW)

    [alternative] = told(product).rows

    assert (alternative.proven, alternative.on_the_way) == (0, 1)


def test_switch_that_no_replacement_describes_is_shown_last_at_equal_proof():
    product = ProductFactory()
    described = ReplacementFactory(product=product).tool
    for tool in (ToolFactory(name="A first by name"), described):
        AdoptionFactory(tool=tool, replaces=[product])

    first, second = told(product).rows

    assert first.tool == described
    assert second.replacement is None


def test_drafts_are_no_alternative():
    product = ProductFactory()
    draft = ReplacementFactory(product=product, tool__draft=True).tool
    AdoptionFactory(tool=draft, replaces=[product])

    assert ranked(product) == []


def test_the_first_come_and_all_are_counted():
    product = ProductFactory()
    tools = [ReplacementFactory(product=product, tool__name=name).tool for name in "abc"]

    found = told(product, most=2)

    assert [each.tool for each in found.rows] == tools[:2]
    assert found.total == 3


def test_a_page_after_the_last_still_knows_how_many_there_are():
    product = ProductFactory()
    ReplacementFactory(product=product)
    reindex()

    assert page_of_alternatives(product.slug, 20, 20) == ([], 1)


def test_a_product_that_is_not_published_has_no_page():
    product = ReplacementFactory(product__draft=True).product
    reindex()

    assert page_of_alternatives(product.slug, 0, 20) is None


def test_a_city_that_left_a_product_for_two_tools_has_left_it_once():
    product, city = ProductFactory(), CityFactory()
    for _tool in range(2):
        AdoptionFactory(city=city, replaces=[product])
    AdoptionFactory(replaces=[product], planned=True)
    reindex()

    assert cities_gone(product) == 1
    assert cities_gone(ProductFactory()) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_one_query_however_many_products(django_assert_num_queries, number):
    products = ProductFactory.create_batch(number)
    for product in products:
        AdoptionFactory(tool=ReplacementFactory(product=product).tool, replaces=[product])
    reindex()

    with django_assert_num_queries(1):
        found = alternatives(products)
        told = [(each.tool.name, each.replacement.coverage) for each in found[products[0].pk].rows]

    assert len(told) == 1
