"""The products' pages: what really took the place of one."""

import pytest
from django.utils.translation import override

from catalogue.choices import Coverage
from catalogue.models import Product, Tool
from catalogue.search import reindex
from catalogue.web.views import products
from tests.catalogue.web.views.worlds import world
from tests.factories import (
    AdoptionFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
    VendorFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # tallies, page, cards, counts of facets, their names, vendors
    with django_assert_num_queries(8):
        response = client.get("/en/products/")

    assert response.text.count('class="product-card"') == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    with django_assert_num_queries(15):
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


def test_many_alternatives_are_counted_and_lead_to_all_of_them(client, monkeypatch):
    monkeypatch.setattr(products, "MOST", 23)
    product = ProductFactory()
    for n in range(25):
        ReplacementFactory(product=product, tool__name=f"Tool {n:02}")
    for _ in range(14):
        AdoptionFactory(tool=Tool.objects.get(name="Tool 24"), replaces=[product])
    reindex()

    response = client.get(f"/en/products/{product.slug}/")

    assert response.text.count('class="alternative"') == 20
    assert "3 more tools" in response.text
    assert "Tool 21</a>" in response.text
    assert "Tool 22</a>" not in response.text
    assert f'<a href="/en/tools/?replaces={product.slug}">' in response.text
    first = response.text.partition("</article>")[0]
    assert first.count("data-status") - first.count("proof__") >= 12
    assert "/en/cities/?tool=" in first
    assert f"&replaced={product.slug}" in first.replace("&amp;", "&")


def test_vendors_over_the_list_are_bounded(client, monkeypatch):
    monkeypatch.setattr(products, "VENDORS", 3)
    monkeypatch.setattr(products, "PRODUCTS_OF_EACH", 2)
    known = VendorFactory(name="Known", gafam=True)
    for n in range(3):
        ProductFactory(name=f"Known {n}", vendor=known)
        ProductFactory(vendor__name=f"Vendor {n}")
    AdoptionFactory(replaces=[Product.objects.get(vendor__name="Vendor 2")])
    reindex()

    browse = client.get("/en/products/").text.partition('class="facet-panel"')[0]

    assert "Known 1</a>" in browse
    assert "Known 2</a>" not in browse
    assert browse.index("Vendor 2</a>") < browse.index("Vendor 0</a>")
    assert "Vendor 1</a>" not in browse
    assert "And 1 other." in browse


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


def test_product_without_any_alternative_says_so(client):
    product = ProductFactory()
    ToolFactory()

    response = client.get(f"/en/products/{product.slug}/")

    assert response.status_code == 200
    assert len(response.page.hrefs) > 10
