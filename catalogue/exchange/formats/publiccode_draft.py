"""The record that a publiccode.yml becomes, with what is wrong in the file told at its line."""

from django.utils.translation import gettext as _

from catalogue.exchange.drafts import Draft
from catalogue.exchange.formats.publiccode_persons import SECTION, Persons, is_quoted_in
from catalogue.exchange.publiccode.content import Publiccode
from catalogue.exchange.publiccode.findings import Severity
from catalogue.exchange.publiccode.tree import Node, place_of
from catalogue.exchange.tidy import repository_id
from catalogue.exchange.told import Where, doubted, refused

#: Where in a file our values stand.
WHERE = {
    "parent": ("applicationSuite",),
    "repository": ("url",),
    "website": ("landingURL",),
    "latest_release_version": ("softwareVersion",),
    "latest_release_on": ("releaseDate",),
    "maintainer": ("organisation",),
    "licence": ("legal", "license"),
    "languages": ("localisation", "availableLanguages"),
}


class PlacedDraft(Draft):
    """A draft whose faults stand at the line of the key that they are about. It begins with the
    errors that the validator found, and says nothing more of their keys. What is only on its way
    out of the standard is taken like the rest.
    """

    def __init__(self, catalogue: str, root: Node | None, said: Publiccode, where: Where):
        self.persons = Persons(root)
        key = repository_id(said.url) or where.file
        super().__init__("tool", catalogue, key, where, self.persons.left_out_of(root))
        self.root = root
        wrong = [each for each in said.findings if _is_wrong(each)]
        self.found = {each.key for each in wrong}
        for each in wrong:
            private = is_quoted_in(each)
            there = Where(where.file, each.line, key=SECTION if private else each.key)
            message = _("A contact breaks a rule of the standard; contacts are not read.")
            self.faults.append(doubted(there, message if private else each.message))

    def doubt(self, key: str, message: str) -> None:
        fault = doubted(self._place(key), message)
        if fault.where.key not in self.found:
            self.faults.append(fault)

    def refuse(self, key: str, message: str) -> None:
        self.faults.append(refused(self._place(key), message))

    def _place(self, key):
        path = WHERE.get(key, (key,))
        line, _column = place_of(self.root, path)
        return Where(self.where.file, line, key=".".join(path))


def _is_wrong(finding):
    """What only follows from another error (`unread`) was read here all the same, and languages
    are read with more patience than the standard has.
    """
    return finding.severity == Severity.ERROR and finding.rule not in ("unread", "language")
