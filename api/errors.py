"""Every error of the API in one shape: `application/problem+json` (RFC 9457), in the reader's
language.

`type` is stable and leads to its explanation; `title` and `detail` may change.
"""

import logging
from http import HTTPStatus

from django.conf import settings
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg.errors import QueryCanceled
from rest_framework import exceptions

from catalogue.errors import BadQuestion, CatalogueError, CursorExpired

RETRY_AFTER = 5
#: The database is away, full, or may only be read.
NO_DATABASE = (OperationalError, InternalError, InterfaceError)
TITLES = {
    "bad-parameter": lambda: _("A parameter is not as it should be"),
    "bad-request": lambda: _("The request is not as it should be"),
    "cursor-expired": lambda: _("This place in the feed is not known any more"),
    "forbidden": lambda: _("Not allowed"),
    "gone": lambda: _("This was removed"),
    "method-not-allowed": lambda: _("This address does not take that method"),
    "not-found": lambda: _("There is nothing here"),
    "server-error": lambda: _("The server failed"),
    "too-many-requests": lambda: _("Too many requests"),
    "unauthorised": lambda: _("A valid token is needed"),
    "unavailable": lambda: _("Not available right now"),
    "unsupported-media-type": lambda: _("This format is not understood"),
}
KIND_OF_STATUS = {
    400: "bad-request",
    401: "unauthorised",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    410: "gone",
    415: "unsupported-media-type",
    429: "too-many-requests",
    503: "unavailable",
}


logger = logging.getLogger(__name__)


class Gone(exceptions.APIException):
    """The thing was deleted; its address is never given to another."""

    status_code = 410
    default_detail = gettext_lazy("This was removed, and its address is never given to another.")


def problem(kind, status, detail, **members):
    """A problem document. `members` are its extension members (RFC 9457, section 3.2)."""
    body = {
        "type": f"{settings.SITE_URL}/api/problems/#{kind}",
        "title": TITLES[kind](),
        "status": int(status),
        "detail": str(detail),
        **members,
    }
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response


def explain(exception, context):
    """DRF's exception handler: every exception that a request can raise becomes a problem."""
    if isinstance(exception, CatalogueError):
        return _refusal(exception)
    if isinstance(exception, Http404):
        return problem("not-found", 404, _("There is no such thing in the catalogue."))
    if isinstance(exception, DataError):
        logger.error("The database refused what a request asked with: %s", exception)
        said = _("A value in this request is beyond what the catalogue can look for.")
        return problem("bad-request", 400, said)
    if isinstance(exception, NO_DATABASE):
        return _no_answer(exception)
    if isinstance(exception, exceptions.APIException):
        status = HTTPStatus(exception.status_code)
        response = problem(KIND_OF_STATUS.get(status, "bad-request"), status, _detail(exception))
        if allowance := getattr(exception, "allowance", None):
            allowance.tell(response)
        if isinstance(exception, exceptions.Throttled):
            response["Retry-After"] = str(exception.wait)
        if header := getattr(exception, "auth_header", None):
            response["WWW-Authenticate"] = header
        return response
    return None


def _no_answer(fault):
    """The database is away, or was told to stop after all the time that a question may take."""
    logger.error("The database does not answer: %s", fault)
    if isinstance(fault.__cause__, QueryCanceled):
        said = _("This takes longer than a question may take: ask for less, or take an export.")
        response = problem("unavailable", 503, said)
    else:
        response = problem("unavailable", 503, _("Please try again in a few seconds."))
        response["Retry-After"] = str(RETRY_AFTER)
    response.database_fault = fault
    return response


def _refusal(error):
    """What the catalogue itself refuses."""
    if isinstance(error, BadQuestion):
        return problem("bad-parameter", 400, error, parameter=error.parameter)
    if isinstance(error, CursorExpired):
        return problem("cursor-expired", 410, error)
    return problem("bad-request", 400, error)


def failure():
    """The problem of a fault that is ours; what it was is in the log, not in the answer."""
    return problem("server-error", 500, _("This is our fault, and it is in our log."))


def _detail(exception):
    detail = exception.detail
    if isinstance(detail, dict):
        return "; ".join(f"{name}: {' '.join(map(str, texts))}" for name, texts in detail.items())
    if isinstance(detail, list):
        return " ".join(map(str, detail))
    return detail
