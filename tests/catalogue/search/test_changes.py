"""A mirror that follows the feed misses nothing, whatever runs at the same time."""

import base64
import json
import random
import threading
import time
from dataclasses import replace

import psycopg
import pytest
from django.db import connection

from catalogue.actions.editing import changed, touched
from catalogue.errors import BadQuestion, CursorExpired
from catalogue.models import Change, SearchEntry
from catalogue.search import reindex
from catalogue.search.changes import end_of_feed, news_since
from tests.factories import AdoptionFactory, ToolFactory

WRITE = """
INSERT INTO catalogue_searchentry
       (kind, object_id, slug, label, names, sort_fr, sort_en, words, facets, proof, cities, size,
        fresh, record, digest)
VALUES ('vendor', %(id)s, %(slug)s, '{}', '{}', '', '', '', '{}', 0, 0, 0, '', %(record)s, '')
ON CONFLICT (kind, object_id) DO UPDATE SET slug = excluded.slug, record = excluded.record
"""
DELETE = "DELETE FROM catalogue_searchentry WHERE kind = 'vendor' AND object_id = %(id)s"


#: Numbers of entries are added up by writers who take turns; these here take none.
UNCOUNTED = ",".join(
    trigger.get_pgid(SearchEntry)
    for trigger in SearchEntry._meta.triggers
    if trigger.name.startswith("counted")
)


def another_connection(**elsewhere):
    params = connection.get_connection_params() | elsewhere
    params["options"] = f"{params.get('options', '')} -c pgtrigger.ignore={{{UNCOUNTED}}}"
    params.pop("cursor_factory", None)
    params.pop("context", None)
    return psycopg.connect(**params)


def write(database, number, record, slug=None):
    slug = slug or f"vendor-{number}"
    database.execute(WRITE, {"id": number, "slug": slug, "record": record})


class Follower:
    """Keeps what the feed told, as a mirror does."""

    def __init__(self):
        self.held, self.cursor = {}, ""

    def read(self, most=100):
        news = news_since(self.cursor, most)
        for told in news.changes:
            if told.entry is None:
                self.held.pop((told.kind, told.slug), None)
            else:
                self.held[told.kind, told.slug] = told.entry.record
        self.cursor = str(news.cursor)
        return news

    def catch_up(self, most=100):
        while self.read(most).more:
            pass


def everything():
    return {(e.kind, e.slug): e.record for e in SearchEntry.objects.all()}


@pytest.mark.django_db(transaction=True)
def test_earlier_transaction_that_commits_later_is_not_missed():
    follower = Follower()
    with another_connection() as early, another_connection() as late:
        write(early, 1, "early")
        write(late, 2, "late")
        late.commit()
        follower.catch_up()
        seen_meanwhile = dict(follower.held)
        early.commit()

        follower.catch_up()

    assert seen_meanwhile == {("vendor", "vendor-2"): "late"}
    assert follower.held == {("vendor", "vendor-1"): "early", ("vendor", "vendor-2"): "late"}


@pytest.mark.django_db(transaction=True)
def test_what_came_before_a_running_transaction_is_told_at_once():
    follower = Follower()
    with another_connection() as done, another_connection() as running:
        write(done, 1, "done")
        done.commit()
        write(running, 2, "running")

        follower.catch_up()

        assert follower.held == {("vendor", "vendor-1"): "done"}
        running.rollback()


@pytest.mark.django_db(transaction=True)
def test_work_in_another_database_of_the_server_holds_nothing_back():
    follower = Follower()
    follower.catch_up()
    with another_connection(dbname="postgres") as elsewhere, another_connection() as here:
        elsewhere.execute("SELECT pg_current_xact_id()")
        write(here, 1, "done")
        here.commit()

        follower.catch_up()

        assert follower.held == {("vendor", "vendor-1"): "done"}
        elsewhere.rollback()


@pytest.mark.django_db(transaction=True)
def test_what_runs_here_is_waited_for_whatever_runs_elsewhere():
    follower = Follower()
    follower.catch_up()
    with (
        another_connection(dbname="postgres") as elsewhere,
        another_connection() as early,
        another_connection() as late,
    ):
        elsewhere.execute("SELECT pg_current_xact_id()")
        write(early, 1, "early")
        write(late, 2, "late")
        late.commit()
        follower.catch_up()
        seen_meanwhile = dict(follower.held)
        early.commit()

        follower.catch_up()

        assert seen_meanwhile == {}
        assert follower.held == {("vendor", "vendor-1"): "early", ("vendor", "vendor-2"): "late"}
        elsewhere.rollback()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_follower_ends_with_what_many_writers_left(seed):
    faults = []

    def work(number):
        chance = random.Random(f"{seed} {number}")
        try:
            with another_connection() as database:
                for turn in range(25):
                    for thing in sorted(chance.sample(range(12), chance.randint(1, 4))):
                        if chance.random() < 0.25:
                            database.execute(DELETE, {"id": thing})
                        else:
                            slug = f"vendor-{thing}{chance.choice(['', '', '-renamed'])}"
                            write(database, thing, f"{number}.{turn}", slug)
                        time.sleep(chance.random() / 200)
                    database.rollback() if chance.random() < 0.2 else database.commit()
        except Exception as fault:  # noqa: BLE001 - told by the test itself
            faults.append(fault)

    writers = [threading.Thread(target=work, args=[number]) for number in range(5)]
    follower = Follower()
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        follower.read(most=3)
    for writer in writers:
        writer.join()

    follower.catch_up()

    assert faults == []
    assert follower.held == everything()
    assert follower.held


@pytest.mark.django_db
def test_each_change_of_a_thing_is_told_once_as_it_is_now():
    tool = ToolFactory(slug="libre-office", name="First")
    reindex()
    tool.name = "Second"
    tool.save()
    changed([tool])

    rows = Change.objects.filter(kind="tool")

    assert [row.slug for row in rows] == ["libre-office"]


@pytest.mark.django_db
def test_reindex_that_changes_nothing_tells_nothing():
    AdoptionFactory()
    reindex()
    before = list(Change.objects.order_by("pk").values())

    reindex()

    assert list(Change.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
def test_withdrawn_deleted_and_renamed_things_leave_the_mirror():
    withdrawn, deleted, renamed = ToolFactory(), ToolFactory(), ToolFactory(slug="old-name")
    deleted_slug = deleted.slug
    reindex()
    follower = Follower()
    follower.catch_up()
    before = touched([withdrawn, deleted])
    withdrawn.published_at = None
    withdrawn.save()
    deleted.delete()
    renamed.slug = "new-name"
    renamed.save()
    changed([withdrawn, renamed], before=before)

    told = {change.slug: change for change in news_since(follower.cursor, 100).changes}
    follower.catch_up()

    assert follower.held == everything()
    assert told[withdrawn.slug].entry is None
    assert told[deleted_slug].entry is None
    assert told["old-name"].entry is None
    assert told["old-name"].moved_to == "new-name"
    assert told["new-name"].entry.object_id == renamed.pk


@pytest.mark.django_db(transaction=True)
def test_things_that_take_each_other_s_slug_are_both_there():
    follower = Follower()
    with another_connection() as editor:
        write(editor, 1, "first", "one")
        write(editor, 2, "second", "other")
        write(editor, 3, "third", "aside")
        editor.commit()
        follower.catch_up()
        for number, record, slug in [(1, "first", "other"), (2, "second", "one")]:
            write(editor, number, record, slug)
        editor.execute(DELETE, {"id": 3})
        editor.commit()

        told = {change.slug: change for change in news_since(follower.cursor, 100).changes}
        follower.catch_up()

    assert {slug: change.entry and change.entry.object_id for slug, change in told.items()} == {
        "one": 2,
        "other": 1,
        "aside": None,
    }
    assert {change.moved_to for change in told.values()} == {""}
    assert follower.held == everything()


@pytest.mark.django_db(transaction=True)
def test_who_begins_while_a_thing_is_being_changed_is_told_of_it_as_it_still_is():
    follower = Follower()
    with another_connection() as editor:
        write(editor, 1, "before")
        editor.commit()
        write(editor, 1, "after")
        follower.catch_up()
        seen_meanwhile = dict(follower.held)
        editor.commit()

        follower.catch_up()

    assert seen_meanwhile == {("vendor", "vendor-1"): "before"}
    assert follower.held == {("vendor", "vendor-1"): "after"}


@pytest.mark.django_db(transaction=True)
def test_thing_made_again_under_its_slug_is_there():
    follower = Follower()
    with another_connection() as editor:
        write(editor, 1, "first", "same-slug")
        editor.commit()
        follower.catch_up()
        write(editor, 2, "second", "same-slug")
        editor.execute(DELETE, {"id": 1})
        editor.commit()

        follower.catch_up()

    assert follower.held == {("vendor", "same-slug"): "second"}


@pytest.mark.django_db
def test_pages_of_the_feed_are_the_whole_of_it(django_assert_max_num_queries):
    for _number in range(5):
        AdoptionFactory()
    reindex()
    Change.objects.update(transaction=1)
    whole, parted = Follower(), Follower()

    whole.catch_up()
    while parted.read(most=2).more:
        pass

    assert whole.held == parted.held == everything()


@pytest.mark.django_db
def test_changes_brought_by_a_backup_are_told_here_too():
    ToolFactory()
    reindex()
    Change.objects.update(transaction=2**60)

    reindex()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (now,) = cursor.fetchone()
    assert set(Change.objects.values_list("transaction", flat=True)) == {now}


def cursor_of(*place):
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "x",
        "é",
        "====",
        "bnVsbA",
        cursor_of(1, 2),
        cursor_of("1-1", "x", "tool", "a", False),
        cursor_of("1-1", -1, "tool", "a", False),
        cursor_of("1-1", True, "tool", "a", False),
        cursor_of("1-1", 2**70, "tool", "a", False),
        cursor_of("1-1", 1, "tool", "\0", False),
        cursor_of("1-1", 1, "tool", "\ud800", False),
        cursor_of("1-1", 1, "tool", "a", 0),
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
        base64.urlsafe_b64encode(b"1e400").decode(),
        base64.urlsafe_b64encode(b'["a", Infinity, "b", "c"]').decode(),
    ],
    ids=range(15),
)
def test_nonsense_is_no_cursor(text):
    with pytest.raises(BadQuestion):
        news_since(text, 10)


@pytest.mark.django_db
def test_cursor_of_another_database_has_expired():
    with pytest.raises(CursorExpired):
        news_since(cursor_of("1-1", 1, "tool", "a", False), 10)


@pytest.mark.django_db
def test_cursor_that_the_feed_has_not_come_to_has_expired():
    here = news_since("", 10).cursor

    with pytest.raises(CursorExpired):
        news_since(str(replace(here, transaction=2**50)), 10)


@pytest.mark.django_db(transaction=True)
def test_cursor_of_before_something_began_to_hold_the_feed_back_is_good():
    with another_connection() as running, another_connection() as done:
        write(running, 1, "running")
        write(done, 2, "done")
        number = done.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()[0]
        done.commit()
        ahead = replace(news_since("", 10).cursor, transaction=number, walking=False)

        news = news_since(str(ahead), 10)

        assert (news.changes, news.more, news.cursor) == ([], False, ahead)
        running.rollback()


READ_ALL = "SELECT slug, record FROM catalogue_searchentry"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_missed_between_a_copy_of_everything_and_the_feed_after_it():
    with (
        another_connection() as reader,
        another_connection() as before,
        another_connection() as running,
        another_connection() as after,
    ):
        reader.execute("SET default_transaction_isolation TO 'repeatable read'")
        reader.commit()
        write(before, 1, "before")
        before.commit()
        write(running, 2, "running")
        write(before, 3, "later number, ended sooner")
        before.commit()
        with reader.cursor() as database:
            cursor, _at = end_of_feed(database)
            write(after, 4, "after")
            after.commit()
            copy = dict(database.execute(READ_ALL).fetchall())
        running.commit()

    told = {change.slug: change.entry.record for change in news_since(str(cursor), 10).changes}

    assert copy == {"vendor-1": "before", "vendor-3": "later number, ended sooner"}
    assert copy | told == {entry.slug: entry.record for entry in SearchEntry.objects.all()}
    assert "vendor-1" not in told


@pytest.mark.django_db(transaction=True)
def test_end_of_the_feed_is_where_nothing_is_left_to_tell():
    with another_connection() as database, database.cursor() as reader:
        assert end_of_feed(reader)[1] is None
        database.commit()
        write(database, 1, "one")
        database.commit()

        cursor, at = end_of_feed(reader)

    assert news_since(str(cursor), 10).changes == []
    assert at == Change.objects.get().at
