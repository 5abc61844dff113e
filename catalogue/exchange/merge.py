"""Three-way merge of one record: what the file said last, what it says now, what the catalogue
holds.

Standard library only.
"""

from dataclasses import dataclass, field

ABSENT = object()


@dataclass(frozen=True)
class Merge:
    """`write` is what to change in the catalogue; `kept` names the fields where an editor's value
    stays although the file moved on.
    """

    write: dict = field(default_factory=dict)
    kept: tuple = ()


def merge(base, theirs, ours):
    """Take from the file (`theirs`) what nobody edited here (`ours`) since it was last loaded
    (`base`).
    """
    write, kept = {}, []
    for name, value in theirs.items():
        held = ours.get(name)
        if held == value:
            continue
        if base is ABSENT or held == base.get(name):
            write[name] = value
        elif value != base.get(name):
            kept.append(name)
    return Merge(write, tuple(kept))
