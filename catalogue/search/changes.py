"""The feed of changes: every creation, update and deletion of a public thing, none ever missed.

A change carries the number of its transaction. Transactions commit in another order than their
numbers, so a reader stops before the oldest transaction still running (`pg_snapshot_xmin`):
whatever comes later has a higher place in the feed than what was read.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.errors import BadQuestion, CursorExpired
from catalogue.models import SearchEntry

NEWS = """
SELECT kind, slug, object_id, transaction, deleted, at FROM catalogue_change
WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  AND (transaction, kind, slug) > (%s, %s, %s)
ORDER BY transaction, kind, slug LIMIT %s
"""
END = """
SELECT transaction, kind, slug, at FROM catalogue_change
WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY transaction DESC, kind DESC, slug DESC LIMIT 1
"""
#: A copy of the database, and a database that went back to a backup, tell another story.
FEED = """
SELECT concat_ws('-', system_identifier, pg_database.oid, 'catalogue_change'::regclass::oid)
FROM pg_control_system(), pg_database WHERE datname = current_database()
"""


@dataclass(frozen=True)
class Cursor:
    """A place in the feed of one database. Opaque to readers."""

    feed: str
    transaction: int = 0
    kind: str = ""
    slug: str = ""

    def __str__(self):
        place = json.dumps(
            [self.feed, self.transaction, self.kind, self.slug], separators=(",", ":")
        )
        return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text, feed):
        """The place that a text stands for; "" is the beginning. Raises BadQuestion on what is
        none, CursorExpired on another feed's.
        """
        if not text:
            return cls(feed)
        try:
            padded = text + "=" * (-len(text) % 4)
            place = json.loads(
                base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
            )
            found, transaction, kind, slug = place
            cursor = cls(str(found), int(transaction), str(kind), str(slug))
        except (ValueError, TypeError, OverflowError, RecursionError):
            cursor = None
        if (
            cursor is None
            or not 0 <= cursor.transaction < 2**63
            or "\0" in cursor.kind + cursor.slug
        ):
            raise BadQuestion(_("This is not a cursor of this feed."), parameter="since")
        if cursor.feed != feed:
            raise CursorExpired(
                _("This cursor belongs to another database: start again without one.")
            )
        return cursor


@dataclass(frozen=True)
class Told:
    """One change: `entry` is what the thing is now, None when it is gone; `moved_to` is the slug
    that a thing gone from this one has now, or "".
    """

    kind: Kind
    slug: str
    at: datetime
    entry: SearchEntry | None
    moved_to: str = ""


@dataclass(frozen=True)
class News:
    """A stretch of the feed: the changes, the cursor after them, and whether more are ready."""

    changes: list
    cursor: Cursor
    more: bool


def news_since(text, most):
    """The changes after a cursor, at most `most`. Two queries, and one for each noun in them.

    What was deleted or renamed since is told as it is now: its own change comes later.
    """
    with connection.cursor() as database:
        database.execute(FEED)
        cursor = Cursor.read(text, database.fetchone()[0])
        database.execute(NEWS, [cursor.transaction, cursor.kind, cursor.slug, most + 1])
        rows = database.fetchall()
    more, rows = len(rows) > most, rows[:most]
    if rows:
        kind, slug, _object_id, transaction, *_rest = rows[-1]
        cursor = Cursor(cursor.feed, transaction, kind, slug)
    entries = _entries(rows)
    return News([_told(entries, *row) for row in rows], cursor, more)


def end_of_feed(database):
    """`(cursor, when it last changed)`: where to go on from after reading the whole catalogue in
    the transaction of `database`, a cursor of repeatable reads.

    Everything up to there had ended before that moment, so it was read. What was still running
    comes later in the feed, and so does what ended since: some of it may be told again, nothing is
    missed.
    """
    database.execute(FEED)
    (feed,) = database.fetchone()
    database.execute(END)
    last = database.fetchone()
    if last is None:
        return Cursor(feed), None
    *place, at = last
    return Cursor(feed, *place), at


def _entries(rows):
    """`{(kind, object_id): entry}` of the things that changes tell of."""
    by_kind = {}
    for kind, _slug, object_id, *_rest in rows:
        by_kind.setdefault(kind, []).append(object_id)
    return {
        (kind, entry.object_id): entry
        for kind, ids in by_kind.items()
        for entry in SearchEntry.objects.filter(kind=kind, object_id__in=ids).only(
            "slug", "object_id", "record", "updated_at"
        )
    }


def _told(entries, kind, slug, object_id, _transaction, _deleted, at):
    entry = entries.get((kind, object_id))
    if entry is not None and entry.slug != slug:
        return Told(Kind(kind), slug, at, None, entry.slug)
    return Told(Kind(kind), slug, at, entry)
