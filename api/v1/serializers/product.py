"""A product, a vendor and a replacement, as the API answers them."""

from rest_framework import serializers

from api.v1.serializers.base import (
    Choice,
    Cited,
    Country,
    PartialDate,
    PublishedRecord,
    Record,
    Ref,
    RefInLanguages,
    Texts,
    listed,
    number,
    text,
)
from catalogue.choices import Coverage, Hosting, ProductFactKind


class DatedFact(serializers.Serializer):
    """A list price, an end of support, a change of terms."""

    kind = Choice(ProductFactKind)
    date = PartialDate(allow_null=True)
    text = Texts()
    verified = serializers.BooleanField()
    sources = Cited(many=True)


class ReplacingTool(serializers.Serializer):
    """A tool that stands in for the product."""

    tool = Ref()
    coverage = Choice(Coverage)
    caveat = Texts(allow_null=True, help_text="What will not work.")


class Product(PublishedRecord):
    """What cities pay for, or are paid for with data."""

    name = text()
    aliases = listed(text())
    summary = Texts(allow_null=True)
    vendor = Ref()
    category = RefInLanguages()
    part_of = Ref(allow_null=True, help_text="The suite that it belongs to.")
    parts = Ref(many=True, help_text="What a suite is made of.")
    hosting = Choice(Hosting, allow_null=True)
    facts = DatedFact(many=True)
    replaced_by = ReplacingTool(many=True)
    cities_gone = number("Cities in production with what replaced it.")
    sources = Cited(many=True)


class Vendor(Record):
    """Maker of products."""

    name = text()
    country = Country(allow_null=True, help_text="Whose law reaches the data.")
    gafam = serializers.BooleanField()
    products = Ref(many=True)


class Replacement(Record):
    """A tool stands in for a product. The coverage is an editorial judgement."""

    tool = Ref()
    product = Ref()
    coverage = Choice(Coverage)
    caveat = Texts(allow_null=True, help_text="What will not work.")
    cities_in_production = number("Cities that really made the switch.")
    sources = Cited(many=True)
