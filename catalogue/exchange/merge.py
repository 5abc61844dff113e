"""Three-way merge of one record: what the file said last, what it says now, what the catalogue
holds.

Standard library only.
"""

from dataclasses import dataclass, field

ABSENT = object()
EMPTY = (None, "", [], {})


@dataclass(frozen=True)
class Merge:
    """`write` is what to change in the catalogue; `kept` names the fields where an editor's value
    stays although the file moved on.
    """

    write: dict = field(default_factory=dict)
    kept: tuple = ()


def merge(base, theirs, ours):
    """Take from the file (`theirs`) what nobody edited here (`ours`) since the last load (`base`).

    Where an editor made the record before the file did (`base` is ABSENT), only fill what is empty.
    """
    write, kept = {}, []
    for name, value in theirs.items():
        held = ours.get(name)
        if held == value:
            continue
        if held in EMPTY if base is ABSENT else held == base.get(name):
            write[name] = value
        elif base is ABSENT or value != base.get(name):
            kept.append(name)
    return Merge(write, tuple(kept))
