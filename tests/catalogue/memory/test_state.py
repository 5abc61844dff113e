"""Every commit that changes what is public makes another state; nothing else does."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from catalogue.exchange import rules
from catalogue.memory.state import state
from tests.factories import AdoptionFactory, CategoryFactory, ToolFactory

pytestmark = pytest.mark.django_db(transaction=True)

#: Nothing that a reader sees is in these, or only while they are written.
NOT_WATCHED = {
    "catalogue_curatedrecord",
    "catalogue_importline",
    "catalogue_importrun",
    "catalogue_mirror",
    "catalogue_mirroredrecord",
    "catalogue_outsiderecord",
    "catalogue_revision",
    "catalogue_searchpair",
    "catalogue_searchtally",
    "catalogue_token",
    "catalogue_touch",
    "catalogue_visit",
}
UNWATCHED = """
    SELECT relname FROM pg_class
     WHERE relkind IN ('r', 'p') AND NOT relispartition
       AND relname LIKE 'catalogue\\_%' AND relname NOT LIKE '%event'
       AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'touch')
"""


def test_every_table_that_a_reader_sees_is_watched():
    with connection.cursor() as cursor:
        cursor.execute(UNWATCHED)
        assert {name for (name,) in cursor.fetchall()} == NOT_WATCHED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_tool SET maintainer = 'Somebody'",
        "DELETE FROM catalogue_tool_other_categories",
        "TRUNCATE catalogue_searchword",
    ],
    ids=["update", "delete", "truncate"],
)
def test_whoever_writes_makes_another_state(statement):
    ToolFactory()
    before = state()

    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert state() != before


def test_many_changes_of_one_transaction_make_one_state_when_it_ends():
    before = state()

    with transaction.atomic():
        CategoryFactory()
        ToolFactory()
        assert state() == before

    assert state() != before


def test_what_is_undone_makes_no_other_state():
    before = state()

    with transaction.atomic():
        ToolFactory()
        transaction.set_rollback(True)

    assert state() == before


def test_two_writers_do_not_wait_for_each_other():
    """The mark is written at the end, so that a long import keeps nobody else from ending."""
    done = threading.Event()

    def write():
        CategoryFactory()
        connection.close()
        done.set()

    with transaction.atomic():
        CategoryFactory()
        rules.check()
        other = threading.Thread(target=write)
        other.start()

        assert done.wait(5)
    other.join()


def test_rules_are_asked_about_before_the_end():
    with transaction.atomic():
        AdoptionFactory().citations.all().delete()

        with pytest.raises(IntegrityError, match="adoption_has_a_source"):
            rules.check()

        transaction.set_rollback(True)


def test_a_new_day_is_another_state(time_machine):
    time_machine.move_to("2026-11-22 23:59:59+00:00")
    before = state()

    time_machine.move_to("2026-11-23 00:00:01+00:00")

    assert state() != before
