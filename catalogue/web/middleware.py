"""Requests that cannot be answered as they are: each gets a page that says what is wrong and the
way on.
"""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render

from catalogue.errors import BadQuestion
from catalogue.search.address import fault_of
from catalogue.web.addresses import Moved

#: Seconds after which a reader may try again when the database is away.
RETRY_AFTER = 5

logger = logging.getLogger(__name__)


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
        if isinstance(exception, (OperationalError, InterfaceError)):
            logger.error("The database does not answer: %s", exception)
            response = render(request, "503.html", status=503)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        return None
