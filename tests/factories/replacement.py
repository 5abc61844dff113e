"""Tools that stand in for products."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import Coverage
from catalogue.models import Replacement
from tests.factories.product import ProductFactory
from tests.factories.tool import ToolFactory


class ReplacementFactory(DjangoModelFactory):
    """A tool that does all that a product does."""

    class Meta:
        model = Replacement

    tool = factory.SubFactory(ToolFactory)
    product = factory.SubFactory(ProductFactory)
    coverage = Coverage.FULL
