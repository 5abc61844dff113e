"""SPDX expressions as the reference parser takes them: identifiers in any case, old ones too, and
`-only`, `-or-later` and `+` behind every licence, whether it foresees that or not.
"""

import re
from functools import lru_cache

from license_expression import get_license_index

TOKEN = re.compile(
    r"""\ *(?:
    (?P<operator>WITH|AND|OR|[():+])
    |(?P<document>DocumentRef-[A-Za-z0-9.-]+)
    |(?P<reference>LicenseRef-[A-Za-z0-9.-]+)
    |(?P<name>[A-Za-z0-9.-]+)
    )""",
    re.VERBOSE,
)
#: What SPDX has renamed and still knows; the index holds them beside names that SPDX never had.
OLD_NAMES = (
    "AGPL-1.0 AGPL-3.0 BSD-2-Clause-FreeBSD BSD-2-Clause-NetBSD bzip2-1.0.5 eCos-2.0 GFDL-1.1 "
    "GFDL-1.2 GFDL-1.3 GPL-1.0 GPL-2.0 GPL-2.0-with-autoconf-exception "
    "GPL-2.0-with-bison-exception GPL-2.0-with-classpath-exception GPL-2.0-with-font-exception "
    "GPL-2.0-with-GCC-exception GPL-3.0 GPL-3.0-with-autoconf-exception "
    "GPL-3.0-with-GCC-exception LGPL-2.0 LGPL-2.1 LGPL-3.0 Net-SNMP Nunit StandardML-NJ wxWindows"
)
#: Deeper brackets than this are no licence that anybody wrote.
DEEPEST = 50


class NoExpression(Exception):
    pass


def is_expression(text):
    text = text.strip()
    if text.lower() in known()[0]:
        return True
    try:
        _Expression(text).read()
    except NoExpression:
        return False
    return True


@lru_cache(maxsize=1)
def known():
    """The SPDX identifiers of licences and of exceptions, in lower case."""
    licences, exceptions = set(OLD_NAMES.lower().split()), set()
    for entry in get_license_index():
        name = entry.get("spdx_license_key") or "LicenseRef-"
        if not name.startswith("LicenseRef-"):
            (exceptions if entry.get("is_exception") else licences).add(name.lower())
    return frozenset(licences), frozenset(exceptions)


class _Expression:
    """One walk over the tokens: OR binds looser than AND, AND looser than WITH."""

    def __init__(self, text):
        self.tokens = []
        self.depth = 0
        place = 0
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match:
                raise NoExpression
            self.tokens.append((match.lastgroup, match[match.lastgroup], match.group()[:1] == " "))
            place = match.end()
        self.tokens.reverse()

    def read(self):
        self._alternatives()
        if self.tokens:
            raise NoExpression

    def _alternatives(self):
        self._together()
        while self._skip("OR"):
            self._together()

    def _together(self):
        self._one()
        while self._skip("AND"):
            self._one()

    def _one(self):
        if self._skip("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise NoExpression
            self._alternatives()
            self.depth -= 1
            self._expect(")")
            return
        kind, word, _spaced = self._next()
        if kind == "document":
            self._expect(":")
            kind, _word, _spaced = self._next()
            if kind != "reference":
                raise NoExpression
        elif kind == "name":
            self._licence(word)
        elif kind != "reference":
            raise NoExpression

    def _licence(self, name):
        licences, exceptions = known()
        bare = name.removesuffix("-only").removesuffix("-or-later")
        if name.lower() not in licences and bare.lower() not in licences:
            raise NoExpression
        if self.tokens and self.tokens[-1] == ("operator", "+", False):
            self.tokens.pop()
        if self._skip("WITH"):
            kind, word, _spaced = self._next()
            if kind != "name" or word.lower() not in exceptions:
                raise NoExpression

    def _next(self):
        if not self.tokens:
            raise NoExpression
        return self.tokens.pop()

    def _skip(self, operator):
        if self.tokens and self.tokens[-1][:2] == ("operator", operator):
            self.tokens.pop()
            return True
        return False

    def _expect(self, operator):
        if not self._skip(operator):
            raise NoExpression
