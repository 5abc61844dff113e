"""Whoever writes what lists read has a turn, and learns when somebody else's takes long."""

import threading

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import translation

from catalogue.errors import Busy
from catalogue.search import turns
from catalogue.search.turns import LOCK, at_leisure, one_at_a_time

LIMITS = """
SELECT current_setting('lock_timeout'), current_setting('statement_timeout'),
       current_setting('idle_in_transaction_session_timeout')
"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def import_running():
    """Somebody else has the turn."""
    params = connection.get_connection_params()
    params = {name: params[name] for name in params if name not in ("cursor_factory", "context")}
    with psycopg.connect(**params) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield other


@pytest.fixture
def visitor():
    """A connection with the time limits of visitors, to be forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET lock_timeout = '50ms'; SET statement_timeout = '5s'; "
            "SET idle_in_transaction_session_timeout = '9s'"
        )
    yield
    connection.close()


def limits():
    with connection.cursor() as cursor:
        cursor.execute(LIMITS)
        return cursor.fetchone()


def test_editor_is_told_of_an_import_that_takes_long(import_running, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", "50ms")

    with (
        translation.override("en"),
        pytest.raises(Busy, match=r"^Nothing was saved: an import"),
        transaction.atomic(),
    ):
        one_at_a_time()


def test_editor_waits_longer_for_an_import_than_for_anything_else(import_running, visitor):
    ending = threading.Timer(0.5, import_running.rollback)
    ending.start()

    with transaction.atomic():
        one_at_a_time()
        after = limits()

    ending.join()
    assert after == ("50ms", "5s", "9s")


def test_command_takes_its_time_until_its_transaction_ends(visitor):
    with transaction.atomic():
        at_leisure()
        one_at_a_time()
        meanwhile = limits()

    assert meanwhile == ("0", "0", "0")
    assert limits() == ("50ms", "5s", "9s")
