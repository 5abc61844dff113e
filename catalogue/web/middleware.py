"""What comes before every answer: its language, what browsers refuse, and a page that says what is
wrong and the way on where there is none.
"""

import logging

from csp.utils import build_policy
from django.conf import settings
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpResponsePermanentRedirect
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from catalogue.errors import BadQuestion
from catalogue.memory.answers import language_of
from catalogue.search.address import fault_of
from catalogue.web.addresses import Moved

#: Seconds after which a reader may try again when the database is away.
RETRY_AFTER = 5
#: The database is away, full, or may only be read.
NO_DATABASE = (OperationalError, InternalError, InterfaceError)

logger = logging.getLogger(__name__)


class ContentSecurityPolicy:
    """The same policy with every answer: it is put into words once."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        # Pages for debugging have their styles in them.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class Languages(LocaleMiddleware):
    """The language of the address, of the cookie or of the browser. Machines say theirs with each
    request: a cookie that a page left does not count, and no address leads them to a page.
    """

    def process_request(self, request):
        if not request.path.startswith(settings.MACHINE_PATHS):
            super().process_request(request)
            return
        request.LANGUAGE_CODE = language_of(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        activate(request.LANGUAGE_CODE)

    def process_response(self, request, response):
        if not request.path.startswith(settings.MACHINE_PATHS):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", get_language())
        return response


class ForPeople:
    """All that stands after it in `MIDDLEWARE` is for pages and their forms: sessions, messages,
    who has signed in. Machines pass it by.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.answer = _innermost(get_response)

    def __call__(self, request):
        if request.path.startswith(settings.MACHINE_PATHS):
            return self.answer(request)
        return self.get_response(request)


def _innermost(handler):
    """What is behind all middleware. Django wraps each in a function that names it."""
    while inner := getattr(handler.__wrapped__, "get_response", None):
        handler = inner
    return handler


class ExplainBadRequests:
    """Unreadable addresses and bad questions are a 400 that explains; a moved thing redirects, a
    deleted one is a 410; a database that is away, or that a question keeps for too long, is a 503.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if fault := fault_of(request.path, request.META.get("QUERY_STRING", "")):
            return render(request, "400.html", {"explanation": fault}, status=400)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, BadQuestion):
            return render(request, "400.html", {"explanation": str(exception)}, status=400)
        if isinstance(exception, Moved):
            if exception.to:
                return HttpResponsePermanentRedirect(exception.to)
            return render(request, "410.html", status=410)
        if isinstance(exception, DataError):
            logger.error("The database refused what a request asked with: %s", exception)
            said = _("A value in this request is beyond what the catalogue can look for.")
            return render(request, "400.html", {"explanation": said}, status=400)
        if isinstance(exception, NO_DATABASE):
            return _no_answer(request, exception)
        return None


def _no_answer(request, fault):
    """The database is away, or was told to stop after all the time that a question may take."""
    logger.error("The database does not answer: %s", fault)
    takes_long = isinstance(fault.__cause__, QueryCanceled)
    response = render(request, "503.html", {"takes_long": takes_long}, status=503)
    if not takes_long:
        response["Retry-After"] = str(RETRY_AFTER)
    response.database_fault = fault
    return response
