"""Single values of other catalogues, brought to the way ours are written, or to nothing."""

import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from catalogue.validators import LANGUAGE_TAG, partial_date, web_address

WIKIDATA = re.compile(r"(?:^|/)(Q[1-9][0-9]*)$")
#: The first part of an ISO date; sources write what they do not know as XX.
ISO_START = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d/])")
#: Where an address with one step leads to somebody, not to a repository.
FORGES = {"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "framagit.org"}
MILLISECONDS_FROM = 10_000_000_000
#: Keys of records under which persons stand, and marks by which records say that they are one.
PERSONAL_KEY = re.compile(
    r"e?-?mail|phone|telephone|referents?$|contacts?$|addedby|userid", re.IGNORECASE
)


def one_line(value: Any) -> str:
    """A text without line breaks and doubled spaces; a number as text; nothing of the rest."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def address(value: Any) -> str:
    """An address of the web, or nothing."""
    text = one_line(value)
    if text.startswith("//"):
        text = f"https:{text}"
    try:
        web_address(text)
    except ValidationError:
        return ""
    return text


def repository_id(value: Any) -> str:
    """What two addresses of one repository have in common: `github.com/nextcloud/server`."""
    text = one_line(value)
    scp = re.fullmatch(r"(?:git@)([\w.-]+):([\w./-]+)", text)
    try:
        parts = urlsplit(f"ssh://{scp[1]}/{scp[2]}" if scp else text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = re.sub(r"(\.git)?/*$", "", parts.path).strip("/")
    if parts.query or not path or not host or (host in FORGES and "/" not in path):
        return ""
    if host in FORGES:
        path = "/".join(path.split("/")[: 2 if host == "github.com" else None])
        path = path.partition("/-/")[0]
    return f"{host}/{path}".lower()


def wikidata(value: Any) -> str:
    match = WIKIDATA.search(one_line(value))
    return match[1] if match else ""


def digits(value: Any, length: int | None = None) -> str:
    """An identifier made of digits, of so many if its length is fixed."""
    text = re.sub(r"[\s.]", "", one_line(value))
    fits = text.isascii() and text.isdigit() and length in (None, len(text))
    return text if fits else ""


def partial(value: Any) -> str:
    """A date as precise as it is: `2020-10-05T00:00:00Z` is a day, `2020-XX` a year. Milliseconds
    since 1970 are one too.
    """
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MILLISECONDS_FROM:
        try:
            return datetime.fromtimestamp(value / 1000, tz=UTC).strftime("%Y-%m-%d")
        except (ValueError, OverflowError, OSError):
            return ""
    match = ISO_START.match(one_line(value))
    if not match:
        return ""
    for known in (3, 2, 1):
        text = "-".join(filter(None, match.groups()[:known]))
        try:
            partial_date(text)
        except ValidationError:
            continue
        return text
    return ""


def by_language(value: Any, language: str) -> dict[str, str]:
    """A text by language. One that comes alone is in the language of its source."""
    texts = value if isinstance(value, dict) else {language: value}
    found = {}
    for tag, text in texts.items():
        name = str(tag).strip().lower().replace("_", "-")
        if LANGUAGE_TAG.fullmatch(name) and one_line(text):
            found[name] = one_line(text)
    return found


def part(value: Any, *keys: str) -> dict[str, Any]:
    """The object under some keys, empty where there is none: sources write [] and null for it."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def without_persons(value: Any, depth: int = 0) -> Any:
    """A record as it may be kept: without private persons, and without what no database keeps."""
    if depth > 50:
        return None
    if isinstance(value, dict):
        return {
            str(key): without_persons(inner, depth + 1)
            for key, inner in value.items()
            if not PERSONAL_KEY.search(str(key)) and not is_person(inner)
        }
    if isinstance(value, list | tuple):
        return [without_persons(inner, depth + 1) for inner in value if not is_person(inner)]
    if isinstance(value, str):
        return value.replace("\x00", "").encode(errors="replace").decode()
    if isinstance(value, date):
        return value.isoformat()
    return value


def is_person(value: Any) -> bool:
    return isinstance(value, dict) and "Person" in (value.get("@type"), value.get("type"))
