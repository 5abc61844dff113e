"""Requests that cannot be answered as they are: each gets a page that says what is wrong and the
way on.
"""

import logging
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalogue.errors import BadQuestion
from catalogue.web.addresses import Moved

LONGEST_QUERY = 8000
#: Seconds after which a reader may try again when the database is away.
RETRY_AFTER = 5

logger = logging.getLogger(__name__)


class ExplainBadRequests:
    """Unreadable addresses and bad questions are a 400 that explains; a moved thing redirects, a
    deleted one is a 410; a database that is away is a 503.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if fault := fault_of(request):
            return render(request, "400.html", {"explanation": fault}, status=400)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, BadQuestion):
            return render(request, "400.html", {"explanation": str(exception)}, status=400)
        if isinstance(exception, Moved):
            if exception.to:
                return HttpResponsePermanentRedirect(exception.to)
            return render(request, "410.html", status=410)
        if isinstance(exception, (OperationalError, InterfaceError)):
            logger.error("The database does not answer: %s", exception)
            response = render(request, "503.html", status=503)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        return None


def fault_of(request):
    """What makes an address unreadable, in a sentence, or None."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or query.count("&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        return _("The question in this address is too long.")
    try:
        readable = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return _("This address holds characters that are not valid UTF-8.")
    if "\x00" in readable or "\x00" in request.path:
        return _("This address holds the NUL character.")
    return None
