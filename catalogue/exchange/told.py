"""What another catalogue says of one thing, in our words, before it meets what we hold.

`values` are plain, so that they can be kept as JSON and compared. By noun:

- *tool*: the columns of a tool under their own names (`name`, `summary` by language, `licence`,
  `platforms`…), and beside them `licence_as_written` with `licence_doubt` and `licence_at_least`
  (see `licences`), `subjects` (how the source files it, in its words), `alternatives` (names that
  it may replace), `similar` (outside ids of free software like it), `parent` (the name of what it
  belongs to or extends), `based_on` (the addresses of the source code that it was made from).
- *adoption*: the columns of an adoption, `city` and `tool` as written with what else is known of
  them (`city_ids`, `tool_ids`), `replaces` (names), `source` (title, url, date), `service_url`.
- *mapping*: `tool` and `product` as written, `vendor`, `coverage`, `caveat` by language, `caution`
  by language, `source`; its outside ids are those of the tool.
- *place*: the columns of a city, `postal_codes`, `department_code`, and `member_of` (the key of the
  body of communes that it belongs to).
- *organisation*: the columns of an organisation, and `services` (names of tools).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

Noun = Literal["tool", "adoption", "mapping", "place", "organisation"]


@dataclass(frozen=True)
class Where:
    """The place in a source: a line of a table or an entry of a list, and the key inside it."""

    file: str
    line: int | None = None
    entry: int | None = None
    key: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        place += f"[{self.entry}]" if self.entry is not None else ""
        return f"{place} {self.key}" if self.key else place

    def at(self, key: str) -> "Where":
        return Where(self.file, self.line, self.entry, key)


class Severity(StrEnum):
    """What became of what was wrong."""

    ERROR = "error"  # the record, or the whole file, is refused
    WARNING = "warning"  # the record is told; a value of it was left out, or is kept as written


@dataclass(frozen=True)
class Fault:
    """Something that cannot be taken as it is: where, and a sentence for the person who sent it.

    An error that refuses one record says which: by its `noun` and `key` it is known to be in the
    source still.
    """

    where: Where
    severity: Severity
    message: str
    noun: str = ""
    key: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True)
class User:
    """Who is said to use a tool, as written: an adoption to be, once somebody knows who it is."""

    name: str
    said_to_be: str = ""  # the source's own word: Administration, Company…
    website: str = ""
    outside_ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One record of another catalogue. `key` is its own identifier there, the same at every import.

    `outside_ids` name the thing in other catalogues and registers (repository, wikidata, sill,
    comptoir_du_libre, insee, siren…); `raw` is the record as it came, without private persons.
    """

    noun: Noun
    catalogue: str
    key: str
    where: Where
    values: dict[str, Any]
    outside_ids: dict[str, str] = field(default_factory=dict)
    users: tuple[User, ...] = ()
    raw: Any = None


def refused(where: Where, message: str) -> Fault:
    return Fault(where, Severity.ERROR, message)


def doubted(where: Where, message: str) -> Fault:
    return Fault(where, Severity.WARNING, message)
