"""The one door to the network: addresses of the web and nothing else, so much in so much time, and
patience with a server that asks for it.
"""

import json
import ssl
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from urllib3 import exceptions as faults

from catalogue.errors import CatalogueError
from catalogue.exchange.sources.connections import ANYWHERE, PUBLIC_ONLY, Private, TooSlow

SCHEMES = {"http": 80, "https": 443}
#: Seconds: to be let in, and between two pieces of an answer. `connections` limits the whole of it.
TO_CONNECT, TO_GO_ON = 10, 60
LARGEST = 64 * 1024 * 1024
PIECE = 64 * 1024
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
#: What passes: the server is busy, or what stands before it does not reach it.
PASSING = {429, 502, 503, 504}
#: Of what a server sends to be given back (an ETag), more is not worth keeping.
LONGEST_MARK = 500


class Patience(urllib3.Retry):
    """Waits as `Retry-After` says, in seconds or until a date."""

    def parse_retry_after(self, retry_after):
        try:
            return super().parse_retry_after(retry_after)
        except (faults.InvalidHeader, ValueError, OverflowError):
            return 0  # no time that exists: as if it had said nothing


#: `Retry-After` is honoured up to an hour: who asks for more is asked again another day.
PATIENCE = Patience(
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
    """What a server said. `address` is where the last redirect led; `etag` and `modified` are what
    to give back to `Door.get` the next time, where the server says them.
    """

    address: str
    status: int
    content_type: str
    body: bytes
    etag: str | None = None
    modified: str | None = None

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
    Redirects take it to other ports and hosts too, but there only to public ones, and without the
    proxy, which might stand in that network itself.
    """

    def __init__(self, *, private):
        self.private = private
        self._pools = {}

    def get(self, address, *, etag=None, modified=None):
        """The answer of an address, whatever its status: 304, without a body, when nothing changed
        since the answer of which `etag` and `modified` were. Raises NotFetched.
        """
        typed = here = web_address(address)
        marks = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = _headers() | {name: mark for name, mark in marks.items() if mark}
        for _redirect in range(MOST_REDIRECTS + 1):
            answer, location = self._from(here, typed, headers)
            if answer.status == 304:  # which need not repeat them
                return replace(
                    answer, etag=answer.etag or etag, modified=answer.modified or modified
                )
            if location is None:
                return answer
            here = _followed(here, location)
        raise NotFetched(_("%s redirects too often.") % here)

    def _from(self, here, typed, headers):
        """The answer of one address, on the way from the one that was typed."""
        inside = self.private and _same_place(typed, here)
        try:
            return self._patiently(here, headers, self._pools_for(here, inside=inside))
        except NotFetched as fault:
            if inside or not self.private:
                raise
            raise NotFetched(
                _(
                    "%(typed)s redirects to another host (%(why)s). If that is the one that you "
                    "mean, give its address."
                )
                % {"typed": typed, "why": str(fault).rstrip(".")}
            ) from fault

    def _patiently(self, address, headers, pools):
        retries = PATIENCE
        while True:
            try:
                response = pools.urlopen(
                    "GET",
                    address,
                    headers=headers,
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

    def _pools_for(self, address, *, inside):
        proxy = _proxy_for(urlsplit(address)) if inside else None
        if (inside, proxy) not in self._pools:
            pools = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
            pools.pool_classes_by_scheme = ANYWHERE if inside else PUBLIC_ONLY
            self._pools[inside, proxy] = pools
        return self._pools[inside, proxy]


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


def _same_place(typed, address):
    """Whether an address is on the host and the port of another one, or on the usual port of TLS
    where that one is on the usual port without: another port may be another service, which nobody
    let us into.
    """
    one, other = urlsplit(typed), urlsplit(address)
    ports = (one.port or SCHEMES[one.scheme], other.port or SCHEMES[other.scheme])
    return one.hostname == other.hostname and (ports[0] == ports[1] or ports == (80, 443))


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
    body = bytearray()
    for piece in response.stream(PIECE, decode_content=True):
        body += piece
        if len(body) > LARGEST:
            raise NotFetched(
                _("%(address)s sends more than %(most)d MB; that is too much.")
                % {"address": address, "most": LARGEST // 1024**2}
            )
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
    marks = _mark(response, "ETag"), _mark(response, "Last-Modified")
    return Answer(address, response.status, content_type, bytes(body), *marks), location


def _mark(response, name):
    """A header to give back the next time, or None where it holds what cannot be kept."""
    said = response.headers.get(name, "")
    return said if said.isprintable() and 0 < len(said) <= LONGEST_MARK else None


def _once_more(retries, address, fault):
    """What is left of the patience after a fault of the network; NotFetched when it is used up."""
    if not isinstance(fault, faults.SSLError | Private | TooSlow | faults.LocationValueError):
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
