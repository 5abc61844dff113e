"""What cards show is what the nouns say, in one statement a kind."""

import pytest

from catalogue.choices import Kind
from catalogue.search.cards import NAMES, TOLD, told
from tests.factories import (
    AdoptionFactory,
    CaseStudyFactory,
    CategoryFactory,
    CityFactory,
    OrganisationFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", TOLD, ids=str)
@pytest.mark.parametrize("number", [1, 3])
def test_cards_of_a_kind_take_one_question(kind, number, django_assert_num_queries):
    factories = {
        Kind.TOOL: ToolFactory,
        Kind.PRODUCT: ProductFactory,
        Kind.CITY: CityFactory,
        Kind.CASE_STUDY: CaseStudyFactory,
        Kind.ORGANISATION: OrganisationFactory,
        Kind.CATEGORY: CategoryFactory,
    }
    ids = [row.pk for row in factories[kind].create_batch(number)]

    with django_assert_num_queries(1):
        found = told(kind, ids)

    assert set(found) == set(ids)


def test_tool_is_told_with_the_products_that_visitors_see():
    tool = ToolFactory(name="GIMP", dead=True, caution={"en": "Old."}, licensed=True)
    for name in ("Paint", "Draw"):
        ReplacementFactory(tool=tool, product__name=name)
    ReplacementFactory(tool=tool, product__name="Hidden", product__draft=True)

    found = told(Kind.TOOL, [tool.pk])[tool.pk]

    assert found.replaces == ["Draw", "Paint"]
    assert (found.summary, found.category) == (tool.summary, tool.category.name)
    assert (found.is_dead, found.has_caution, found.licence) == (True, True, tool.licence)


def test_living_tool_has_no_caution():
    tool = ToolFactory()

    found = told(Kind.TOOL, [tool.pk])[tool.pk]

    assert (found.is_dead, found.has_caution, found.licence) == (False, False, "")


@pytest.mark.parametrize(
    ("maintenance", "status"), [("none", ""), ("", "obsolete"), ("none", "stable")]
)
def test_tool_is_as_dead_as_its_page_says(maintenance, status):
    tool = ToolFactory(maintenance=maintenance, development_status=status)

    assert told(Kind.TOOL, [tool.pk])[tool.pk].is_dead is tool.is_dead is True


def test_product_is_told_with_its_parts():
    suite = ProductFactory(vendor__name="Maker")
    ProductFactory(part_of=suite, name="Mail")
    ProductFactory(part_of=suite, name="Hidden", draft=True)

    found = told(Kind.PRODUCT, [suite.pk])[suite.pk]

    assert (found.vendor, found.parts) == ("Maker", ["Mail"])


def test_case_study_is_told_with_its_cities_and_tools():
    here, hidden = CityFactory(slug="a", name={"en": "Here"}), CityFactory(draft=True)
    first = AdoptionFactory(city=here, tool__name="First")
    again = AdoptionFactory(city=CityFactory(slug="b"), tool=first.tool)
    second = AdoptionFactory(city=CityFactory(slug="c"), tool__name="Second")
    unseen = AdoptionFactory(city=hidden, tool__name="Unseen")
    study = CaseStudyFactory(cities=[here, hidden], adoptions=[second, first, again, unseen])

    found = told(Kind.CASE_STUDY, [study.pk])[study.pk]

    assert found.cities == [{"en": "Here"}]
    assert found.tools == ["First", "Second"]
    assert (found.title, found.outcome) == (study.title, study.outcome_kind)


def test_organisation_is_told_with_the_first_of_its_tools():
    body = OrganisationFactory()
    for letter in "HGFEDCBA":
        ToolFactory(name=letter, steward=body)
    ToolFactory(name="AA", steward=body, draft=True)

    found = told(Kind.ORGANISATION, [body.pk])[body.pk]

    assert found.tools == list("ABCDEFGH"[:NAMES])
