"""The views that answer records: they read, and take the short way through Django REST framework.

A read needs no negotiation, no parser and no session, so a GET goes straight to `answer`;
documentation, writes and OPTIONS use the framework as it is.
"""

from functools import partial

from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.log import log_response
from rest_framework.exceptions import Throttled
from rest_framework.views import APIView

from api.errors import explain, failure
from api.throttling import UNLIMITED, admit
from api.tokens import TokenRefused
from catalogue.errors import CatalogueError
from catalogue.search import fault_of

#: How long a cache may answer without asking again, in seconds.
FRESH_FOR = 60
#: How long a browser may remember what OPTIONS said, in seconds.
PREFLIGHT_FRESH_FOR = 86_400
#: What a page of another site may read of an answer besides its body.
EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate"


class ReadView(APIView):
    """Answers GET and HEAD with what `answer(request, **place)` returns: bytes of JSON, or a
    response.
    """

    http_method_names = ["get", "head", "options"]
    content_type = "application/json"
    throttle_scope = "read"
    fresh_for = FRESH_FOR

    def dispatch(self, request, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return open_to_all(super().dispatch(request, *args, **kwargs))
        allowance = UNLIMITED
        try:
            refuse_unreadable(request)
            allowance = admit(request, self.throttle_scope)
            response = self.answer(request, **kwargs)
        except Exception as exception:  # noqa: BLE001 - each becomes a problem, ours are logged
            response = self._explained(exception, request)
            allowance.tell(response)
            return open_to_all(response)
        if isinstance(response, bytes):
            response = HttpResponse(response, content_type=self.content_type)
        allowance.tell(response)
        response.given_again = partial(given_again, self.throttle_scope)
        return open_to_all(cacheable(response, self.fresh_for))

    def handle_exception(self, exception):
        """What the framework asks of a view when another method than GET fails."""
        return self._explained(exception, self.request)

    def _explained(self, exception, request):
        response = explain(exception, {"view": self, "request": request})
        if response is None:
            got_request_exception.send(sender=type(self), request=request)
            response = failure()
            log_response(
                "%s: %s",
                response.reason_phrase,
                request.path,
                response=response,
                request=request,
                exception=exception,
            )
        return response

    def options(self, request, *args, **kwargs):
        """What may be asked here, for people and for browsers before a request of another site."""
        response = HttpResponse(status=204)
        response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Authorization, If-None-Match"
        response["Access-Control-Max-Age"] = str(PREFLIGHT_FRESH_FOR)
        return response

    def get(self, request, **kwargs):
        """Described for the documentation; reads take the short way."""
        return self.answer(request, **kwargs)

    def answer(self, request, **kwargs):
        raise NotImplementedError


def refuse_unreadable(request):
    """Raise CatalogueError for an address that nothing could be made of."""
    if fault := fault_of(request.path, request.META.get("QUERY_STRING", "")):
        raise CatalogueError(fault)


def given_again(scope, request, response):
    """An answer that was kept, to a reader who is counted all the same; None to whoever has asked
    too often or has a token that is none.
    """
    try:
        admit(request, scope).tell(response)
    except (Throttled, TokenRefused):
        return None
    return response


def cacheable(response, seconds):
    """Tell how long an answer may be kept, and what it depends on."""
    if response.status_code >= 400:
        return response
    if seconds:
        patch_cache_control(response, public=True, max_age=seconds)
    else:
        patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language"])
    return response


def matches(header, tag):
    """Weak comparison of `If-None-Match` (RFC 9110, section 13.1.2)."""
    if header.strip() == "*":
        return True
    return tag.removeprefix("W/") in (each.strip().removeprefix("W/") for each in header.split(","))


def open_to_all(response):
    """Any web page may read the API; no credentials are ever part of that."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    return response
