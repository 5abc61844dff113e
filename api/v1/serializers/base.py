"""Members that many records share."""

from rest_framework import serializers

from catalogue.choices import MoneyNature, MoneyRecurrence, MoneyStanding, SourceKind

DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def texts(**options):
    """A text per language: `{"fr": "…", "en": "…"}`, any BCP 47 tag as key."""
    return serializers.DictField(child=serializers.CharField(), **options)


def date(**options):
    """An ISO 8601 date of reduced precision: a year, a month or a day."""
    return serializers.RegexField(DATE, **options)


def words(**options):
    return serializers.ListField(child=serializers.CharField(), **options)


class Ref(serializers.Serializer):
    """A thing as another record names it; `expand` puts its whole record here."""

    slug = serializers.CharField()
    name = serializers.JSONField(help_text="A name, or a name per language.")
    url = serializers.URLField()


class Cited(serializers.Serializer):
    """A source, and what it says about the fact."""

    slug = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField(allow_null=True)
    address = serializers.URLField(allow_null=True)
    date = date(allow_null=True)
    kind = serializers.ChoiceField(SourceKind.choices)
    note = texts(allow_null=True)


class Money(serializers.Serializer):
    """An amount that somebody stated, with its perimeter; never to be added to others."""

    slug = serializers.CharField()
    adoption = serializers.CharField(allow_null=True, help_text="Slug of the adoption it is about.")
    amount = serializers.DecimalField(14, 2)
    currency = serializers.CharField(help_text="ISO 4217")
    year = serializers.IntegerField()
    nature = serializers.ChoiceField(MoneyNature.choices)
    recurrence = serializers.ChoiceField(MoneyRecurrence.choices)
    period = serializers.CharField(allow_null=True)
    standing = serializers.ChoiceField(MoneyStanding.choices)
    covers = texts()
    said_by = texts(allow_null=True)
    sources = Cited(many=True)


class Record(serializers.Serializer):
    """What every record begins with."""

    slug = serializers.CharField()
    url = serializers.URLField(help_text="Here.")
    page = serializers.URLField(allow_null=True, help_text="The page for people, in French.")
    updated_at = serializers.DateTimeField(help_text="When anything of this record last changed.")
