"""Reads the origin's feed of changes and keeps what it tells, page by page, with the place reached.

A page and the cursor after it are kept together, so that whoever is stopped goes on from there.
"""

import time
from contextlib import contextmanager

from django.conf import settings
from django.db import DataError, connection, transaction
from django.utils.translation import gettext as _

from catalogue.errors import CatalogueError, CursorExpired
from catalogue.exchange.shapes import SHAPES
from catalogue.exchange.sources.http import NotFetched
from catalogue.models import CuratedRecord, Mirror, MirroredRecord

#: Arbitrary, ours: one program at a time keeps a mirror in step.
LOCK = 0x4D697272
#: Seconds to wait for another one that is about to end.
PATIENCE = 10
#: How many changes go by without a word.
SAID_EVERY = 1000
KEPT = ["record", "moved_to", "beginning", "waiting"]


class NoMirror(CatalogueError):
    """This instance cannot be a copy, or not of that origin."""


@contextmanager
def turn():
    """A turn at keeping the mirror in step. Raises NoMirror while somebody else has it."""
    ends = time.monotonic() + PATIENCE
    while not _asked("SELECT pg_try_advisory_lock(%s)"):
        if time.monotonic() > ends:
            raise NoMirror(_("Another program is keeping this mirror in step. Let it, or stop it."))
        time.sleep(0.2)
    try:
        yield
    finally:
        _asked("SELECT pg_advisory_unlock(%s)")


def _asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question, [LOCK])
        return cursor.fetchone()[0]


def mirror_of(site):
    """This instance's place in the feed of `site`, or of its known origin when that is "". A new
    one is not kept before something was read. Raises NoMirror.
    """
    mirror = Mirror.objects.first()
    if mirror is None:
        if not site:
            raise NoMirror(
                _("Say of which instance: manage.py mirror https://communal.example.org")
            )
        if site == settings.SITE_URL:
            raise NoMirror(_("%s is this instance itself.") % site)
        if holds_something():
            raise NoMirror(
                _(
                    "This instance holds a catalogue of its own, which a mirror would overwrite. "
                    "Start with an empty database: another DATA_DIR or DATABASE_URL."
                )
            )
        return Mirror(origin=site)
    if site not in ("", mirror.origin):
        raise NoMirror(
            _(
                "This instance is a mirror of %s. For another origin, start with an empty "
                "database: another DATA_DIR or DATABASE_URL."
            )
            % mirror.origin
        )
    return mirror


def holds_something():
    """Whether there is a catalogue here, or was one."""
    return CuratedRecord.objects.exists() or any(shape.model.objects.exists() for shape in SHAPES)


def read(mirror, origin, say):
    """Keep all that changed since the last time; the number of things told."""
    count, more = 0, True
    while more:
        try:
            news = origin.changes(mirror.cursor)
        except CursorExpired as expired:
            if not mirror.cursor:
                raise NotFetched(str(expired)) from expired
            say(_("The origin tells another story since the last time: reading all of it again."))
            begin_again(mirror)
            continue
        keep(mirror, news)
        count, more = count + len(news.told), news.more
        if count and (count % SAID_EVERY == 0 or not more):
            say(_("%d changes read…") % count)
    forget_untold(mirror)
    return count


@transaction.atomic
def keep(mirror, news):
    """Keep a page with the cursor after it."""
    mirror.cursor = news.cursor
    mirror.save()
    keep_told(mirror, news.told)


def keep_told(mirror, told, *, anew=False):
    """Keep what the origin told. What it told before and is done does not wait, unless `anew`."""
    told = {(each.noun, each.slug): each for each in told}
    held = {(row.noun, row.slug): row for row in under_places(told) if not row.waiting}
    try:
        MirroredRecord.objects.bulk_create(
            (
                MirroredRecord(
                    noun=each.noun,
                    slug=each.slug,
                    record=each.record,
                    moved_to=each.moved_to,
                    beginning=mirror.beginning,
                    waiting=anew or place not in held or held[place].record != each.record,
                )
                for place, each in told.items()
            ),
            update_conflicts=True,
            unique_fields=["noun", "slug"],
            update_fields=KEPT,
        )
    except DataError as fault:  # a text that no database keeps
        raise NotFetched(
            _("%s tells of something that cannot be kept. Nothing of it was taken.") % mirror.origin
        ) from fault


def under_places(places):
    """What was told under some of these nouns and slugs, and under others of the same."""
    nouns, slugs = ({place[part] for place in places} for part in (0, 1))
    return MirroredRecord.objects.filter(noun__in=nouns, slug__in=slugs)


@transaction.atomic
def begin_again(mirror):
    """From the start of the feed; what is not told again is then forgotten."""
    mirror.cursor = ""
    mirror.beginning += 1
    mirror.save()


def forget_untold(mirror):
    """What a feed read from its start does not tell any more is gone."""
    MirroredRecord.objects.filter(beginning__lt=mirror.beginning, record__isnull=False).update(
        record=None, moved_to="", waiting=True
    )
