"""What single values must be: each rule has a name, a question, and what its message needs."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from catalogue.exchange.publiccode import addresses
from catalogue.exchange.publiccode.known_lists import is_italian_body
from catalogue.exchange.publiccode.languages import is_language_tag
from catalogue.exchange.publiccode.licences import is_expression
from catalogue.exchange.publiccode.words import ALIASES, CATEGORIES, COUNTRIES, SCOPES

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MEDIA_TYPE = re.compile(
    r" *[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *"
)
#: Letters beyond ASCII, as the reference parser allows them in e-mail addresses.
BEYOND = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
MAILBOX = re.compile(rf"[a-zA-Z0-9!#$%&'*+\-/=?^_`{{|}}~.{BEYOND}]+")
HOST = re.compile(rf"[a-zA-Z0-9\-.~{BEYOND}]+")
LETTER = re.compile(f"[a-zA-Z{BEYOND}]")
GRAPHEME = regex.compile(r"\X")
BODY_URN = "urn:x-italian-pa:"


@dataclass(frozen=True, slots=True)
class Rule:
    """`is_kept` is the question. A `mild` fault leaves a value that can still be used, and a value
    that begins with `variant` is told a sentence of its own.
    """

    name: str
    is_kept: Callable[[str], bool]
    facts: Callable[[str], dict] = field(default=lambda value: {})
    mild: bool = False
    variant: tuple[str, str] | None = None

    def named_for(self, value):
        beginning, name = self.variant or ("", self.name)
        return name if beginning and value.lower().startswith(beginning) else self.name


def one_of(*words):
    return Rule("word", lambda value: value in words, lambda value: {"words": words})


def from_list(name, words):
    """A word of a long list: the message names those that look like what was written."""
    return Rule(name, lambda value: value in words, lambda value: {"among": words})


def length(text):
    """In characters as readers see them: é counts once, however it is written, and so does 👩‍🚒."""
    return sum(1 for _each in GRAPHEME.finditer(text))


def at_most(most):
    return Rule(
        "long",
        lambda value: len(value) <= most or length(value) <= most,
        lambda value: {"most": most, "length": length(value)},
        mild=True,
    )


def at_least(least):
    return Rule(
        "short",
        lambda value: length(value) >= least,
        lambda value: {"least": least, "length": length(value)},
        mild=True,
    )


def is_day(value):
    try:
        return bool(DAY.fullmatch(value)) and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def is_email(value):
    mailbox, at, host = value.rpartition("@")
    labels = host.split(".")
    return bool(
        at
        and MAILBOX.fullmatch(mailbox)
        and all(mailbox.split("."))
        and HOST.fullmatch(host)
        and len(labels) > 1
        and all(labels)
        and not re.search(r"^[-~]|[-~]\.(?=[^.]*$)", host)
        and LETTER.match(labels[-1])
        and LETTER.match(host[-1])
    )


def is_country(value):
    is_lower = value.isascii() and value == value.lower()
    return value in COUNTRIES or (is_lower and value.upper() in COUNTRIES)


def is_organisation(value):
    """An address with a host, or a URN; of an Italian body, one written as they are."""
    parts = addresses.split(value, whole=True)
    if parts is None:
        return False
    if parts.scheme != "urn":
        return bool(parts.scheme and parts.host)
    if not addresses.is_urn(value):
        return False
    return not value.lower().startswith(BODY_URN) or is_italian_body(value[len(BODY_URN) :])


def is_supported(value):
    name = value.removeprefix("alias:")
    if name != value:
        return name in ALIASES
    parts = addresses.split(value, whole=True)
    return parts is not None and bool(parts.host or parts.opaque)


ADDRESS = Rule("address", addresses.is_address)
WEB_ADDRESS = Rule("web-address", addresses.is_web_address)
DATE = Rule("date", is_day)
EMAIL = Rule("email", is_email)
LANGUAGE = Rule("language", is_language_tag)
LICENCE = Rule("licence", is_expression, mild=True)
COUNTRY = Rule("country", is_country)
CATEGORY = from_list("category", CATEGORIES)
SCOPE = from_list("scope", SCOPES)
MEDIA = Rule("media-type", lambda value: bool(MEDIA_TYPE.fullmatch(value)))
ORGANISATION = Rule("organisation", is_organisation, variant=(BODY_URN, "organisation.italian"))
ITALIAN_BODY = Rule("italian-body", is_italian_body)
SUPPORTED = Rule(
    "supports",
    is_supported,
    lambda value: {"words": [f"alias:{each}" for each in ALIASES]},
    variant=("alias:", "supports.alias"),
)
