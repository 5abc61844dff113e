"""One instance copies another: two databases of one PostgreSQL, and a server between them as
visitors get it.
"""

import os
import signal
import subprocess
import sys
import time
from random import Random

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from catalogue.exchange.mirror import reading
from catalogue.exchange.mirror.reading import LOCK
from catalogue.models import CaseStudy, Mirror, MirroredRecord, SearchEntry, Tool
from catalogue.search import reindex
from config.backup import back_up, restore
from tests.databases import on_database
from tests.factories import ToolFactory
from tests.journeys.site import serving, url_of
from tests.mirroring import everything, shown
from tests.storm import Storm

HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
STARTS_WITHIN = 60  # seconds


class Instance:
    """A database of its own; inside `with instance:` every model is of it."""

    def __init__(self, name):
        self.name = name
        self.address = ""

    def __enter__(self):
        self._there = on_database(self.name)
        self._there.__enter__()
        return self

    def __exit__(self, *fault):
        self._there.__exit__(*fault)

    def ask(self, question):
        with self:
            return question()

    def url(self):
        return url_of(connection.settings_dict, self.name)


@pytest.fixture(scope="module", autouse=True)
def _unblocked(database_like, django_db_blocker):
    """pytest-django opens its database to tests in a transaction, which these are not."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def origin(database_like, full_database, tmp_path_factory):
    """An instance with the whole curated catalogue, and its server."""
    origin = Instance(database_like(full_database, "origin"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("API_LIMIT", "0")
        with serving(connection, origin.name, tmp_path_factory.mktemp("origin")) as address:
            origin.address = address
            yield origin


@pytest.fixture(scope="module")
def copy(origin, database_like, empty_database):
    """Its copy, filled once; `first` is what both showed then."""
    copy = Instance(database_like(empty_database, "copy"))
    mirror(copy, origin.address)
    copy.first = origin.ask(shown), copy.ask(shown)
    return copy


@pytest.fixture
def empty(database_like, empty_database):
    """An instance that nothing was ever in."""
    return Instance(database_like(empty_database, "nothing"))


def mirror(instance, *words, **options):
    with instance:
        call_command("mirror", *words, **options)


def process(instance, *words):
    return subprocess.Popen(
        [sys.executable, "manage.py", "mirror", *words],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": instance.url()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(something):
    ends = time.monotonic() + STARTS_WITHIN
    while not something():
        assert time.monotonic() < ends, "That takes too long."
        time.sleep(0.02)


def is_at_work():
    """Whether some program keeps the mirror in step."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [LOCK])
        return cursor.fetchone()[0] > 0


def test_fresh_instance_becomes_a_copy_of_the_curated_catalogue(copy):
    there, here = copy.first

    assert len(there) > 1000
    assert here == there


def test_second_run_changes_nothing_and_verifies(origin, copy, capsys):
    mirror(copy)
    before = copy.ask(everything)

    mirror(copy, verify=True)

    assert copy.ask(everything) == before
    assert capsys.readouterr().out.endswith(f" {origin.address}.\n")
    assert copy.ask(lambda: Mirror.objects.get().verified_at)


@pytest.mark.parametrize("edits", [(3, 3, 3, 3, 3), (40,), (120,)], ids=str)
def test_copy_follows_a_storm(origin, copy, edits):
    storm = Storm(Random(sum(edits)))
    for many in edits:
        origin.ask(lambda many=many: storm.blow(many))

        mirror(copy)

        assert copy.ask(shown) == origin.ask(shown)
    assert storm.done > sum(edits) / 2


def test_copy_that_was_killed_ten_times_on_the_way_is_one(origin, empty):
    dice = Random(10)
    storm = Storm(dice)
    deaths = 0
    while deaths < 10:
        with process(empty, origin.address) as victim, empty:
            wait_until(lambda: is_at_work() or victim.poll() is not None)
            time.sleep(dice.uniform(0, 1.2))
            victim.kill()
        deaths += victim.returncode == -signal.SIGKILL
        empty.ask(lambda: wait_until(lambda: not is_at_work()))
        origin.ask(lambda: storm.blow(2))

    mirror(empty, origin.address)

    assert empty.ask(shown) == origin.ask(shown)


def test_origin_that_went_back_to_a_backup_is_copied_again(
    origin, copy, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("DATABASE_URL", origin.url())
    mirror(copy)
    file = back_up(tmp_path / "before.dump")
    before = origin.ask(shown)
    origin.ask(lambda: Storm(Random(4)).blow(12))
    mirror(copy)
    assert copy.ask(shown) == origin.ask(shown) != before

    restore(file)
    origin.ask(reindex)
    mirror(copy)

    assert copy.ask(shown) == before
    assert copy.ask(lambda: Mirror.objects.get().beginning) > 1


def test_what_somebody_changed_here_is_told_and_mended(origin, copy, capsys):
    with copy:
        extra = ToolFactory(slug="only-here", category=Tool.objects.first().category)
        missing = CaseStudy.objects.published().last()
        missing.delete()
        different = Tool.objects.published().exclude(pk=extra.pk).first()
        Tool.objects.filter(pk=different.pk).update(name="Changed here")
        reindex()
    mirror(copy)
    capsys.readouterr()

    with pytest.raises(CommandError) as told:
        mirror(copy, verify=True)
    said = capsys.readouterr().err
    assert told.value.returncode == 1
    assert "tools/only-here\u202f:" in said
    assert f"tools/{different.slug}\u202f:" in said
    assert f"case-studies/{missing.slug}\u202f:" in said

    mirror(copy, repair=True)

    assert copy.ask(shown) == origin.ask(shown)


def test_it_follows_until_it_is_stopped(origin, copy):
    with process(copy, "--follow", "1") as follower:
        wait_until(lambda: copy.ask(is_at_work))
        with origin:
            tool = Tool.objects.published().last()
            Tool.objects.filter(pk=tool.pk).update(name="Followed")
            reindex()
        wait_until(
            lambda: copy.ask(lambda: SearchEntry.objects.filter(label__fr="Followed").exists())
        )
        follower.send_signal(signal.SIGTERM)
        said, _nothing = follower.communicate(timeout=STARTS_WITHIN)

    assert follower.returncode == 0, said
    assert copy.ask(shown) == origin.ask(shown)


def test_instance_with_a_catalogue_of_its_own_is_left_alone(empty):
    with empty:
        ToolFactory()
        before = everything()

        with pytest.raises(CommandError, match="DATA_DIR"):
            call_command("mirror", "https://origin.example")

        assert everything() == before


def test_copy_of_one_origin_does_not_become_one_of_another(origin, copy):
    with copy, pytest.raises(CommandError, match=origin.address):
        call_command("mirror", "https://another.example")


def test_origin_has_to_be_said_once(empty):
    with empty, pytest.raises(CommandError, match=r"manage\.py mirror https://"):
        call_command("mirror")


def test_instance_does_not_copy_itself(empty):
    with empty, pytest.raises(CommandError, match=settings.SITE_URL):
        call_command("mirror", f"{settings.SITE_URL}/api/v1/")


@pytest.mark.parametrize(
    "address", ["ftp://origin.example", "origin.example", "http://127.0.0.1:1"], ids=str
)
def test_origin_that_cannot_be_read_is_told_and_nothing_is_kept(empty, address):
    with empty:
        with pytest.raises(CommandError, match=address):
            call_command("mirror", address)

        assert not Mirror.objects.exists()
        assert not MirroredRecord.objects.exists()


def test_second_program_says_that_the_first_is_at_work(copy, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0.1)
    with copy, connection.cursor() as cursor:
        another = connection.copy()
        with another.cursor() as theirs:
            theirs.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            cursor.execute("SELECT 1")

            with pytest.raises(CommandError):
                call_command("mirror")
        another.close()

    mirror(copy)


def test_copy_that_is_filled_does_not_ask_when_the_site_starts(copy, monkeypatch):
    def nobody(*words):
        raise AssertionError

    monkeypatch.setattr("catalogue.exchange.mirror.origin.Origin.changes", nobody)

    with copy:
        call_command("mirror", Mirror.objects.get().origin, if_new=True)


@pytest.mark.parametrize("many", ["0", "-1", "soon", "86401"])
def test_pause_between_two_looks_is_checked(many):
    with pytest.raises(CommandError, match="--follow"):
        call_command("mirror", "--follow", many)
