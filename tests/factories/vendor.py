"""Makers of products."""

import factory
from factory.django import DjangoModelFactory

from catalogue.models import Vendor


class VendorFactory(DjangoModelFactory):
    """`VendorFactory(big=True)` is one of the five."""

    class Meta:
        model = Vendor

    class Params:
        big = factory.Trait(gafam=True, country="US")

    slug = factory.Sequence("vendor-{}".format)
    name = factory.Sequence("Vendor {}".format)
