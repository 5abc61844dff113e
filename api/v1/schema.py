"""What the OpenAPI description says of each view: parameters from the facets, records from the
serializers, problems everywhere.
"""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

PROBLEMS = {
    400: "A parameter is not as it should be; `parameter` names it.",
    404: "There is no such thing.",
    410: "It was deleted; its slug is never given to another.",
    429: "Too many requests: wait for `Retry-After` seconds.",
    503: "The database is away: wait for `Retry-After` seconds.",
}


class Problem(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = serializers.URLField(help_text="Stable; leads to its explanation.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="In the reader's language.")
    parameter = serializers.CharField(required=False, help_text="The parameter at fault.")


class RecordSchema(AutoSchema):
    """Asks the view what it takes and answers, with its `described()`."""

    def get_operation_id(self):
        return self.view.described().operation

    def get_summary(self):
        return self.view.described().summary

    def get_description(self):
        return self.view.described().description

    def get_tags(self):
        return [self.view.described().tag]

    def get_override_parameters(self):
        return self.view.described().parameters

    def get_request_serializer(self):
        return None

    def get_response_serializers(self):
        described = self.view.described()
        answers = {200: OpenApiResponse(described.shape, description=described.answer)}
        if described.moves:
            answers[301] = OpenApiResponse(description="It has another slug now: see `Location`.")
        answers[304] = OpenApiResponse(description="Not changed since the ETag given.")
        for status in (400, *described.problems, 429, 503):
            answers[status, "application/problem+json"] = OpenApiResponse(
                Problem, description=PROBLEMS[status]
            )
        return answers

    def get_filter_backends(self):
        return []


def query(name, description, *, values=None, many=False, kind=OpenApiTypes.STR):
    """A parameter of the query string; `many` may be given several times and adds up."""
    return OpenApiParameter(
        name,
        {"type": "array", "items": {"type": "string"}} if many else kind,
        description=description,
        required=False,
        enum=values,
        explode=True if many else None,
        style="form" if many else None,
    )
