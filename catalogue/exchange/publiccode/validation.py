"""From the text of a publiccode.yml to a verdict, as the reference parser would give it offline.

What needs the network or files beside this one (does the logo exist, does the address answer) is
not decided here.
"""

from dataclasses import dataclass

from catalogue.exchange.publiccode import further, messages
from catalogue.exchange.publiccode.decoding import Decoder
from catalogue.exchange.publiccode.findings import Finding, Severity, Verdict
from catalogue.exchange.publiccode.judging import Judge
from catalogue.exchange.publiccode.reading import Unreadable, read_tree
from catalogue.exchange.publiccode.tree import (
    Keys,
    Mapping,
    Node,
    Scalar,
    Sequence,
    place_of,
    value_at,
)
from catalogue.exchange.publiccode.version_0 import VERSION_0
from catalogue.exchange.publiccode.words import CURRENT, LATEST, SUPPORTED

VERSION = "publiccodeYmlVersion"
WARNINGS = {"version.old", "old", "old.replaced", "country.lower", "italy.lower"}


#: A file with more faults than this needs no longer list.
MOST_FINDINGS = 1000
#: The longest key of the standard has a quarter of this.
LONGEST_KEY = 200


def validate(text: str | bytes) -> Verdict:
    try:
        return verdict_on(read_tree(text))
    except Unreadable as fault:
        return refusal(fault)


def refusal(fault: Unreadable) -> Verdict:
    return Verdict((_Fault(fault.rule, "", (fault.line, fault.column), fault.facts).told(),))


def verdict_on(root: Node | None) -> Verdict:
    faults = sorted(_Validation(root).faults, key=lambda fault: fault.place)
    return Verdict(tuple(fault.told() for fault in faults[:MOST_FINDINGS]))


@dataclass(frozen=True, slots=True)
class _Fault:
    rule: str
    key: str
    place: tuple[int, int]
    facts: dict

    def told(self):
        severity = Severity.WARNING if self.rule in WARNINGS else Severity.ERROR
        message = messages.sentence(self.rule, **self.facts)
        key = messages.cut(self.key, LONGEST_KEY)
        return Finding(severity, key, *self.place, message, self.rule)


class _Validation:
    """The three steps over one document: what can be read of it, what its rules say of that, and
    what is left to say.
    """

    def __init__(self, root):
        self.root = root
        self.faults = []
        self.keys = Keys(root)
        if self._version_is_supported():
            values = Decoder(self._undecoded).document(root, VERSION_0)
            Judge(self._judged).section(values, VERSION_0)
            further.look(values, self._noticed)

    def _version_is_supported(self):
        version = value_at(self.root, (VERSION,))
        place = place_of(self.root, (VERSION,))
        if version is None:
            rule = "version.required" if self.root else "version.nothing"
            self._say(rule, VERSION, (1, 1))
        elif not isinstance(version, Scalar) or not version.is_plainly_text:
            self._say("version.type", VERSION, place)
        elif version.source not in SUPPORTED:
            self._say("version.unsupported", VERSION, place, value=version.source, words=SUPPORTED)
        else:
            if version.source not in CURRENT:
                facts = {"value": version.source, "latest": LATEST}
                self._say("version.old", VERSION, place, **facts)
            return True
        return False

    def _undecoded(self, rule, node, **facts):
        self._say(rule, self.keys.of(node), (node.line, node.column), **facts)

    def _judged(self, rule, path, **facts):
        if rule in ("required", "empty", "maintainers") and self._was_set_aside(path):
            rule = "unread"
        self._say(rule, _written(path), place_of(self.root, path), **facts)

    def _noticed(self, rule, path, **facts):
        there = path if value_at(self.root, path) else ("it", *path[1:])
        self._say(rule, _joined(path), place_of(self.root, there), **facts)

    def _was_set_aside(self, path):
        """Whether something stands there that could have been a value."""
        match value_at(self.root, path):
            case Scalar() as scalar:
                return not scalar.is_nothing and scalar.source.strip() != ""
            case Sequence(items=inside) | Mapping(pairs=inside):
                return bool(inside)
        return False

    def _say(self, rule, key, place, **facts):
        self.faults.append(_Fault(rule, key, place, facts))


def _written(path):
    """`description.en.features`, but `description[pt-BR].features`: so the reference parser writes
    what its rules find, and with dots only what it finds otherwise.
    """
    if path[0] == "description" and len(path) > 1:
        language = path[1]
        if not (language.isascii() and language.isalpha()):
            return _joined((f"description[{language}]", *path[2:]))
    return _joined(path)


def _joined(path):
    words = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(words).removeprefix(".")
