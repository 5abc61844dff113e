"""A tool, as the API answers it."""

from rest_framework import serializers

from api.v1.serializers.base import (
    Choice,
    Cited,
    Language,
    Origin,
    Outside,
    PartialDate,
    PublishedRecord,
    Ref,
    RefInLanguages,
    Texts,
    listed,
    number,
    text,
)
from catalogue.choices import (
    Coverage,
    DevelopmentStatus,
    LicenceFamily,
    Maintenance,
    Platform,
    SoftwareType,
)


class ReplacedProduct(serializers.Serializer):
    """A product that the tool stands in for."""

    product = Ref()
    coverage = Choice(Coverage)
    caveat = Texts(allow_null=True, help_text="What will not work.")


class Licence(serializers.Serializer):
    """A licence that makes software free."""

    spdx = text()
    name = text()
    family = Choice(LicenceFamily)
    osi = serializers.BooleanField(help_text="Approved by the Open Source Initiative.")
    fsf = serializers.BooleanField(help_text="Free according to the Free Software Foundation.")


class Tool(PublishedRecord):
    """Free software that a city can run. A licence of null could not be established."""

    name = text()
    aliases = listed(text())
    summary = Texts()
    description = Texts(allow_null=True, help_text="Markdown.")
    caution = Texts(allow_null=True, help_text="Markdown.")
    licence = text(allow_null=True, help_text="An SPDX expression.")
    licence_note = Texts(allow_null=True)
    licences = Licence(many=True, help_text="What the expression names.")
    category = RefInLanguages()
    other_categories = RefInLanguages(many=True)
    software_type = Choice(SoftwareType, allow_null=True)
    development_status = Choice(DevelopmentStatus, allow_null=True)
    maintenance = Choice(Maintenance, allow_null=True)
    platforms = listed(Choice(Platform))
    languages = listed(Language())
    localisation_ready = serializers.BooleanField(
        allow_null=True, help_text="Whether it can be translated without changing its code."
    )
    website = Outside(allow_null=True)
    repository = Outside(allow_null=True)
    download = Outside(allow_null=True)
    documentation = Outside(allow_null=True)
    training = Outside(allow_null=True)
    community = Outside(allow_null=True)
    first_release = PartialDate(allow_null=True)
    first_release_verified = serializers.BooleanField(allow_null=True)
    latest_release = PartialDate(allow_null=True)
    latest_version = text(allow_null=True)
    last_activity = PartialDate(allow_null=True)
    part_of = Ref(allow_null=True, help_text="The suite that it belongs to.")
    based_on = Ref(allow_null=True, help_text="The tool that it is made from.")
    steward = Ref(allow_null=True, help_text="The organisation that answers for it.")
    maintainer = text(allow_null=True, help_text="The same, where it has no record here.")
    wikidata = text(allow_null=True, help_text="Wikidata identifier.")
    sill = text(allow_null=True, help_text="Number in the SILL, the French State’s list.")
    comptoir_du_libre = text(allow_null=True, help_text="Number in the Comptoir du Libre.")
    publiccode_url = Outside(allow_null=True, help_text="Where its publiccode.yml is published.")
    replaces = ReplacedProduct(many=True)
    cities_in_production = number("Cities that run it in production.")
    cities = number("Cities with a current adoption, in production or not.")
    sources = Cited(many=True)
    origins = Origin(many=True, help_text="Which of these values were taken from other catalogues.")
