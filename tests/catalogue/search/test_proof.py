"""Alternatives to a product: ranked by the cities that really made the switch."""

from catalogue.choices import AdoptionStatus, Coverage
from catalogue.search.proof import alternatives
from tests.factories import AdoptionFactory, ProductFactory, ReplacementFactory, ToolFactory


def ranked(product):
    return [each.tool for each in alternatives([product])[product.pk]]


def test_proof_outranks_coverage_and_the_way_outranks_a_listing(db):
    product = ProductFactory()
    listed, announced, proven = (
        ReplacementFactory(product=product, coverage=coverage).tool
        for coverage in (Coverage.FULL, Coverage.FULL, Coverage.COMPANION)
    )
    AdoptionFactory(tool=announced, replaces=[product], status=AdoptionStatus.ANNOUNCED)
    AdoptionFactory(tool=proven, replaces=[product])

    assert ranked(product) == [proven, announced, listed]


def test_fuller_coverage_comes_first_at_equal_proof(db):
    product = ProductFactory()
    companion, partial, full = (
        ReplacementFactory(product=product, coverage=coverage).tool
        for coverage in (Coverage.COMPANION, Coverage.PARTIAL, Coverage.FULL)
    )

    assert ranked(product) == [full, partial, companion]


def test_reversals_prove_nothing_and_are_still_told(db):
    product = ProductFactory()
    tool = ReplacementFactory(product=product).tool
    AdoptionFactory(tool=tool, replaces=[product], reversed=True)

    (alternative,) = alternatives([product])[product.pk]

    assert alternative.proven == []
    assert alternative.counts == [(AdoptionStatus.REVERSED, 1)]


def test_switch_that_no_replacement_describes_is_shown_last_at_equal_proof(db):
    product = ProductFactory()
    described = ReplacementFactory(product=product).tool
    for tool in (ToolFactory(name="A first by name"), described):
        AdoptionFactory(tool=tool, replaces=[product])

    assert ranked(product)[0] == described
    assert alternatives([product])[product.pk][1].replacement is None


def test_drafts_are_no_alternative(db):
    product = ProductFactory()
    draft = ReplacementFactory(product=product, tool__draft=True).tool
    AdoptionFactory(tool=draft, replaces=[product])

    assert ranked(product) == []


def test_four_queries_however_many_products(db, django_assert_num_queries):
    products = ProductFactory.create_batch(3)
    for product in products:
        AdoptionFactory(tool=ReplacementFactory(product=product).tool, replaces=[product])

    # replacements, adoptions, tools, cities
    with django_assert_num_queries(4):
        alternatives(products)
