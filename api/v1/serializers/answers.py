"""What the API answers besides records: counts of facets, alternatives, searches, changes, numbers
and problems.
"""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.errors import TITLES
from api.v1.serializers import SERIALIZERS
from api.v1.serializers.base import (
    Choice,
    PartialDate,
    Ref,
    RefInLanguages,
    Slug,
    Texts,
    listed,
    number,
    text,
)
from catalogue.choices import AdoptionStatus, Coverage, Kind
from catalogue.exchange.publiccode import Severity, Word

NOUNS = [kind.noun for kind in Kind]


@extend_schema_field({"type": "string", "enum": NOUNS}, component_name="Noun")
class Noun(serializers.CharField):
    """The plural in addresses."""


@extend_schema_field(
    {
        "anyOf": [
            {"$ref": f"#/components/schemas/{each.__name__}"} for each in SERIALIZERS.values()
        ],
        "description": "A record of one of the nouns.",
    },
    component_name="AnyRecord",
)
class AnyRecord(serializers.JSONField):
    """A record of the noun beside it."""


def tally(names):
    """`{name: number}` with every one of the names."""
    return {
        "type": "object",
        "required": list(names),
        "additionalProperties": False,
        "properties": {name: {"type": "integer", "minimum": 0} for name in names},
    }


@extend_schema_field(tally(NOUNS), component_name="CountsByNoun")
class CountsByNoun(serializers.JSONField):
    pass


@extend_schema_field(tally(AdoptionStatus.values), component_name="CountsByStatus")
class CountsByStatus(serializers.JSONField):
    pass


@extend_schema_field(
    {"type": "string", "format": "uri", "pattern": f"/api/problems/#({'|'.join(sorted(TITLES))})$"}
)
class ProblemType(serializers.URLField):
    pass


@extend_schema_field({"type": "string", "pattern": "^[0-9a-f]{64}$"})
class Digest(serializers.CharField):
    pass


class Problem(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = ProblemType(help_text="Stable; leads to its explanation.")
    title = text()
    status = serializers.IntegerField(min_value=400, max_value=599)
    detail = text(help_text="What, where and how to mend it, in the reader’s language.")
    parameter = text(required=False, help_text="The parameter at fault.")


class FacetValue(serializers.Serializer):
    """A value of a facet, and how many records it would leave."""

    value = text()
    label = text(help_text="In the reader’s language.")
    count = number()
    chosen = serializers.BooleanField()
    under = text(allow_null=True, help_text="The value above it, where there are two levels.")


class Facet(serializers.Serializer):
    """One way to narrow a list."""

    name = text(help_text="The parameter of the list.")
    label = text(help_text="In the reader’s language.")
    values_count = number("How many there are in all; of very many, the most frequent come.")
    values = FacetValue(many=True)


class Facets(serializers.Serializer):
    """The facets of a list, each counted under all the others."""

    count = number("Records that all choices leave.")
    facets = Facet(many=True)


class Switch(serializers.Serializer):
    """An adoption that left a product for a tool."""

    slug = Slug()
    url = serializers.URLField()
    city = RefInLanguages()
    status = Choice(AdoptionStatus)
    as_of = PartialDate(allow_null=True)
    is_proof = serializers.BooleanField(help_text="In production, on sources that one can trust.")


class Alternative(serializers.Serializer):
    """A tool that stands in for a product, and the cities that made the switch."""

    tool = Ref()
    coverage = Choice(
        Coverage, allow_null=True, help_text="Null where cities switched and nobody judged it."
    )
    caveat = Texts(allow_null=True, help_text="What will not work.")
    cities_in_production = number()
    adoptions_count = number("Adoptions that left the product for it.")
    adoptions_url = serializers.URLField(help_text="The list of them all.")
    adoptions = Switch(many=True, help_text="The first of them, those in production first.")


class AlternativePage(serializers.Serializer):
    """A page of what stands in for a product, best proven first."""

    count = number("In all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = Alternative(many=True)


class FoundOfNoun(serializers.Serializer):
    """The best records of one noun."""

    noun = Noun()
    count = number("How many there are in all.")
    records = listed(AnyRecord())


class Found(serializers.Serializer):
    """What a search found, by noun."""

    corrected = text(allow_null=True, help_text="The words searched for instead of those typed.")
    results = FoundOfNoun(many=True)


class Suggestion(serializers.Serializer):
    """A name that begins so."""

    noun = Noun()
    slug = Slug()
    name = Texts()
    url = serializers.URLField()


class Suggestions(serializers.Serializer):
    """Names that begin so, exact ones first."""

    results = Suggestion(many=True)


class Change(serializers.Serializer):
    """That a thing was made, changed or taken away."""

    noun = Noun()
    slug = Slug()
    url = serializers.URLField()
    deleted = serializers.BooleanField(help_text="There is nothing at this slug any more.")
    moved_to = Slug(allow_null=True, help_text="The slug that it has now, where it was renamed.")
    at = serializers.DateTimeField()
    record = AnyRecord(allow_null=True, help_text="As it is now; null where it is gone.")


class Changes(serializers.Serializer):
    """A stretch of the feed of changes."""

    cursor = text(help_text="The place after these changes: keep it.")
    more = serializers.BooleanField(help_text="Whether there are more already.")
    next = serializers.URLField(help_text="Where to go on, now or later.")
    results = Change(many=True)


class Statistics(serializers.Serializer):
    """The numbers behind the front page."""

    nouns = CountsByNoun(help_text="How many of each there are.")
    adoptions_by_status = CountsByStatus()
    cities_with_adoptions = number()
    cities_in_production = number()
    countries = number("Countries of these cities.")


class FileLicence(serializers.Serializer):
    """A licence that the data may be used under; choose one."""

    name = text()
    spdx = text()
    url = serializers.URLField()


class ExportedFile(serializers.Serializer):
    """Everything of one noun, as one file."""

    noun = Noun()
    format = serializers.ChoiceField([("jsonl", ""), ("csv", ""), ("ods", "")])
    url = serializers.URLField()
    type = text(help_text="Its media type.")
    count = number("Records in it.")
    bytes = number("Its length; null until somebody asked for it.", allow_null=True)
    sha256 = Digest(allow_null=True, help_text="Its checksum; null until somebody asked for it.")
    etag = text(help_text="The `ETag` that it comes with.")


class Exports(serializers.Serializer):
    """The files of everything, all of one moment."""

    updated_at = serializers.DateTimeField(allow_null=True, help_text="Of the newest change.")
    cursor = text(help_text="The place in the feed of changes that follows them.")
    changes = serializers.URLField(help_text="Where to go on from.")
    licence = FileLicence(many=True)
    files = ExportedFile(many=True)


@extend_schema_field({"type": "string", "enum": [each.value for each in Severity]})
class SeverityWord(serializers.CharField):
    pass


@extend_schema_field({"type": "string", "enum": [each.value for each in Word]})
class VerdictWord(serializers.CharField):
    pass


class PubliccodeFinding(serializers.Serializer):
    """One fault of a publiccode.yml."""

    severity = SeverityWord(help_text="A warning leaves the file valid.")
    key = text(
        allow_blank=True,
        help_text=(
            "As the reference parser writes it: `description.en.features`. Empty where it is the "
            "whole file's."
        ),
    )
    line = number("From one on.")
    column = number("From one on.")
    message = text(help_text="What is wrong and how to mend it, in the reader’s language.")
    rule = text(help_text="The rule that is broken; stays the same in every language.")


class PubliccodeVerdict(serializers.Serializer):
    """Whether a publiccode.yml is valid, and its faults in the order of the file."""

    verdict = VerdictWord(help_text="Invalid where there is an error.")
    findings = PubliccodeFinding(many=True, help_text="A thousand at most.")


@extend_schema_field({"type": "string", "enum": ["category", "scope"]})
class LabelKind(serializers.CharField):
    pass


class PubliccodeLabel(serializers.Serializer):
    """A word of publiccode.yml and what it is called."""

    kind = LabelKind(help_text="Which of the two lists it stands in.")
    term = text(help_text="The word as files have it.")
    label = Texts(help_text="In French and in English.")


class PubliccodeLabels(serializers.Serializer):
    """What the categories and the scopes of publiccode.yml are called."""

    licence = FileLicence(many=True)
    labels = PubliccodeLabel(many=True)


ANSWERS = (
    Problem,
    Facets,
    AlternativePage,
    Found,
    Suggestions,
    Changes,
    Statistics,
    Exports,
    PubliccodeVerdict,
    PubliccodeLabels,
)
