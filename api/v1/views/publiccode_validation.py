"""`POST publiccode/validate`: says what is wrong with a publiccode.yml that is sent."""

import json

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.views import APIView

from api.lists import refuse_strangers
from api.reading import PREFLIGHT_FRESH_FOR, ReadView, open_to_all, refuse_unreadable
from api.records import as_json
from api.throttling import admit
from api.v1.schema.about import PUBLICCODE
from api.v1.schema.described import Described
from api.v1.schema.names import schema
from catalogue.errors import BadQuestion
from catalogue.exchange.publiccode import validate

JSON = "application/json"
#: The type that is registered for YAML (RFC 9512), and those that came before it.
YAML = ("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain")
#: In JSON a text may take several times its own bytes; the validator has its own, smaller limit.
LARGEST_BODY = 2 * 1024 * 1024
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "description": "The whole file."}},
}
#: Whatever is sent is looked at: that it is no YAML is a verdict too.
AS_IT_IS = {"description": "The file as it is."}


class TooLarge(APIException):
    status_code = 413
    default_detail = gettext_lazy("What was sent is larger than 2 MiB.")


class PubliccodeValidation(ReadView):
    """Takes the file as it is, or in a member of JSON; answers as `manage.py validate_publiccode`
    does. Nothing of it is kept.
    """

    http_method_names = ["post", "options"]
    throttle_scope = "search"

    def dispatch(self, request, *args, **kwargs):
        """Through the framework: there is something to read before there is something to answer."""
        return open_to_all(APIView.dispatch(self, request, *args, **kwargs))

    def post(self, request):
        refuse_unreadable(request)
        refuse_strangers(request.GET, [])
        allowance = admit(request, self.throttle_scope)
        verdict = validate(_text_of(request))
        findings = [finding.facts() for finding in verdict.findings]
        told = as_json({"verdict": verdict.word.value, "findings": findings})
        response = HttpResponse(told, content_type=self.content_type)
        response["Cache-Control"] = "no-store"
        allowance.tell(response)
        return response

    def options(self, request, *args, **kwargs):
        response = HttpResponse(status=204)
        response["Allow"] = response["Access-Control-Allow-Methods"] = "POST, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type"
        response["Access-Control-Max-Age"] = str(PREFLIGHT_FRESH_FOR)
        return response

    def described(self):
        return Described(
            operation="validatePubliccode",
            summary="Validate a publiccode.yml",
            description=(
                "Send the file as it is, or in JSON. The verdict is that of the standard's "
                "reference parser, without what needs the network; 512 KiB at most are looked at."
            ),
            tag=PUBLICCODE,
            shape=schema("PubliccodeVerdict"),
            asked="/api/v1/publiccode/validate",
            body={JSON: TEXT, **dict.fromkeys(YAML, AS_IT_IS)},
        )


def _text_of(request):
    media_type = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if media_type != JSON and media_type not in YAML:
        raise UnsupportedMediaType(media_type)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise TooLarge
    return request.body if media_type in YAML else _member(request.body)


def _member(body):
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ParseError(_("What was sent is no JSON.")) from error
    if not isinstance(sent, dict) or sent.keys() != {"text"} or not isinstance(sent["text"], str):
        raise BadQuestion(
            _('Send an object with the file as its one member: {"text": "…"}.'), parameter="text"
        )
    return sent["text"]
