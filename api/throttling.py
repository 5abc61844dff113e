"""How often one may ask, by address and by token, counted for all processes together in the
database.

The limits are in settings (`API_LIMITS`) and in docs/api.md. Answers say where the reader stands in
the `RateLimit` and `RateLimit-Policy` fields of the IETF's httpapi draft.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled

#: One row a reader and a window; old windows are swept away now and then.
COUNT = """
INSERT INTO catalogue_visit AS visit (reader, scope, period, n) VALUES (%s, %s, %s, 1)
ON CONFLICT (reader, scope) DO UPDATE
   SET n = CASE WHEN visit.period = excluded.period THEN visit.n + 1 ELSE 1 END,
       period = excluded.period
RETURNING n
"""


@dataclass(frozen=True)
class Allowance:
    """What a reader may still ask in the running window."""

    scope: str
    limit: int
    window: int
    left: int
    reset: int

    def tell(self, response):
        if self.limit:
            response["RateLimit-Policy"] = f'"{self.scope}";q={self.limit};w={self.window}'
            response["RateLimit"] = f'"{self.scope}";r={self.left};t={self.reset}'


UNLIMITED = Allowance("", 0, 0, 0, 0)


def admit(request, scope):
    """Count a request; raises Throttled beyond the limit of its reader."""
    limit, window = settings.API_LIMITS.get(scope, (0, 60))
    if not limit:
        return UNLIMITED
    now = int(time.time())
    period = now // window
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [reader_of(request), scope, period])
        (count,) = cursor.fetchone()
    reset = (period + 1) * window - now
    if count > limit:
        raise Throttled(
            wait=reset,
            detail=_("Too many requests: at most %(limit)d in %(window)d seconds.")
            % {"limit": limit, "window": window},
        )
    return Allowance(scope, limit, window, limit - count, reset)


def reader_of(request):
    """The address that asks, as the last trusted proxy saw it."""
    hops = [
        hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()
    ]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return hops[-trusted][:60]
    return request.META.get("REMOTE_ADDR", "")[:60]
