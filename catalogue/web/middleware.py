"""What comes before every answer: how and in which language the reader takes it, and a page that
says what is wrong and the way on where there is none.
"""

import logging
import re

from django.conf import settings
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpResponsePermanentRedirect
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.errors import BadQuestion
from catalogue.search.address import fault_of
from catalogue.web.addresses import Moved

#: Seconds after which a reader may try again when the database is away.
RETRY_AFTER = 5
#: The database is away, full, or may only be read.
NO_DATABASE = (OperationalError, InternalError, InterfaceError)
#: How much a reader would like a coding, in `Accept-Encoding` (RFC 9110, section 12.4.2).
WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)

logger = logging.getLogger(__name__)


class TakenEncodings:
    """Leaves in `Accept-Encoding` only what the reader takes: whoever compresses looks for a word
    there, and would find the one in `gzip;q=0`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if header := request.META.get("HTTP_ACCEPT_ENCODING"):
            request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(taken(header))
        return self.get_response(request)


def taken(header):
    """The codings that a reader takes at least as gladly as plain bytes."""
    weights = {}
    for each in header.lower().split(","):
        name, _semicolon, weight = each.partition(";")
        found = WEIGHT.fullmatch(weight)
        # Nothing said is 1, nonsense is 0.
        weights[name.strip()] = float(found[1]) if found else float(not weight)
    plain = weights.pop("identity", 0)
    return [name for name, weight in weights.items() if name and weight and weight >= plain]


class Languages(LocaleMiddleware):
    """The language of the address, of the cookie or of the browser. Machines say theirs with each
    request: a cookie that a page left does not count, and no address leads them to a page.
    """

    def process_request(self, request):
        if request.path.startswith(settings.MACHINE_PATHS):
            request.COOKIES.pop(settings.LANGUAGE_COOKIE_NAME, None)
        super().process_request(request)

    def process_response(self, request, response):
        if not request.path.startswith(settings.MACHINE_PATHS):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", get_language())
        return response


class ExplainBadRequests:
    """Unreadable addresses and bad questions are a 400 that explains; a moved thing redirects, a
    deleted one is a 410; a database that is away is a 503. What is asked by machines has its own
    words for it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(settings.MACHINE_PATHS):
            return self.get_response(request)
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
            logger.error("The database does not answer: %s", exception)
            response = render(request, "503.html", status=503)
            response["Retry-After"] = str(RETRY_AFTER)
            response.database_fault = exception
            return response
        return None
