"""Gives an answer again while nothing has changed, and nothing but “unchanged” to whoever still
holds it.
"""

import hashlib

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError
from django.utils.cache import get_conditional_response

from catalogue.memory.answers import LONGEST_ADDRESS, Answers
from catalogue.memory.state import state

#: With these, a reader wants the answer only if it is, or is not, another one.
CONDITIONS = {
    "HTTP_IF_MATCH",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
}


class KeptAnswers:
    """Stands before everything that makes an answer.

    An answer is kept under the state that was there before it was made, if that is still there
    afterwards: whatever is committed from then on has another mark, so that none is ever stale.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = Answers(settings.KEPT_ANSWERS)

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or _is_personal(request):
            return self.get_response(request)
        now = self._state()
        kept = now and self.answers.find(request, now)
        response = kept.again(request) if kept else None
        if response is None:
            response = self.get_response(request)
            if now and _may_be_kept(response) and now == self._state():
                self.answers.keep(request, response, now)
        return _unless_held(request, response)

    def _state(self):
        """None where nothing is kept, or where the database is away: inside, that is explained."""
        try:
            return state() if settings.KEPT_ANSWERS else None
        except (DatabaseError, InterfaceError):
            return None


class Tags:
    """Gives each answer that may be kept what it is known by (RFC 9110, section 8.8.3), before it
    is compressed: weak, for its coding may differ.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method in ("GET", "HEAD") and _may_be_kept(response) and "ETag" not in response:
            digest = hashlib.sha256(response.content)  # what processors have instructions for
            response["ETag"] = f'W/"{digest.hexdigest()[:32]}"'
        return response


def _is_personal(request):
    """Whether the answer may depend on who asks, or on what no answer is kept for."""
    return (
        request.path.startswith(settings.NEVER_KEPT)
        or (_has_cookies(request) and not request.path.startswith(settings.MACHINE_PATHS))
        or len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS
        or not _is_ours(request)
    )


def _has_cookies(request):
    """Whether it comes with a cookie by which somebody is known."""
    cookies = request.META.get("HTTP_COOKIE", "")
    return settings.SESSION_COOKIE_NAME in cookies or settings.CSRF_COOKIE_NAME in cookies


def _is_ours(request):
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _may_be_kept(response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
    )


def _unless_held(request, response):
    """The answer, or that the reader holds it already, with all that is said around it."""
    if not CONDITIONS & request.META.keys():
        return response
    answer = get_conditional_response(request, response.get("ETag"), response=response)
    if answer is not response:
        for name, value in response.items():
            if not name.startswith("Content-"):
                answer.headers.setdefault(name, value)
    return answer
