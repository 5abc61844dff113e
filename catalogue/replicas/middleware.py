"""Which database server a request is answered from: one for the whole of it."""

from copy import copy

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections
from psycopg.errors import QueryCanceled

from catalogue.replicas.reading import reading_from
from catalogue.replicas.servers import SERVERS, place_of_the_primary

SAFE = ("GET", "HEAD", "OPTIONS")
#: Tells an editor's requests how far the primary's log had come when they wrote last.
COOKIE = "written"
#: Seconds: by then every replica that is in step has it.
REMEMBERED = 60


class Replicas:
    """Readers are answered by a replica, whoever writes by the primary.

    When a server breaks off, the whole answer is made again from another one. An editor who has
    just written reads that, wherever it is: no replica that is not as far yet answers them.
    """

    def __init__(self, get_response):
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in SAFE:
            return self._written(request)
        if request.path.startswith(settings.ON_THE_PRIMARY):
            return self.get_response(request)
        return self._read(request)

    def _read(self, request):
        after, asked = _written_by(request), []
        while alias := SERVERS.best(after, but=asked):
            with reading_from(alias):
                # Another one each time: what makes an answer leaves things behind in its request.
                response = self.get_response(copy(request))
            if not _broke_off(response):
                break
            connections[alias].close()
            SERVERS.doubt()
            asked.append(alias)
        return response

    def _written(self, request):
        response = self.get_response(request)
        if response.status_code < 400 and _is_editors(request, response):
            _remember(response, place_of_the_primary())
        return response


def _broke_off(response):
    """Whether the database is to blame for an answer. What took too long would do so elsewhere."""
    fault = getattr(response, "database_fault", None)
    return fault is not None and not isinstance(fault.__cause__, QueryCanceled)


def _is_editors(request, response):
    """Visitors are given no cookie."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies


def _remember(response, place):
    if place is not None:
        response.set_signed_cookie(
            COOKIE,
            place,
            max_age=REMEMBERED,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _written_by(request):
    place = request.get_signed_cookie(COOKIE, default="", max_age=REMEMBERED)
    return int(place or 0)
