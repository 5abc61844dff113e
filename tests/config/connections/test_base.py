"""Connections are cheap to ask, and found closed before anything is asked on them."""

import pytest
from django.apps import apps
from django.db import close_old_connections, connection

from catalogue.actions.attribution import acting
from catalogue.models import Tool
from tests.factories import ToolFactory

PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def ask(statement, values=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def close_from_the_other_side():
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ask("SELECT pg_backend_pid()")])
    other.close()


@pytest.mark.django_db(transaction=True)
def test_connection_that_the_database_closed_is_opened_again_at_the_next_request():
    close_from_the_other_side()

    close_old_connections()

    assert ask("SELECT 1") == 1


@pytest.mark.django_db(transaction=True)
def test_whether_it_is_still_there_costs_no_question():
    pid = ask("SELECT pg_backend_pid() AS mine")
    close_old_connections()
    other = connection.copy()

    with connection.cursor(), other.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
        [last] = cursor.fetchone()
    other.close()

    assert last == "SELECT pg_backend_pid() AS mine"


@pytest.mark.django_db
def test_what_is_asked_often_is_prepared():
    for slug in "abcdefg":
        Tool.objects.filter(slug=slug).exists()

    assert ask(PREPARED, ["%catalogue_tool%"]) == 1


@pytest.mark.django_db
def test_who_changes_something_is_written_whatever_the_values():
    tool = ToolFactory()
    with acting("O'Hara % {}"):
        for name in ("One", "Two", "Three", "Four", "Five", "Six", "Seven"):
            tool.name = name
            tool.save()

    changes = apps.get_model("catalogue", "ToolEvent").objects.filter(pgh_label="update")
    names = set(changes.values_list("pgh_context__metadata__name", flat=True))
    assert (len(changes), names) == (7, {"O'Hara % {}"})


@pytest.mark.django_db
def test_history_finds_what_it_looks_for_in_every_session():
    """Where it is not set, each trigger fails inside, and many rows cost the square of theirs."""
    assert ask("SELECT current_setting('pgtrigger.ignore')") == "{}"
