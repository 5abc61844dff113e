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

    What has no ancestor is only filled when empty: a record that an editor made before the file did
    (`base` is ABSENT), a key that an older release did not know.
    """
    base = {} if base is ABSENT else base
    write, kept = {}, []
    for name, value in theirs.items():
        held = ours.get(name)
        if held == value:
            continue
        if held == base[name] if name in base else held in EMPTY:
            write[name] = value
        elif name not in base or value != base[name]:
            kept.append(name)
    return Merge(write, tuple(kept))
