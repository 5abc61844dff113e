"""A tool, as the API answers it."""

from rest_framework import serializers

from api.v1.serializers.base import Cited, Record, Ref, date, texts, words
from catalogue.choices import Coverage, DevelopmentStatus, LicenceFamily, Maintenance, SoftwareType


class ReplacedProduct(serializers.Serializer):
    """A product that the tool stands in for."""

    product = Ref()
    coverage = serializers.ChoiceField(Coverage.choices)
    caveat = texts(allow_null=True)


class Licence(serializers.Serializer):
    """A licence that makes software free."""

    spdx = serializers.CharField()
    name = serializers.CharField()
    family = serializers.ChoiceField(LicenceFamily.choices)
    osi = serializers.BooleanField(help_text="Approved by the Open Source Initiative.")
    fsf = serializers.BooleanField(help_text="Free according to the Free Software Foundation.")


class Tool(Record):
    """Free software that a city can run. A licence of null could not be established."""

    name = serializers.CharField()
    aliases = words()
    summary = texts()
    description = texts(allow_null=True, help_text="Markdown.")
    caution = texts(allow_null=True, help_text="Markdown.")
    licence = serializers.CharField(allow_null=True, help_text="SPDX expression.")
    licence_note = texts(allow_null=True)
    licences = Licence(many=True, help_text="What the expression names.")
    category = Ref()
    other_categories = Ref(many=True)
    software_type = serializers.ChoiceField(SoftwareType.choices, allow_null=True)
    development_status = serializers.ChoiceField(DevelopmentStatus.choices, allow_null=True)
    maintenance = serializers.ChoiceField(Maintenance.choices, allow_null=True)
    platforms = words()
    languages = words()
    website = serializers.URLField(allow_null=True)
    repository = serializers.URLField(allow_null=True)
    download = serializers.URLField(allow_null=True)
    documentation = serializers.URLField(allow_null=True)
    training = serializers.URLField(allow_null=True)
    community = serializers.URLField(allow_null=True)
    first_release = date(allow_null=True)
    first_release_verified = serializers.BooleanField(allow_null=True)
    latest_release = date(allow_null=True)
    latest_version = serializers.CharField(allow_null=True)
    last_activity = date(allow_null=True)
    part_of = Ref(allow_null=True)
    based_on = Ref(allow_null=True)
    steward = Ref(allow_null=True)
    maintainer = serializers.CharField(allow_null=True)
    wikidata = serializers.CharField(allow_null=True)
    sill = serializers.CharField(allow_null=True)
    comptoir_du_libre = serializers.CharField(allow_null=True)
    publiccode_url = serializers.URLField(allow_null=True)
    replaces = ReplacedProduct(many=True)
    cities_in_production = serializers.IntegerField()
    cities = serializers.IntegerField(help_text="With a current adoption, in production or not.")
    sources = Cited(many=True)
