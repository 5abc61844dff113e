"""A product, a vendor and a replacement, as the API answers them."""

from rest_framework import serializers

from api.v1.serializers.base import Cited, Record, Ref, date, texts, words
from catalogue.choices import Coverage, Hosting, ProductFactKind


class DatedFact(serializers.Serializer):
    """A list price, an end of support, a change of terms."""

    kind = serializers.ChoiceField(ProductFactKind.choices)
    date = date(allow_null=True)
    text = texts()
    verified = serializers.BooleanField()
    sources = Cited(many=True)


class ReplacingTool(serializers.Serializer):
    """A tool that stands in for the product."""

    tool = Ref()
    coverage = serializers.ChoiceField(Coverage.choices)
    caveat = texts(allow_null=True)


class Product(Record):
    """What cities pay for, or are paid for with data."""

    name = serializers.CharField()
    aliases = words()
    summary = texts(allow_null=True)
    vendor = Ref()
    category = Ref()
    part_of = Ref(allow_null=True)
    parts = Ref(many=True)
    hosting = serializers.ChoiceField(Hosting.choices, allow_null=True)
    facts = DatedFact(many=True)
    replaced_by = ReplacingTool(many=True)
    cities_gone = serializers.IntegerField(help_text="Cities in production with what replaced it.")
    sources = Cited(many=True)


class Vendor(Record):
    """Maker of products."""

    name = serializers.CharField()
    country = serializers.CharField(allow_null=True, help_text="ISO 3166-1")
    gafam = serializers.BooleanField()
    products = Ref(many=True)


class Replacement(Record):
    """A tool stands in for a product. The coverage is an editorial judgement."""

    tool = Ref()
    product = Ref()
    coverage = serializers.ChoiceField(Coverage.choices)
    caveat = texts(allow_null=True)
    cities_in_production = serializers.IntegerField(help_text="Cities that really made the switch.")
    sources = Cited(many=True)
