"""Requests that cannot be answered as they are: each gets a page that says what is wrong and the
way on.
"""

from urllib.parse import unquote_to_bytes

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalogue.errors import BadQuestion
from catalogue.web.addresses import Moved

LONGEST_QUERY = 8000


class ExplainBadRequests:
    """Unreadable addresses and bad questions are a 400 that explains; a moved thing redirects, a
    deleted one is a 410.
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
        return None


def fault_of(request):
    """What makes an address unreadable, in a sentence, or None."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return _("The question in this address is too long.")
    try:
        readable = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return _("This address holds characters that are not valid UTF-8.")
    if "\x00" in readable or "\x00" in request.path:
        return _("This address holds the NUL character.")
    return None
