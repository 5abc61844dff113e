"""A case study, an organisation, an argument, a category and a source, as the API answers them."""

from rest_framework import serializers

from api.v1.serializers.base import (
    Choice,
    Cited,
    Country,
    Language,
    Money,
    Origin,
    Outside,
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
from catalogue.choices import OrganisationKind, Outcome, ServiceKind, SourceKind


class CaseStudy(PublishedRecord):
    """The story of one or more adoptions, for people who decide."""

    title = Texts()
    summary = Texts()
    outcome_kind = Choice(Outcome)
    date = PartialDate(allow_null=True)
    cities = RefInLanguages(many=True)
    adoptions = RefInLanguages(many=True)
    context = Texts(allow_null=True)
    motivation = Texts(allow_null=True)
    replaced = Texts(allow_null=True)
    approach = Texts(allow_null=True)
    training = Texts(allow_null=True)
    obstacles = Texts(allow_null=True)
    outcome = Texts(allow_null=True)
    lessons = Texts(allow_null=True)
    went_wrong = Texts()
    money = Money(many=True)
    sources = Cited(many=True)


class Service(serializers.Serializer):
    """What an organisation does for the cities that run a tool."""

    tool = Ref()
    kinds = listed(Choice(ServiceKind))
    attested_by = RefInLanguages(allow_null=True, help_text="A city that says so.")


class Organisation(PublishedRecord):
    """A body that stewards tools, or that helps cities to run them."""

    name = text()
    aliases = listed(text())
    kind = Choice(OrganisationKind)
    country = Country(allow_null=True)
    founded = number("A year.", allow_null=True)
    website = Outside(allow_null=True)
    summary = Texts(allow_null=True)
    description = Texts(allow_null=True, help_text="Markdown.")
    regions = listed(text())
    tools = Ref(many=True, help_text="Those that it answers for.")
    services = Service(many=True)
    sources = Cited(many=True)
    origins = Origin(many=True, help_text="Which of these values were taken from other catalogues.")


class Argument(PublishedRecord):
    """A reason to choose free software, with its evidence and an honest caution."""

    title = Texts()
    text = Texts()
    caution = Texts()
    position = number("Its place among the arguments.")
    adoptions = RefInLanguages(many=True)
    case_studies = RefInLanguages(many=True)
    milestones = RefInLanguages(many=True, help_text="Each with the address of its city.")
    sources = Cited(many=True)


class Category(Record):
    """What tools do. A domain has no domain."""

    name = Texts()
    summary = Texts(allow_null=True)
    keywords = Texts(allow_null=True)
    domain = RefInLanguages(allow_null=True)
    categories = RefInLanguages(many=True, help_text="Of a domain.")
    publiccode = listed(text(), help_text="publiccode.yml categories.")
    position = number("Its place among the categories.")
    tools = number("Tools that do this.")


class Source(Record):
    """A document that states facts."""

    title = text()
    publisher = text(allow_null=True)
    address = Outside(allow_null=True)
    date = PartialDate(allow_null=True)
    kind = Choice(SourceKind)
    lang = Language(allow_null=True)
