"""Where a tool of another catalogue is filed in ours, by the subjects under which that one files
it. The table is made by hand: lists/subjects.toml.
"""

import tomllib
from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from catalogue.models import Category, OutsideRecord

TABLE = Path(__file__).parent / "lists" / "subjects.toml"
#: The category of what nobody could place, until an editor does.
UNSORTED = "unsorted"
#: The words that catalogues without a table of their own speak.
STANDARD = "publiccode"
#: Whoever ticks ten boxes does not say ten times as much.
MOST_OTHERS = 3


class Filed(NamedTuple):
    """The slugs of a category and of a few others."""

    category: str
    others: tuple[str, ...] = ()


def category_of(
    catalogue: str, subjects: Iterable[str], there: Container[str] | None = None
) -> Filed:
    """Where the subjects of one tool lead. `there` are the slugs of the categories that there are,
    where these are not all of the curated ones.
    """
    table = _tables().get(catalogue) or _tables()[STANDARD]
    places = sorted(table[word] for word in map(_plain, subjects) if word in table)
    slugs = list(
        dict.fromkeys(
            slug for _order, slug in places if slug != UNSORTED and (there is None or slug in there)
        )
    )
    return Filed(slugs[0], tuple(slugs[1 : 1 + MOST_OTHERS])) if slugs else Filed(UNSORTED)


def categories_of(record: OutsideRecord) -> list[str]:
    """The slugs of the categories of a tool that another catalogue told of, the main one first."""
    there = set(Category.objects.leaves().values_list("slug", flat=True))
    subjects = record.values.get("subjects", ())
    filed = category_of(record.catalogue.format, subjects, there)
    return [filed.category, *filed.others]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, tuple[int, str]]]:
    """`{catalogue: {subject: (how early it stands, slug)}}`."""
    written = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        catalogue: {_plain(subject): place for subject, place in _in_order(table)}
        for catalogue, table in written.items()
    }


def _in_order(table):
    return ((subject, (order, slug)) for order, (subject, slug) in enumerate(table.items()))


def _plain(subject):
    """Catalogues do not always write their own words alike."""
    return " ".join(subject.casefold().replace("’", "'").replace("&", " et ").split())
