"""Who uses a software, by its publiccode.yml: a list of names, and what people write instead."""

import re
from collections.abc import Iterator

from catalogue.exchange.publiccode.tree import Mapping, Node, Scalar, Sequence
from catalogue.exchange.tidy import address, one_line
from catalogue.exchange.told import User

NAMES = ("name", "organisation", "organization", "nome", "nom")
WEBSITES = ("url", "uri", "website", "site", "landingURL")
CODES = ("codiceIPA", "ipa", "uri", "id")
#: The code of an Italian public body, alone or as the standard writes it.
ITALIAN_BODY = re.compile(r"(?:urn:x-italian-pa:)?([a-z0-9_]{3,20})", re.IGNORECASE)
ITALIAN_URN = re.compile(r"urn:x-italian-pa:", re.IGNORECASE)


def users(node: Node | None) -> Iterator[User]:
    """Names; objects with a name; names as keys, with an address or an object below."""
    match node:
        case Scalar():
            yield from _named(node.source if not node.is_nothing else "", {})
        case Sequence():
            for each in node.items:
                yield from users(each)
        case Mapping():
            facts = _facts(node)
            name = next((facts[key] for key in NAMES if facts.get(key)), "")
            if name:
                yield from _named(name, facts)
            else:
                yield from _by_key(node)


def _by_key(node):
    """`Comune di Bari: https://…`, `Comune di Bari: {url: …}`, or a list below a heading."""
    for name, (_key, value) in node.pairs.items():
        if isinstance(value, Sequence):
            yield from users(value)
        elif isinstance(value, Mapping):
            yield from _named(name, _facts(value))
        else:
            yield from _named(name, {"url": value.source})


def _named(name, facts):
    """A name may be an address or a code, where somebody had no other."""
    name = one_line(name)
    if not name:
        return
    websites = [address(facts.get(key)) for key in WEBSITES] + [address(name)]
    codes = [_italian(facts.get(key), key) for key in CODES] + [_italian(name)]
    code = next(filter(None, codes), "")
    yield User(
        name,
        website=next(filter(None, websites), ""),
        outside_ids={"ipa": code.lower()} if code else {},
    )


def _italian(value, key=""):
    text = one_line(value)
    if ITALIAN_URN.match(text) or key in ("codiceIPA", "ipa"):
        match = ITALIAN_BODY.fullmatch(text)
        return match[1] if match else ""
    return ""


def _facts(node):
    return {
        name: value.source
        for name, (_key, value) in node.pairs.items()
        if isinstance(value, Scalar) and not value.is_nothing
    }
