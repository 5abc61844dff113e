"""Where a tool of another catalogue is filed in ours, by the subjects under which that one files
it. The table is made by hand: lists/subjects.toml.
"""

import tomllib
from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from catalogue.models.category import UNSORTED

TABLE = Path(__file__).parent / "lists" / "subjects.toml"
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
