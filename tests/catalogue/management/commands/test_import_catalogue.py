"""`manage.py import_catalogue`: what it prints, how it ends, and that a killed one leaves nothing
half done.
"""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from catalogue.exchange.subjects import UNSORTED
from catalogue.models import ImportRun, OutsideRecord, Tool
from catalogue.search.turns import IMPORTING
from tests.catalogue.exchange.importing.given import everything, sill
from tests.databases import on_database
from tests.factories import CategoryFactory, LicenceFactory
from tests.journeys.site import url_of

ENTRY = {"id": 1, "name": "Datelune"}
NOT_FREE = {"id": 3, "name": "Fermé", "license": "Proprietary"}
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"


@pytest.fixture
def shelves(db):
    LicenceFactory(spdx="MIT")
    CategoryFactory(slug=UNSORTED)


def run(*words, **options):
    call_command("import_catalogue", *map(str, words), **options)


def test_it_tells_what_became_of_every_record(shelves, tmp_path, capsys):
    run("sill", sill(tmp_path, ENTRY, NOT_FREE), language="en")

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines[:2]] == [
        "sill.json[1] licence",
        "sill.json[0]",
    ]
    assert "Proprietary" in lines[0]
    assert "Datelune" in lines[1]
    assert lines[-1] == "Tool: 1 created, 1 refused"
    assert Tool.objects.get().published_at is None


def test_it_tells_programs_in_json(shelves, tmp_path, capsys):
    run("sill", sill(tmp_path, ENTRY, NOT_FREE), json=True)

    *lines, counts = map(json.loads, capsys.readouterr().out.splitlines())
    assert [(line["outcome"], line["place"]) for line in lines] == [
        ("refused", "sill.json[1] licence"),
        ("created", "sill.json[0]"),
    ]
    assert counts == {"counts": {"tool": {"created": 1, "refused": 1}}, "dry_run": False}


def test_a_dry_run_says_so_and_changes_nothing(shelves, tmp_path, capsys):
    path = sill(tmp_path, ENTRY, NOT_FREE)

    run("sill", path, dry_run=True)
    tried = capsys.readouterr().out.splitlines()
    was_empty = not Tool.objects.exists() and not OutsideRecord.objects.exists()
    run("sill", path)

    assert was_empty
    assert tried[:-1] == capsys.readouterr().out.splitlines()
    assert not ImportRun.objects.filter(lines=None).exists()


def test_it_publishes_when_asked(shelves, tmp_path):
    run("sill", sill(tmp_path, ENTRY), publish=True)

    assert Tool.objects.published().exists()


def test_a_strict_import_ends_with_1_and_names_the_record(shelves, tmp_path):
    with pytest.raises(CommandError, match=r"sill\.json\[1\] licence") as fault:
        run("sill", sill(tmp_path, ENTRY, NOT_FREE, "?"), strict=True)

    assert "sill.json[2]" in str(fault.value)
    assert fault.value.returncode == 1
    assert not Tool.objects.exists()


def test_a_strict_import_tells_programs_in_json(shelves, tmp_path, capsys):
    with pytest.raises(CommandError):
        run("sill", sill(tmp_path, ENTRY, NOT_FREE, "?"), strict=True, json=True)

    *lines, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert [(line["outcome"], line["place"]) for line in lines] == [
        ("refused", "sill.json[1] licence"),
        ("refused", "sill.json[2]"),
    ]
    assert "sill.json[1]" in last["failure"]


@pytest.mark.parametrize("dry_run", [False, True], ids=["in earnest", "trial"])
def test_a_source_of_which_nothing_is_taken_ends_with_1(shelves, tmp_path, capsys, dry_run):
    path = sill(tmp_path, NOT_FREE, "?")

    with pytest.raises(CommandError, match=r"^Nothing was taken from .*sill\.json") as fault:
        run("sill", path, dry_run=dry_run, language="en")
    said = capsys.readouterr().out
    with pytest.raises(CommandError):
        run("sill", path, dry_run=dry_run, json=True)
    last = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert "Tool: 2 refused" in said
    assert fault.value.returncode == 1
    assert last["failure"]
    assert last["counts"] == {"tool": {"refused": 2}}


@pytest.mark.parametrize(
    ("form", "where", "said"),
    [
        ("sill", "nowhere.json", "nowhere"),
        ("sill", "http://127.0.0.1:9/", "127"),
        ("nothing", "x", "nothing"),
        ("sill", "empty", "empty"),
    ],
    ids=["no file", "a private network", "no format", "an empty folder"],
)
def test_what_cannot_be_read_is_told(shelves, tmp_path, form, where, said):
    (tmp_path / "empty").mkdir()

    with pytest.raises(CommandError, match=said):
        run(form, where if "//" in where else tmp_path / where)

    assert not OutsideRecord.objects.exists()


def test_a_catalogue_gets_the_name_that_is_said(shelves, tmp_path):
    run("sill", sill(tmp_path, ENTRY), name="old-sill")

    assert ImportRun.objects.get().catalogue.slug == "old-sill"


@pytest.fixture
def database(database_like, empty_database, django_db_blocker):
    """The name of a database of its own: what a killed program did is not undone by the test."""
    name = database_like(empty_database, "killed")
    with django_db_blocker.unblock(), on_database(name):
        LicenceFactory(spdx="MIT")
        CategoryFactory(slug=UNSORTED)
        yield name


def process(name, *words):
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_catalogue", *map(str, words)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url_of(connection.settings_dict, name)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_at_work():
    with connection.cursor() as cursor:
        cursor.execute(HELD, [IMPORTING])
        return cursor.fetchone()[0] > 0


def wait_until(something):
    ends = time.monotonic() + 60
    while not something():
        assert time.monotonic() < ends, "That takes too long."
        time.sleep(0.02)


def many(folder, licence):
    entries = [{"id": n, "name": f"Tool {n}", "license": licence} for n in range(400)]
    return sill(folder, *entries)


def test_an_import_that_is_killed_leaves_all_or_nothing(database, tmp_path):
    LicenceFactory(spdx="AGPL-3.0-or-later")
    with on_database(database):
        before, there = everything(), Tool.objects.count()
        for pause in (0, 0.4, 0.8, 1.2):
            with process(database, "sill", many(tmp_path, "MIT")) as victim:
                wait_until(is_at_work)
                time.sleep(pause)
                victim.kill()
            wait_until(lambda: not is_at_work())
            is_whole = Tool.objects.count() == there + 400

            assert victim.returncode == -signal.SIGKILL or is_whole
            assert is_whole or everything() == before

        with process(database, "sill", many(tmp_path, "MIT"), "--language", "en") as last:
            said, _faults = last.communicate(timeout=120)

        assert last.returncode == 0
        assert said.splitlines()[-1].startswith("Tool: 400 ")
        assert Tool.objects.count() == there + 400


def test_the_second_of_two_at_once_says_that_it_waits(database, tmp_path):
    with on_database(database), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [IMPORTING])
        path = sill(tmp_path, ENTRY | {"id": 5000})
        with process(database, "sill", path, "--as", "second") as second:
            said = second.stderr.readline()
            is_waiting = not Tool.objects.filter(name="Datelune").exists()
            cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORTING])
            second.communicate(timeout=60)

        assert said.strip()
        assert is_waiting
        assert second.returncode == 0
        assert Tool.objects.filter(name="Datelune").exists()
