"""What this catalogue gives as open data: one set of data a noun, and the files that hold it.

What is said of them stands in `lists/open_data.toml`, in French and in English.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from catalogue.choices import Kind
from catalogue.exchange.formats import ods
from catalogue.models import Change

FILE = Path(__file__).parent.parent / "lists" / "open_data.toml"
TYPES = {
    "jsonl": "application/jsonl",
    "json": "application/json",
    "csv": "text/csv",
    "ods": ods.TYPE,
}
#: Where each set of data is shown to people; the others stand on the page of the data.
PAGES = {kind.noun: kind.noun for kind in Kind.searched() if kind is not Kind.CATEGORY}


@dataclass(frozen=True)
class DataFile:
    """One way to have a set of data."""

    ending: str
    address: str
    title: dict[str, str]

    @property
    def type(self):
        return TYPES[self.ending]


@dataclass(frozen=True)
class DataSet:
    """What a portal lists as one thing. `modified` is the day of its last change, or None."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    keywords: dict[str, list[str]]
    files: tuple[DataFile, ...]
    modified: date | None

    def page(self, language):
        """Where people see it."""
        place = f"{PAGES[self.name]}/" if self.name in PAGES else "data/"
        return f"{settings.SITE_URL}/{language}/{place}"


@lru_cache(maxsize=1)
def words():
    """What is said of the catalogue and of its parts."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def data_sets():
    """Every set of data, the nouns first in the order of the pages. One query."""
    changed = dict(Change.objects.order_by().values_list("kind").annotate(Max("at")))
    days = {Kind(kind).noun: at.date() for kind, at in changed.items()}
    return [
        DataSet(
            name=name,
            title=said["title"],
            description=said["description"],
            keywords=said["keywords"],
            files=_files(name),
            modified=said.get("modified", days.get(name)),
        )
        for name, said in words()["datasets"].items()
    ]


def _files(name):
    if name == "publiccode-labels":
        there = {"json": "publiccode/labels.json", "csv": "publiccode/labels.csv"}
    else:
        there = {ending: f"exports/{name}.{ending}" for ending in ("jsonl", "csv", "ods")}
    return tuple(
        DataFile(ending, f"{settings.SITE_URL}/api/v1/{path}", words()["formats"][ending])
        for ending, path in there.items()
    )
