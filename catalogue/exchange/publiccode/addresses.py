"""Which addresses the reference parser takes: those of Go's `net/url`, a little looser than RFC
3986 and a little stricter than browsers.
"""

import re
from dataclasses import dataclass

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
BAD_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")
#: A host escapes no ASCII character, but may spell others in UTF-8.
BAD_HOST = re.compile(r"[\x00-\x20\\^`{|}%/?#@\x7f]")
HOST_ESCAPE = re.compile(r"%(?:25|[89a-fA-F][0-9a-fA-F])")
PORT = re.compile(r"(?::[0-9]*)?")
USER = re.compile(r"[A-Za-z0-9\-._:~!$&'()*+,;=%@]*")
URN = re.compile(
    r"urn:(?!urn:)[a-z0-9][a-z0-9-]{1,31}:(?:[a-z0-9()+,.:=@;$_!*'-]|%[0-9a-f]{2})+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Parts:
    scheme: str = ""
    #: What follows a scheme without a slash, as in `urn:isbn:1`.
    opaque: str = ""
    host: str = ""
    path: str = ""
    fragment: str = ""


def split(text, *, whole=False):
    """The parts of an address; nothing where it cannot be one. A `whole` one says where it begins,
    by a scheme or a slash, and has no fragment.
    """
    fragment = ""
    if not whole:
        text, _, fragment = text.partition("#")
    scheme, rest = _scheme(text)
    if CONTROL.search(text) or rest is None or BAD_ESCAPE.search(fragment) or (whole and not text):
        return None
    rest = rest.partition("?")[0]
    if not rest.startswith("/"):
        if scheme:
            return Parts(scheme, opaque=rest, fragment=fragment)
        if whole or ":" in rest.partition("/")[0]:
            return None
    host = ""
    if rest.startswith("//") and (scheme or not (whole or rest.startswith("///"))):
        authority, slash, path = rest[2:].partition("/")
        user, _, host = authority.rpartition("@")
        rest = slash + path
        if not USER.fullmatch(user) or not _is_host(host):
            return None
    if BAD_ESCAPE.search(rest):
        return None
    return Parts(scheme, host=host, path=rest, fragment=fragment)


def is_address(text):
    """Whether it leads somewhere by itself: it has a scheme, and something after it."""
    parts = split(text)
    if parts is None or not parts.scheme:
        return False
    if parts.scheme == "file":
        return parts.path not in ("", "/")
    return bool(parts.host or parts.fragment or parts.opaque)


def is_web_address(text):
    parts = split(text)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.host)


def is_urn(text):
    return bool(URN.fullmatch(text))


def _scheme(text):
    """Scheme and rest; the rest is nothing where a colon stands first."""
    if text.startswith(":"):
        return "", None
    match = SCHEME.match(text)
    if match and text[match.end() : match.end() + 1] == ":":
        return match.group().lower(), text[match.end() + 1 :]
    return "", text


def _is_host(host):
    if host.startswith("["):
        inside, bracket, port = host.rpartition("]")
        host = inside[1:]
        if not bracket:
            return False
    else:
        name, colon, number = host.rpartition(":")
        host, port = (name, colon + number) if colon else (host, "")
    return bool(PORT.fullmatch(port)) and not BAD_HOST.search(HOST_ESCAPE.sub("", host))
