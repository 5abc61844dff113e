"""What follows an editor's change: the entries that tell of the thing are written again, in the
same transaction.
"""

from collections import defaultdict

from django.db import transaction

from catalogue.search.indexing import entries_touched_by, refresh
from catalogue.search.turns import one_at_a_time


@transaction.atomic
def changed(rows, *, before=None):
    """Bring lists and searches in step with `rows`. `before` is what `touched` said before the
    change.
    """
    one_at_a_time()  # before asking what tells of them: another editor may be adding to it
    refresh(merge(before or {}, *(entries_touched_by(row) for row in rows)))


def touched(rows):
    """What lists tell of `rows` now: ask before deleting or relinking, and hand it to `changed`."""
    return merge(*(entries_touched_by(row) for row in rows))


def merge(*parts):
    """Union of several `{kind: {ids}}`."""
    union = defaultdict(set)
    for part in parts:
        for kind, ids in part.items():
            union[kind] |= ids
    return dict(union)
