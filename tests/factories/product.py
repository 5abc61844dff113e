"""What cities pay for."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import ProductFactKind
from catalogue.models import Product, ProductFact
from tests.factories.category import CategoryFactory
from tests.factories.vendor import VendorFactory


class ProductFactory(DjangoModelFactory):
    """A published product. `ProductFactory(draft=True)`, `ProductFactory(part_of=suite)`."""

    class Meta:
        model = Product

    class Params:
        draft = factory.Trait(published_at=None)

    slug = factory.Sequence("product-{}".format)
    name = factory.Sequence("Product {}".format)
    vendor = factory.SubFactory(VendorFactory)
    category = factory.SubFactory(CategoryFactory)


class ProductFactFactory(DjangoModelFactory):
    """A list price of 2024."""

    class Meta:
        model = ProductFact

    product = factory.SubFactory(ProductFactory)
    kind = ProductFactKind.PRICE
    date = "2024"
    text = {"fr": "Le prix public.", "en": "The list price."}
