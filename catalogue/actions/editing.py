"""What follows an editor's change: the entries that tell of the thing are written again, in the
same transaction.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db import transaction

from catalogue.search.indexing import refresh
from catalogue.search.telling import entries_touched_by, own_entry, told_by_others
from catalogue.search.turns import one_at_a_time


class Noted(NamedTuple):
    """What others told of a row before an edit, and the entries that told of it."""

    told: list | None
    entries: dict


@transaction.atomic
def changed(rows, *, before=None, noted=None):
    """Bring lists and searches in step with `rows`. `before` is what `touched` said before the
    change, `noted` what `note` did: of a row in which nothing changed that others tell, only its
    own entry is made again.
    """
    one_at_a_time()  # before asking what tells of them: another editor may be adding to it
    noted = noted or {}
    refresh(merge(before or {}, *(_entries(row, noted.get(_key(row))) for row in rows)))


def touched(rows):
    """What lists tell of `rows` now: ask before deleting or relinking, and hand it to `changed`."""
    return merge(*(entries_touched_by(row) for row in rows))


def note(rows):
    """What others tell of `rows` now, and where: ask before an edit of them, and hand it to
    `changed`. What belongs to a row and is edited with it has to be noted and told for itself.
    """
    return {_key(row): Noted(told_by_others(row), entries_touched_by(row)) for row in rows}


def note_edit(row, *, relinks):
    """The same of one row of which only columns are written; or also its links, or what belongs to
    it (`relinks`): then everything that told of it is told again.
    """
    if relinks:
        return {_key(row): Noted(None, entries_touched_by(row))}
    return {_key(row): Noted(told_by_others(row), {})}


def merge(*parts):
    """Union of several `{kind: {ids}}`."""
    union = defaultdict(set)
    for part in parts:
        for kind, ids in part.items():
            union[kind] |= ids
    return dict(union)


def _entries(row, noted):
    """The entries that an edit of a row makes untrue."""
    if noted is None:
        return entries_touched_by(row)
    if noted.told is not None and noted.told == told_by_others(row):
        return own_entry(row)
    return merge(noted.entries, entries_touched_by(row))


def _key(row):
    return type(row), row.pk
