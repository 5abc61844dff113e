"""Members that many records share, each with the shape that the description states."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalogue.choices import MoneyNature, MoneyRecurrence, MoneyStanding, SourceKind
from catalogue.validators import LANGUAGE_TAG

#: A replacement's slug holds those of its tool and of its product, with two hyphens between them.
SLUG = {
    "type": "string",
    "pattern": "^[a-z0-9]+(--?[a-z0-9]+)*$",
    "maxLength": 202,
    "description": "The end of an address; never given to something else.",
}
TEXTS = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^{LANGUAGE_TAG.pattern}$"},
    "additionalProperties": {"type": "string", "minLength": 1},
    "description": "A text per language, by BCP 47 tag.",
}
PARTIAL_DATE = {
    "type": "string",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "A date as precise as its source: a year, a month or a day.",
}
COUNTRY = {"type": "string", "pattern": "^[A-Z]{2}$", "description": "An ISO 3166-1 code."}
LANGUAGE = {
    "type": "string",
    "pattern": f"^{LANGUAGE_TAG.pattern}$",
    "description": "A BCP 47 tag.",
}
AMOUNT = {"type": "string", "pattern": r"^[0-9]{1,12}\.[0-9]{2}$"}
CURRENCY = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "An ISO 4217 code."}
#: Addresses of other sites may hold letters of any alphabet.
OUTSIDE = {"type": "string", "format": "iri"}


class Choice(serializers.ChoiceField):
    """A word of a closed list of `catalogue.choices`."""

    def __init__(self, words, **options):
        self.words = words
        super().__init__(words.choices, **options)


@extend_schema_field(SLUG, component_name="Slug")
class Slug(serializers.RegexField):
    def __init__(self, **options):
        super().__init__(SLUG["pattern"], **options)


@extend_schema_field(TEXTS, component_name="Texts")
class Texts(serializers.DictField):
    child = serializers.CharField()


@extend_schema_field(PARTIAL_DATE, component_name="PartialDate")
class PartialDate(serializers.CharField):
    pass


@extend_schema_field(COUNTRY, component_name="Country")
class Country(serializers.CharField):
    pass


@extend_schema_field(LANGUAGE, component_name="Language")
class Language(serializers.CharField):
    pass


@extend_schema_field(AMOUNT)
class Amount(serializers.CharField):
    pass


@extend_schema_field(CURRENCY)
class Currency(serializers.CharField):
    pass


@extend_schema_field(OUTSIDE)
class Outside(serializers.CharField):
    """An address of another site."""


def listed(child, **options):
    return serializers.ListField(child=child, **options)


def text(**options):
    return serializers.CharField(**options)


def number(help_text=None, **options):
    """How many, or a year: never below nothing."""
    return serializers.IntegerField(min_value=0, help_text=help_text, **options)


class Ref(serializers.Serializer):
    """A thing as another record names it; `expand` puts its whole record here."""

    slug = Slug()
    name = text()
    url = serializers.URLField()


class RefInLanguages(serializers.Serializer):
    """A thing with a name per language, as another record names it; `expand` puts its whole record
    here.
    """

    slug = Slug()
    name = Texts()
    url = serializers.URLField()


class Cited(serializers.Serializer):
    """A source, and what it says about the fact."""

    slug = Slug()
    title = text()
    publisher = text(allow_null=True)
    address = Outside(allow_null=True)
    date = PartialDate(allow_null=True)
    kind = Choice(SourceKind)
    note = Texts(allow_null=True)


class NamedCatalogue(serializers.Serializer):
    """Another catalogue, as a record names it."""

    slug = text(help_text="What we call it; it stays.")
    title = text()
    address = Outside(allow_null=True)


class Origin(serializers.Serializer):
    """A value that was taken from another catalogue, and that we still hold as it was taken."""

    field = text(
        help_text="The member that holds it; of a text, with its language after a dot: "
        "`summary.fr`."
    )
    catalogue = NamedCatalogue()
    licence = text(
        allow_null=True, help_text="Of that catalogue’s data: an SPDX identifier. Null: not stated."
    )
    as_written = text(
        allow_null=True,
        help_text="That catalogue’s own words, where the value says less: a licence without its "
        "version.",
    )
    taken_at = serializers.DateTimeField()


class Money(serializers.Serializer):
    """An amount that somebody stated, with its perimeter; never to be added to others."""

    slug = Slug()
    city = RefInLanguages(help_text="The city that paid or saved it.")
    adoption = Slug(allow_null=True, help_text="The adoption that it is about.")
    amount = Amount(help_text="A decimal number, as a string so that no cent is lost.")
    currency = Currency()
    year = number()
    nature = Choice(MoneyNature)
    recurrence = Choice(MoneyRecurrence)
    period = text(allow_null=True)
    standing = Choice(MoneyStanding)
    covers = Texts()
    said_by = Texts(allow_null=True)
    sources = Cited(many=True)


class Record(serializers.Serializer):
    """What every record begins with."""

    slug = Slug()
    url = serializers.URLField(help_text="This record.")
    page = serializers.URLField(allow_null=True, help_text="The page for people, in French.")
    updated_at = serializers.DateTimeField(help_text="When anything of this record last changed.")


class PublishedRecord(Record):
    """What every record of a noun that has drafts begins with."""

    published_at = serializers.DateTimeField(
        help_text="When it was published; on a mirror, when it was at the origin."
    )
