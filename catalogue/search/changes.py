"""The feed of changes: every creation, update and deletion of a public thing, none ever missed.

A change carries the number of its transaction. Transactions commit in another order than their
numbers, so a reader stops before the oldest one still running, the horizon: whatever comes later
has a higher place in the feed than what was read.
"""

import base64
import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.errors import BadQuestion, CursorExpired
from catalogue.models import SearchEntry

TOLD = ("slug", "object_id", "record", "updated_at")
NEWS = """
SELECT kind, slug, object_id, transaction, at FROM catalogue_change
WHERE transaction < %s AND (transaction, kind, slug) > (%s, %s, %s)
ORDER BY transaction, kind, slug LIMIT %s
"""
END = """
SELECT transaction, kind, slug, at FROM catalogue_change WHERE transaction < %s
ORDER BY transaction DESC, kind DESC, slug DESC LIMIT 1
"""
#: Which database tells, and what it sees now. A copy of the database, and one that went back to a
#: backup, tell another story.
FEED = """
SELECT concat_ws('-', system_identifier, pg_database.oid, 'catalogue_change'::regclass::oid),
       pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text
FROM pg_control_system(), pg_database WHERE datname = current_database()
"""
#: What runs in other databases of the server: all number their transactions together.
ELSEWHERE = """
SELECT backend_xid::text FROM pg_stat_activity
WHERE datname <> current_database() AND backend_xid IS NOT NULL
UNION ALL
SELECT transaction::text FROM pg_prepared_xacts WHERE database <> current_database()
"""
PLACE = re.compile("[a-z0-9-]*")


@dataclass(frozen=True)
class Cursor:
    """A place in the feed of one database. Opaque to readers.

    Who begins is first told all that is there, in the order of nouns and slugs (`walking`), then
    what changed since: `transaction` is the first that may not have been over when that began.
    """

    feed: str
    transaction: int
    kind: str = ""
    slug: str = ""
    walking: bool = False

    def __str__(self):
        place = json.dumps(
            [self.feed, self.transaction, self.kind, self.slug, self.walking],
            separators=(",", ":"),
        )
        return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text, feed, end):
        """The place that a text stands for. Raises BadQuestion on what is none, CursorExpired on
        another feed's, and on one beyond the end of this feed.
        """
        try:
            padded = text + "=" * (-len(text) % 4)
            place = json.loads(
                base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
            )
        except (ValueError, RecursionError):
            place = None
        match place:
            case [str(), int(transaction), str(kind), str(slug), bool()] if (
                type(transaction) is int
                and 0 <= transaction < 2**63
                and PLACE.fullmatch(kind + slug)
            ):
                cursor = cls(*place)
            case _:
                raise BadQuestion(_("This is not a cursor of this feed."), parameter="since")
        if cursor.feed != feed or cursor.transaction > end:
            raise CursorExpired(
                _("This cursor belongs to another database: start again without one.")
            )
        return cursor


@dataclass(frozen=True)
class Told:
    """One change: `entry` is what the thing is now, None when it is gone from this slug; `object`
    is what the same object is now, perhaps under another one.
    """

    kind: Kind
    slug: str
    at: datetime
    entry: SearchEntry | None
    object: SearchEntry | None = None

    @property
    def moved_to(self):
        """The slug that a thing gone from this one has now, or ""."""
        return self.object.slug if self.entry is None and self.object is not None else ""


@dataclass(frozen=True)
class News:
    """A stretch of the feed: the changes, the cursor after them, and whether more are ready."""

    changes: list
    cursor: Cursor
    more: bool


def news_since(text, most):
    """The changes after a cursor, at most `most`. Two queries, a third while somebody writes on the
    server, and one for each noun in them.

    What was deleted or renamed since is told as it is now: its own change comes later.
    """
    with connection.cursor() as database:
        feed, horizon, end = _now(database)
    cursor = Cursor.read(text, feed, end) if text else Cursor(feed, horizon, walking=True)
    if cursor.walking:
        return _all_there_is(cursor, most)
    return _what_changed(cursor, most, horizon)


def _all_there_is(cursor, most):
    """The beginning of the feed. A thing that somebody is changing is told as it still is; what
    changes meanwhile is told again after the walk.
    """
    after = Q(kind__gt=cursor.kind) | Q(kind=cursor.kind, slug__gt=cursor.slug)
    found = SearchEntry.objects.filter(after).only("kind", *TOLD).order_by("kind", "slug")
    entries = list(found[: most + 1])
    last = entries[:most][-1] if len(entries) > most else None
    there = (
        replace(cursor, kind=last.kind, slug=last.slug)
        if last
        else Cursor(cursor.feed, cursor.transaction)
    )
    changes = [Told(Kind(e.kind), e.slug, e.updated_at, e) for e in entries[:most]]
    return News(changes, there, more=True)


def _what_changed(cursor, most, horizon):
    with connection.cursor() as database:
        place = [cursor.transaction, cursor.kind, cursor.slug]
        database.execute(NEWS, [horizon, *place, most + 1])
        rows = database.fetchall()
    more, rows = len(rows) > most, rows[:most]
    if rows:
        kind, slug, _object_id, transaction, _at = rows[-1]
        cursor = Cursor(cursor.feed, transaction, kind, slug)
    by_slug, by_id = _entries(rows)
    changes = [
        Told(Kind(kind), slug, at, by_slug.get((kind, slug)), by_id.get((kind, object_id)))
        for kind, slug, object_id, _transaction, at in rows
    ]
    return News(changes, cursor, more)


def _now(database):
    """Which feed this is, its horizon, and a number that nothing which is over has reached.

    A transaction is passed over only when it is seen at work elsewhere after it was seen at work: a
    number is given once, and nobody changes database. What ends between the two looks still counts,
    so that the horizon may go back a little: the end never does.
    """
    database.execute(FEED)
    feed, snapshot, own = database.fetchone()
    oldest, end, others = snapshot.split(":")
    end = int(end)
    running = {int(each) for each in [oldest, own, *others.split(",")] if each}
    running = {number for number in running if number < end}
    if running:
        database.execute(ELSEWHERE)
        elsewhere = {int(number) for (number,) in database.fetchall()}  # without their epoch
        running = {number for number in running if number % 2**32 not in elsewhere}
    return feed, min(running, default=end), end


def end_of_feed(database):
    """`(cursor, when it last changed)`: where to go on from after reading the whole catalogue in
    the transaction of `database`, a cursor of repeatable reads.

    Everything up to there had ended before that moment, so it was read. What was still running
    comes later in the feed, and so does what ended since: some of it may be told again, nothing is
    missed.
    """
    feed, horizon, _end = _now(database)
    database.execute(END, [horizon])
    last = database.fetchone()
    if last is None:
        return Cursor(feed, horizon), None
    *place, at = last
    return Cursor(feed, *place), at


def _entries(rows):
    """The entries of what changes tell of, by kind and slug, and by kind and `object_id`: a thing
    made again under its slug is another object.
    """
    slugs, ids = defaultdict(list), defaultdict(list)
    for kind, slug, object_id, *_rest in rows:
        slugs[kind].append(slug)
        ids[kind].append(object_id)
    found = [
        entry
        for kind in slugs
        for entry in SearchEntry.objects.filter(kind=kind)
        .filter(Q(slug__in=slugs[kind]) | Q(object_id__in=ids[kind]))
        .only("kind", *TOLD)
    ]
    return (
        {(entry.kind, entry.slug): entry for entry in found},
        {(entry.kind, entry.object_id): entry for entry in found},
    )
