"""The one door to the network: addresses of the web and nothing else, so much in so much time, and
patience with a server that asks for it.
"""

import ipaddress
import json
import ssl
import time
import tomllib
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from urllib3 import exceptions as faults
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from catalogue.errors import CatalogueError

SCHEMES = {"http": 80, "https": 443}
#: Seconds: to be let in, between two pieces of an answer, for the whole of it.
TO_CONNECT, TO_GO_ON, TO_END = 10, 60, 300
LARGEST = 64 * 1024 * 1024
PIECE = 64 * 1024
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
#: What passes: the server is busy, or what stands before it does not reach it.
PASSING = {429, 502, 503, 504}
#: `Retry-After` is honoured up to an hour: who asks for more is asked again another day.
PATIENCE = urllib3.Retry(
    total=6,
    connect=2,
    status_forcelist=PASSING,
    backoff_factor=0.5,
    backoff_max=30,
    retry_after_max=3600,
)


class NotFetched(CatalogueError):
    """Nothing came back from an address, or nothing that can be used."""


@dataclass(frozen=True)
class Answer:
    """What a server said. `address` is where the last redirect led."""

    address: str
    status: int
    content_type: str
    body: bytes

    def json(self):
        """What the body says, or None when it is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Door:
    """Fetches addresses; connections are kept for the next one.

    `private` lets it into private networks: only for addresses that an administrator typed, for
    anybody else could make it look around there. A proxy that the environment names is used then.
    """

    def __init__(self, *, private):
        self.private = private
        self._pools = {}

    def get(self, address):
        """The answer of an address, whatever its status. Raises NotFetched."""
        for _redirect in range(MOST_REDIRECTS + 1):
            answer, location = self._patiently(web_address(address))
            if location is None:
                return answer
            address = _followed(address, location)
        raise NotFetched(_("%s redirects too often.") % address)

    def _patiently(self, address):
        retries = PATIENCE
        while True:
            try:
                response = self._pool_for(address).urlopen(
                    "GET",
                    address,
                    headers=_headers(),
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(connect=TO_CONNECT, read=TO_GO_ON),
                )
                with response:
                    waited = "Retry-After" in response.headers
                    if not retries.is_retry("GET", response.status, waited) or not retries.total:
                        return _answer(address, response)
                retries = retries.increment("GET", address, response=response)
                retries.sleep(response)
            except faults.HTTPError as fault:
                retries = _once_more(retries, address, fault)
                retries.sleep()

    def _pool_for(self, address):
        parts = urlsplit(address)
        proxy = _proxy_for(parts) if self.private else None
        if proxy not in self._pools:
            pools = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
            if not self.private:
                pools.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicTLSPool}
            self._pools[proxy] = pools
        return self._pools[proxy]


def web_address(text):
    """An address of the web as ASCII. Raises NotFetched on anything else, and on one that holds a
    password.
    """
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:  # UnicodeError is one
        parts, host, port = None, "", None
    if not host or parts.scheme not in SCHEMES:
        raise NotFetched(
            _("“%s” is no address of the web; write it like https://communal.example.org") % text
        )
    if parts.username or parts.password:
        raise NotFetched(_("Leave the name and the password out of the address."))
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, SCHEMES[parts.scheme]) else f"{host}:{port}"
    return parts._replace(netloc=place, fragment="").geturl()


def _followed(address, location):
    try:
        there = web_address(urljoin(address, location))
    except ValueError:
        there = web_address(location)
    if address.startswith("https:") and not there.startswith("https:"):
        raise NotFetched(
            _("%(here)s redirects to %(there)s, which anybody on the way can change.")
            % {"here": address, "there": there}
        )
    return there


def _answer(address, response):
    """The whole answer, and where it redirects to."""
    location = response.headers.get("Location") if response.status in REDIRECTS else None
    ends, body = time.monotonic() + TO_END, bytearray()
    for piece in response.stream(PIECE, decode_content=True):
        body += piece
        if len(body) > LARGEST:
            raise NotFetched(
                _("%(address)s sends more than %(most)d MB; that is too much.")
                % {"address": address, "most": LARGEST // 1024**2}
            )
        if time.monotonic() > ends:
            raise faults.ReadTimeoutError(None, address, "too slow")
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
    return Answer(address, response.status, content_type, bytes(body)), location


def _once_more(retries, address, fault):
    """What is left of the patience after a fault of the network; NotFetched when it is used up."""
    if not isinstance(fault, faults.SSLError | _Private | faults.LocationValueError):
        try:
            return retries.increment("GET", address, error=fault)
        except faults.HTTPError:
            pass
    raise NotFetched(
        _("%(address)s cannot be reached: %(why)s")
        % {"address": address, "why": _why(fault).rstrip(".")}
    ) from fault


def _why(fault):
    """The end of a chain of faults, which says the most in the fewest words."""
    if isinstance(fault, faults.TimeoutError) and not isinstance(fault, faults.NewConnectionError):
        return _("it does not answer in time")
    if isinstance(fault, faults.ProxyError):
        fault = fault.original_error
    cause = fault
    while cause.__cause__ or cause.__context__:
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _("its certificate is not good (%s)") % cause.verify_message
    return getattr(cause, "strerror", None) or str(cause)


def _headers():
    return {
        "User-Agent": f"Communal/{version()} (+{settings.SITE_URL})",
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Accept-Language": get_language() or settings.LANGUAGE_CODE,
        "Cache-Control": "no-cache",
    }


@cache
def version():
    """The release of this code."""
    project = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(project)["project"]["version"]


def _proxy_for(parts):
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)


class _Private(faults.HTTPError):
    """The address leads into a private network."""


class _PublicOnly:
    """Looks at whom it is connected to before it says anything: names may lead anywhere."""

    def _new_conn(self):
        sock = super()._new_conn()
        peer = ipaddress.ip_address(sock.getpeername()[0].partition("%")[0])
        if not (getattr(peer, "ipv4_mapped", None) or peer).is_global:
            sock.close()
            raise _Private(_("it is in a private network"))
        return sock


class _PublicConnection(_PublicOnly, HTTPConnection):
    pass


class _PublicTLSConnection(_PublicOnly, HTTPSConnection):
    pass


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicTLSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicTLSConnection
