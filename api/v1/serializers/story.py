"""A case study, an organisation, an argument, a category and a source, as the API answers them."""

from rest_framework import serializers

from api.v1.serializers.base import Cited, Money, Record, Ref, date, texts, words
from catalogue.choices import OrganisationKind, Outcome, SourceKind


class CaseStudy(Record):
    """The story of one or more adoptions, for people who decide."""

    title = texts()
    summary = texts()
    outcome_kind = serializers.ChoiceField(Outcome.choices)
    date = date(allow_null=True)
    cities = Ref(many=True)
    adoptions = Ref(many=True)
    context = texts(allow_null=True)
    motivation = texts(allow_null=True)
    replaced = texts(allow_null=True)
    approach = texts(allow_null=True)
    training = texts(allow_null=True)
    obstacles = texts(allow_null=True)
    outcome = texts(allow_null=True)
    lessons = texts(allow_null=True)
    went_wrong = texts()
    money = Money(many=True)
    sources = Cited(many=True)


class Service(serializers.Serializer):
    """What an organisation does for the cities that run a tool."""

    tool = Ref()
    kinds = words()
    attested_by = Ref(allow_null=True)


class Organisation(Record):
    """A body that stewards tools, or that helps cities to run them."""

    name = serializers.CharField()
    aliases = words()
    kind = serializers.ChoiceField(OrganisationKind.choices)
    country = serializers.CharField(allow_null=True)
    founded = serializers.IntegerField(allow_null=True)
    website = serializers.URLField(allow_null=True)
    summary = texts(allow_null=True)
    description = texts(allow_null=True, help_text="Markdown.")
    regions = words()
    tools = Ref(many=True)
    services = Service(many=True)
    sources = Cited(many=True)


class Argument(Record):
    """A reason to choose free software, with its evidence and an honest caution."""

    title = texts()
    text = texts()
    caution = texts()
    position = serializers.IntegerField(help_text="Its place among the arguments.")
    adoptions = Ref(many=True)
    case_studies = Ref(many=True)
    milestones = Ref(many=True, help_text="Each with the address of its city.")
    sources = Cited(many=True)


class Category(Record):
    """What tools do. A domain has no domain."""

    name = texts()
    summary = texts(allow_null=True)
    keywords = texts(allow_null=True)
    domain = Ref(allow_null=True)
    categories = Ref(many=True)
    publiccode = words(help_text="publiccode.yml categories.")
    position = serializers.IntegerField(help_text="Its place among the categories.")
    tools = serializers.IntegerField()


class Source(Record):
    """A document that states facts."""

    title = serializers.CharField()
    publisher = serializers.CharField(allow_null=True)
    address = serializers.URLField(allow_null=True)
    date = date(allow_null=True)
    kind = serializers.ChoiceField(SourceKind.choices)
    lang = serializers.CharField(allow_null=True)
