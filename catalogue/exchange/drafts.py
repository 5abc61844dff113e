"""A record in the making: what can be taken is taken, what cannot is told, with its place."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.exchange.licences import Doubt, read_licence
from catalogue.exchange.tidy import (
    address,
    by_language,
    digits,
    one_line,
    partial,
    repository_id,
    wikidata,
    without_persons,
)
from catalogue.exchange.told import Fault, Noun, Told, User, Where, doubted, refused
from catalogue.validators import speakable

DOUBTS = {
    Doubt.UNKNOWN: gettext_lazy("“%s” is no licence known to SPDX; it is kept as written."),
    Doubt.VERSION: gettext_lazy("“%s” names no version; the licence is kept as written."),
    Doubt.OR_LATER: gettext_lazy(
        "“%s” does not say whether later versions are allowed; the licence is kept as written."
    ),
    Doubt.SEVERAL: gettext_lazy(
        "“%s” does not say whether one may choose; the licences are kept as written."
    ),
}
#: How long a text may be where the catalogue keeps it; a test compares them with the columns.
LIMITS = {"name": 150, "latest_release_version": 40, "maintainer": 200}
TIDY_IDS = {"wikidata": wikidata, "repository": repository_id, "sill": digits}


class Draft:
    """Gathers the values of one record; `told` gives it, or nothing once it was refused."""

    def __init__(self, noun: Noun, catalogue: str, key: Any, where: Where, raw: Any = None):
        self.noun, self.catalogue, self.key, self.where = noun, catalogue, one_line(key), where
        self.raw = raw
        self.values: dict[str, Any] = {}
        self.outside_ids: dict[str, str] = {}
        self.users: dict[str, User] = {}
        self.faults: list[Fault] = []
        self.is_gone = False

    def put(self, name: str, value: Any) -> None:
        """Keep a value that is one already."""
        if value not in (None, "", [], {}, ()):
            self.values[name] = value

    def text(self, name: str, value: Any) -> None:
        """Keep a line of text; one that is longer than its place is left out."""
        text = one_line(value)
        try:
            speakable(text)
        except ValidationError as error:
            return self.doubt(name, " ".join(error.messages))
        most = LIMITS.get(name)
        if most and len(text) > most:
            message = _("Left out: longer than %(most)d characters.")
            return self.doubt(name, message % {"most": most})
        return self.put(name, text)

    def texts(self, name: str, value: Any, language: str) -> None:
        """Keep a text by language, adding to the languages that are there."""
        self.put(name, {**self.values.get(name, {}), **by_language(value, language)})

    def names(self, name: str, values: Any) -> None:
        """Keep a list of names, each once."""
        values = values if isinstance(values, list | tuple) else [values]
        self.put(name, list(dict.fromkeys(filter(None, map(one_line, values)))))

    def address(self, name: str, value: Any) -> None:
        found = address(value)
        if found:
            self.put(name, found)
        elif one_line(value):
            message = _("Left out: “%s” is no address of the web.")
            self.doubt(name, message % one_line(value)[:200])

    def date(self, name: str, value: Any) -> None:
        found = partial(value)
        if not found and one_line(value):
            self.doubt(name, _("Left out: “%s” is no date.") % one_line(value)[:100])
        self.put(name, found)

    def licence(self, written: Any, not_free: frozenset[str] = frozenset()) -> None:
        """Keep a licence; what is not free software is no tool of ours."""
        if written is not None and not isinstance(written, str | list | tuple):
            written = one_line(written)
        reading = read_licence(written)
        parts = {written} if isinstance(written, str) else set(map(str, written or ()))
        if reading.free is False or not_free & parts:
            message = _("“%s” is not a free-software licence; only free software is taken in.")
            return self.refuse("licence", message % reading.as_written)
        self.put("licence", reading.spdx)
        if reading.doubt:
            self.put("licence_as_written", reading.as_written)
            self.put("licence_at_least", reading.at_least)
            self.put("licence_doubt", reading.doubt.value)
        if reading.doubt in DOUBTS:
            self.doubt("licence", str(DOUBTS[reading.doubt]) % reading.as_written[:200])
        return None

    def outside(self, name: str, value: Any) -> None:
        """Keep an identifier of another catalogue or register."""
        found = TIDY_IDS.get(name, one_line)(value)
        if found:
            self.outside_ids[name] = found

    def repository(self, value: Any) -> None:
        """An address of source code, and what it has in common with others of the same."""
        self.address("repository", value)
        self.outside("repository", value)

    def user(self, user: User) -> None:
        """Somebody who is said to use it; the same name twice is one user."""
        if one_line(user.name):
            self.users.setdefault(one_line(user.name), user)

    def doubt(self, key: str, message: str) -> None:
        self.faults.append(doubted(self.where.at(key), message))

    def refuse(self, key: str, message: str) -> None:
        self.faults.append(refused(self.where.at(key), message))

    def let_go(self, key: str, message: str) -> None:
        """Its own catalogue says that it no longer holds it."""
        self.is_gone = True
        self.refuse(key, message)

    def told(self) -> Iterator[Told | Fault]:
        """The record and what was left out of it; or, of a refused one, only why."""
        if not self.values.get("name") and self.noun in ("tool", "place", "organisation"):
            self.refuse("name", _("It has no name."))
        if not self.key:
            self.refuse("id", _("It has no identifier."))
        errors = [fault for fault in self.faults if fault.severity == "error"]
        if errors and self.is_gone:
            yield from errors
            return
        if errors:
            yield from (replace(each, noun=self.noun, key=self.key) for each in errors)
            return
        yield Told(
            self.noun,
            self.catalogue,
            self.key,
            self.where,
            self.values,
            self.outside_ids,
            tuple(self.users.values()),
            without_persons(self.raw),
        )
        yield from self.faults
