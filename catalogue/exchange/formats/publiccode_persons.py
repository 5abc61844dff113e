"""The natural persons of a publiccode.yml, so that none of them is kept."""

import re

from catalogue.exchange.publiccode.findings import Finding
from catalogue.exchange.publiccode.tree import Mapping, Node, Scalar, Sequence, value_at
from catalogue.exchange.tidy import one_line

SECTION = "maintenance"
LISTS = ("contacts", "contractors")
#: What is longer is a text of the project.
LONGEST_NAME = 100
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
#: Sentences that repeat nothing of what stands in the file.
QUOTES_NOTHING = {"maintainers", "contractors", "required", "unread", "empty"}


class Persons:
    """Those whom a file names as contacts. Who is also said to be an affiliation is a body."""

    def __init__(self, root: Node | None):
        people = value_at(root, (SECTION, "contacts"))
        several = people.items if isinstance(people, Sequence) else []
        bodies = {_said(each, "affiliation") for each in several}
        self.names = {_said(each, "name") for each in several} - bodies

    def holds(self, name: str) -> bool:
        return bool(name) and (_folded(name) in self.names or bool(EMAIL.search(name)))

    def left_out_of(self, node: Node | None):
        """A document as plain values, texts as they are written, without those persons."""
        match node:
            case Mapping():
                return {
                    name: self.left_out_of(value)
                    for name, (_key, value) in node.pairs.items()
                    if not (name in LISTS or self._is_one(value))
                }
            case Sequence():
                return [self.left_out_of(each) for each in node.items if not self._is_one(each)]
            case Scalar():
                plain = None if node.is_nothing else node.source
                return plain if node.flag is None else node.flag
        return None

    def _is_one(self, node):
        text = one_line(node.source) if isinstance(node, Scalar) else ""
        return len(text) <= LONGEST_NAME and self.holds(text)


def is_quoted_in(finding: Finding) -> bool:
    """Whether a sentence of the validator may repeat what stands of a person in the file."""
    is_theirs = finding.key.startswith(SECTION) and finding.key != f"{SECTION}.type"
    return is_theirs and finding.rule not in QUOTES_NOTHING


def _said(contact, key):
    value = value_at(contact, (key,))
    return _folded(value.source) if isinstance(value, Scalar) else ""


def _folded(name):
    return one_line(name).casefold()
