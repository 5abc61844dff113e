"""Products, their suites and their dated facts."""

import pytest
from django.db.models import RestrictedError

from catalogue.models import Product, ProductFact
from tests.factories import ProductFactFactory, ProductFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_product_is_not_its_own_suite():
    product = ProductFactory()

    with refused("product_is_not_its_own_suite"):
        Product.objects.filter(pk=product.pk).update(part_of=product)


def test_hosting_is_a_known_word():
    with refused("product_hosting_known"):
        ProductFactory(hosting="moon")


def test_suite_with_parts_stays():
    part = ProductFactory(part_of=ProductFactory())

    with pytest.raises(RestrictedError):
        part.part_of.delete()


def test_vendor_with_products_stays():
    with pytest.raises(RestrictedError):
        ProductFactory().vendor.delete()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"kind": "rumour"}, "product_fact_kind_known"),
        ({"date": "2024-2"}, "product_fact_date_is_a_date"),
    ],
)
def test_fact_has_a_known_kind_and_a_date(fields, rule):
    fact = ProductFactFactory()

    with refused(rule):
        ProductFact.objects.filter(pk=fact.pk).update(**fields)
