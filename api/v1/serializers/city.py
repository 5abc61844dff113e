"""A city and an adoption, as the API answers them."""

from rest_framework import serializers

from api.v1.serializers.base import (
    Choice,
    Cited,
    Country,
    Money,
    Origin,
    Outside,
    PartialDate,
    PublishedRecord,
    Ref,
    RefInLanguages,
    Slug,
    Texts,
    listed,
    number,
    text,
)
from catalogue.choices import (
    AdoptionRole,
    AdoptionStatus,
    CityKind,
    CityLabelName,
    Confidence,
    MilestoneKind,
)


class Label(serializers.Serializer):
    """A label that a city held in a year."""

    label = Choice(CityLabelName)
    level = serializers.IntegerField(
        min_value=1, max_value=5, allow_null=True, help_text="One to five."
    )
    year = number()
    sources = Cited(many=True)


class Milestone(serializers.Serializer):
    """A dated step that is not the adoption of a named tool."""

    slug = Slug()
    on = PartialDate(allow_null=True)
    kind = Choice(MilestoneKind)
    title = Texts()
    text = Texts(allow_null=True)
    sources = Cited(many=True)


class City(PublishedRecord):
    """A local public body."""

    name = Texts()
    kind = Choice(CityKind)
    country = Country()
    region = text(allow_null=True)
    department = text(allow_null=True)
    summary = Texts(allow_null=True)
    website = Outside(allow_null=True)
    insee = text(allow_null=True, help_text="INSEE code of a French commune.")
    siren = text(allow_null=True, help_text="SIREN number of a French body.")
    istat = text(allow_null=True, help_text="ISTAT code of an Italian comune.")
    geonames = text(allow_null=True, help_text="GeoNames identifier.")
    wikidata = text(allow_null=True, help_text="Wikidata identifier.")
    population = number(allow_null=True)
    population_year = number(allow_null=True)
    population_note = Texts(allow_null=True)
    latitude = serializers.FloatField(min_value=-90, max_value=90, allow_null=True)
    longitude = serializers.FloatField(min_value=-180, max_value=180, allow_null=True)
    labels = Label(many=True)
    milestones = Milestone(many=True)
    money = Money(many=True)
    tools = Ref(many=True, help_text="Of its current adoptions.")
    tools_in_production = number("Of them, those in production.")
    sources = Cited(many=True)
    origins = Origin(many=True, help_text="Which of these values were taken from other catalogues.")


class Adoption(PublishedRecord):
    """A city and a tool: how far it went, as of when, and who says so."""

    city = RefInLanguages()
    tool = Ref()
    status = Choice(AdoptionStatus)
    as_of = PartialDate(allow_null=True, help_text="The date at which the status was true.")
    started = PartialDate(allow_null=True)
    ended = PartialDate(allow_null=True)
    roles = listed(Choice(AdoptionRole))
    scale = Texts(allow_null=True, help_text="How widely, in words.")
    workstations = number(allow_null=True)
    people = number(allow_null=True)
    version = text(allow_null=True)
    replaces = Ref(many=True, help_text="The products that the city left.")
    replaces_tools = Ref(many=True, help_text="The tools that the city left.")
    provider = Ref(allow_null=True, help_text="Who helped the city.")
    provider_name = text(allow_null=True, help_text="The same, where it has no record here.")
    confidence = Choice(Confidence)
    confirmed_by_city = serializers.BooleanField()
    note = Texts(allow_null=True)
    sources = Cited(many=True)
    origins = Origin(many=True, help_text="Which of these values were taken from other catalogues.")
