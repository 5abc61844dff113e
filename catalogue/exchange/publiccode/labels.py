"""What publiccode.yml's categories and scopes are called in French and in English.

The standard only has their English identifiers. The labels are ours, in the words of a French
municipality, and open data like everything else here.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "lists" / "publiccode_labels.csv"


@dataclass(frozen=True)
class Label:
    """A word of the standard and its names. `kind` is `category` or `scope`."""

    kind: str
    term: str
    names: dict[str, str]


@lru_cache(maxsize=1)
def labels():
    """All of them, categories first, each list in the order of the standard."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Label(row["kind"], row["term"], {"fr": row["label_fr"], "en": row["label_en"]})
            for row in csv.DictReader(file)
        )


def as_csv():
    """The file as spreadsheets expect it: a mark of its encoding, and the lines of RFC 4180."""
    return ("\ufeff" + FILE.read_text(encoding="utf-8").replace("\n", "\r\n")).encode()
