"""Every step of the tables has a number of its own and a way back."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.architecture.tree import ROOT
from tests.databases import on_database

STEPS = sorted(path.stem for path in (ROOT / "catalogue/migrations").glob("[0-9]*.py"))
SHAPES = """
    SELECT 'column', table_name, column_name, data_type, is_nullable, collation_name
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'rule', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '' FROM pg_indexes
      WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', ''
      FROM pg_trigger WHERE NOT tgisinternal
"""


def test_every_step_has_a_number_of_its_own():
    assert [step[:4] for step in STEPS] == [f"{n:04}" for n in range(1, len(STEPS) + 1)]


@pytest.fixture
def another_database(database_like, empty_database, django_db_blocker):
    """A database to take to pieces."""
    name = database_like(empty_database, "migrations")
    with django_db_blocker.unblock(), on_database(name):
        yield


def shapes():
    with connection.cursor() as cursor:
        cursor.execute(SHAPES)
        return {tuple(map(str, row)) for row in cursor.fetchall()}


def test_there_and_back_is_the_same(another_database):
    before = shapes()

    call_command("migrate", "catalogue", "zero", verbosity=0)
    left = {row for row in shapes() if "catalogue_" in row[1]}
    call_command("migrate", verbosity=0)

    assert left == set()
    assert shapes() == before
