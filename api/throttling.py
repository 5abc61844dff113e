"""How often one may ask, by address or by token, counted for all processes together.

The limits are in settings (`API_LIMITS`) and in docs/api.md. Answers say where the reader stands in
the `RateLimit` and `RateLimit-Policy` fields of the IETF's httpapi draft.
"""

import hashlib
import ipaddress
import logging
import re
import time
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import Error
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled

from api.leases import LEASES
from api.tokens import TokenRefused, bearer_of
from catalogue.choices import TokenScope
from catalogue.replicas.reading import on_the_primary

#: A house has a /64 of addresses of its own (RFC 6177): they are one reader.
HOUSE = 64
#: Some proxies add the port, which is another one for each connection.
WITH_PORT = re.compile(r"\[(?P<six>.*)\](:\d*)?|(?P<four>[^:]*):\d*")

logger = logging.getLogger(__name__)


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


class TooMany(Throttled):
    """The reader has used up the window; `allowance` says when the next one opens."""

    def __init__(self, allowance):
        said = _("Too many requests: at most %(limit)d in %(window)d seconds.")
        super().__init__(detail=said % {"limit": allowance.limit, "window": allowance.window})
        self.wait = allowance.reset
        self.allowance = allowance


def admit(request, scope):
    """Count a request; raises TooMany beyond the limit of its reader, TokenRefused on a token that
    is none: whoever tries such is counted by address.
    """
    try:
        token = _token_of(request)
    except TokenRefused as refused:
        refused.allowance = _counted(_unnamed(address_of(request)), scope)
        raise
    if token is not None and token.may(TokenScope.READ):
        return _counted(f"token {token.pk}", scope, factor=settings.API_TOKEN_FACTOR)
    return _counted(_unnamed(address_of(request)), scope)


def _token_of(request):
    """As the primary knows it: a token that was just revoked opens nothing any more."""
    if "HTTP_AUTHORIZATION" not in request.META:
        return None
    try:
        with on_the_primary():
            return bearer_of(request)
    except Error:
        return bearer_of(request)


def _counted(reader, scope, *, factor=1):
    """What is left to a reader after this request. Raises TooMany."""
    limit, window = settings.API_LIMITS.get(scope, (0, 60))
    limit *= factor
    if not limit:
        return UNLIMITED
    now = int(time.time())
    period = now // window
    try:
        left = LEASES.use(reader, scope, limit, period)
    except Error as fault:
        # A standby and a full disk can still be read: nobody is turned away for the counting.
        tell_uncounted(now // 60, str(fault))
        return UNLIMITED
    allowance = Allowance(scope, limit, window, left or 0, (period + 1) * window - now)
    if left is None:
        raise TooMany(allowance)
    return allowance


@lru_cache(maxsize=1)
def tell_uncounted(_minute, fault):
    """Once a minute: the log is no place for a line a request."""
    logger.error("Requests are let in uncounted, for counting fails: %s", fault)


def address_of(request):
    """The address that asks, as the nearest of our own proxies saw it."""
    if trusted := settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(hops) >= trusted and (seen := hops[-trusted]):
            port = WITH_PORT.fullmatch(seen)
            return port["six"] or port["four"] if port else seen
    return request.META.get("REMOTE_ADDR", "")


def _unnamed(address):
    """A reader's mark, from which nobody reads the address again: it is a personal datum."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        read = address
    else:
        if read.version == 6:
            read = read.ipv4_mapped or ipaddress.ip_network((int(read), HOUSE), strict=False)
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(str(read).encode(), digest_size=16, key=key).hexdigest()
