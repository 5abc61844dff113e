"""A city and an adoption, as the API answers them."""

from rest_framework import serializers

from api.v1.serializers.base import Cited, Money, Record, Ref, date, texts, words
from catalogue.choices import AdoptionStatus, CityKind, CityLabelName, Confidence, MilestoneKind


class Label(serializers.Serializer):
    """A label that a city held in a year."""

    label = serializers.ChoiceField(CityLabelName.choices)
    level = serializers.IntegerField(allow_null=True)
    year = serializers.IntegerField()
    sources = Cited(many=True)


class Milestone(serializers.Serializer):
    """A dated step that is not the adoption of a named tool."""

    slug = serializers.CharField()
    on = date(allow_null=True)
    kind = serializers.ChoiceField(MilestoneKind.choices)
    title = texts()
    text = texts(allow_null=True)
    sources = Cited(many=True)


class City(Record):
    """A local public body."""

    name = texts()
    kind = serializers.ChoiceField(CityKind.choices)
    country = serializers.CharField(help_text="ISO 3166-1")
    region = serializers.CharField(allow_null=True)
    department = serializers.CharField(allow_null=True)
    summary = texts(allow_null=True)
    website = serializers.URLField(allow_null=True)
    insee = serializers.CharField(allow_null=True)
    siren = serializers.CharField(allow_null=True)
    istat = serializers.CharField(allow_null=True)
    geonames = serializers.CharField(allow_null=True)
    wikidata = serializers.CharField(allow_null=True)
    population = serializers.IntegerField(allow_null=True)
    population_year = serializers.IntegerField(allow_null=True)
    population_note = texts(allow_null=True)
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    labels = Label(many=True)
    milestones = Milestone(many=True)
    money = Money(many=True)
    tools = Ref(many=True, help_text="Of its current adoptions.")
    tools_in_production = serializers.IntegerField()
    sources = Cited(many=True)


class Adoption(Record):
    """A city and a tool: how far it went, as of when, and who says so."""

    city = Ref()
    tool = Ref()
    status = serializers.ChoiceField(AdoptionStatus.choices)
    as_of = date(allow_null=True)
    started = date(allow_null=True)
    ended = date(allow_null=True)
    roles = words()
    scale = texts(allow_null=True)
    workstations = serializers.IntegerField(allow_null=True)
    people = serializers.IntegerField(allow_null=True)
    version = serializers.CharField(allow_null=True)
    replaces = Ref(many=True)
    replaces_tools = Ref(many=True)
    provider = Ref(allow_null=True)
    provider_name = serializers.CharField(allow_null=True)
    confidence = serializers.ChoiceField(Confidence.choices)
    confirmed_by_city = serializers.BooleanField()
    note = texts(allow_null=True)
    sources = Cited(many=True)
