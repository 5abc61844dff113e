"""The products' pages: what really took the place of one."""

import pytest
from django.utils.translation import override

from catalogue.choices import Coverage
from catalogue.search import reindex
from catalogue.search.proof import MOST
from tests.catalogue.web.views.worlds import world
from tests.factories import AdoptionFactory, ProductFactory, ReplacementFactory, ToolFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # page, rows, parts, counts of facets, names of vendors and categories, cards
    with django_assert_num_queries(8):
        response = client.get("/en/products/")

    assert response.text.count('class="product-card"') == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    with django_assert_num_queries(14):
        client.get("/en/products/suite/")


def test_alternatives_are_ranked_by_proof_and_say_how_far_they_go(client):
    product = ProductFactory()
    listed, proven = (
        ReplacementFactory(product=product, coverage=coverage, tool__name=name).tool
        for name, coverage in (("Listed", Coverage.FULL), ("Proven", Coverage.PARTIAL))
    )
    adoption = AdoptionFactory(tool=proven, replaces=[product], city__name={"en": "Provenville"})
    reindex()

    response = client.get(f"/en/products/{product.slug}/")

    assert response.text.index("Proven</a>") < response.text.index("Listed</a>")
    assert "Provenville" in response.text
    assert any(adoption.city.slug in href for href in response.page.hrefs)
    with override("en"):
        assert str(Coverage.PARTIAL.label) in response.text
    assert listed.name in response.text


def test_caveat_is_told(client):
    product = ProductFactory()
    ReplacementFactory(product=product, caveat={"en": "Macros must be written again."})
    reindex()

    assert "Macros must be written again." in client.get(f"/en/products/{product.slug}/").text


def test_suite_tells_what_covers_each_part_and_what_nothing_covers(client):
    suite = ProductFactory(name="Suite")
    covered = ProductFactory(name="Mailer", part_of=suite)
    ProductFactory(name="Diagrams", part_of=suite)
    ProductFactory(name="Secretpart", part_of=suite, draft=True)
    ReplacementFactory(product=covered, tool__name="Freemail")
    reindex()

    words = client.get(f"/en/products/{suite.slug}/").text

    assert words.index("Diagrams") < words.index("Mailer") < words.index("Freemail")
    assert "Secretpart" not in words


def test_long_ranking_ends_with_the_way_to_the_rest(client):
    product = ProductFactory(slug="left-by-many")
    ReplacementFactory.create_batch(MOST + 1, product=product)
    reindex()

    response = client.get("/en/products/left-by-many/")

    assert response.text.count('<article class="alternative">') == MOST
    assert "/en/tools/?replaces=left-by-many" in response.page.hrefs


def test_product_without_any_alternative_says_so(client):
    product = ProductFactory()
    ToolFactory()

    response = client.get(f"/en/products/{product.slug}/")

    assert response.status_code == 200
    assert len(response.page.hrefs) > 10
