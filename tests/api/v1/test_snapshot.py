"""A file is made of one moment, line by line, whatever is written meanwhile."""

import time

import pytest
from django.db import InternalError, OperationalError, connection

from api.v1 import snapshot as module
from api.v1.snapshot import contents, entries, snapshot
from catalogue.choices import Kind
from catalogue.models import SearchEntry
from catalogue.search import reindex
from tests.api.v1.test_exports import others, stays_open
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisations():
    made = OrganisationFactory.create_batch(8)
    reindex()
    return made


def records(moment):
    return [entry.record for entry in entries(moment, Kind.ORGANISATION)]


def test_writer_between_the_first_line_and_the_last_is_not_seen(organisations):
    with snapshot() as moment:
        before, mark = records(moment), contents(moment, [Kind.ORGANISATION])
        rows = entries(moment, Kind.ORGANISATION)
        read = [next(rows).record]
        organisations[-1].delete()
        organisations[-2].name = "Another name"
        organisations[-2].save()
        OrganisationFactory(slug="zzz")
        reindex()

        read += [row.record for row in rows]

        assert read == before
        assert contents(moment, [Kind.ORGANISATION]) == mark
    with snapshot() as later:
        assert records(later) != before
        assert contents(later, [Kind.ORGANISATION]) != mark


def test_database_waits_for_who_reads(transactional_db):
    """With forty megabytes to send and one line read, it has stopped: nobody holds the rest."""
    SearchEntry.objects.bulk_create(
        SearchEntry(
            kind=Kind.ORGANISATION, object_id=n, slug=f"v{n}", label={}, names=[], record=LONG
        )
        for n in range(40)
    )
    with snapshot() as moment:
        rows = entries(moment, Kind.ORGANISATION)
        next(rows)
        ends = time.monotonic() + 10
        while (waits := waits_of(moment)) != "ClientWrite" and time.monotonic() < ends:
            time.sleep(0.01)

        assert waits == "ClientWrite"
        assert sum(1 for _row in rows) == 39


LONG = "x" * 1_000_000


def waits_of(moment):
    """What the database waits for on behalf of a connection."""
    with connection.cursor() as cursor:
        number = moment.connection.info.backend_pid
        cursor.execute("SELECT wait_event FROM pg_stat_activity WHERE pid = %s", [number])
        return cursor.fetchone()[0]


def test_entries_come_in_the_order_of_slugs(organisations):
    slugs = sorted(one.slug for one in organisations)
    with snapshot() as moment:
        read = records(moment)

    assert [record.split('"')[3] for record in read] == slugs


def test_nothing_can_be_written(organisations):
    with snapshot() as moment, moment.cursor() as cursor, pytest.raises(InternalError):
        cursor.execute("DELETE FROM catalogue_searchentry")


def test_database_that_gives_up_is_told_as_django_tells_it(organisations, monkeypatch):
    monkeypatch.setattr(module, "ENTRIES", SLOW_ENTRIES)
    with snapshot() as moment:
        with moment.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1")
        with pytest.raises(OperationalError):
            list(entries(moment, Kind.ORGANISATION))


SLOW_ENTRIES = """
COPY (SELECT %s::text, now() FROM pg_sleep(10)) TO STDOUT (FORMAT binary)
"""


@pytest.mark.parametrize("how", ["left early", "failed"])
def test_connection_is_closed_whatever_happens(organisations, how):
    before = others()

    def leave():
        with snapshot() as moment:
            next(entries(moment, Kind.ORGANISATION))
            if how == "failed":
                raise OperationalError
            return moment

    if how == "failed":
        with pytest.raises(OperationalError):
            leave()
    else:
        assert leave().connection is None

    assert not stays_open(before)


def test_mark_does_not_depend_on_where_rows_lie(organisations):
    with snapshot() as moment:
        before = contents(moment, [Kind.ORGANISATION])
    entry = SearchEntry.objects.filter(kind=Kind.ORGANISATION).first()
    SearchEntry.objects.filter(pk=entry.pk).update(proof=0)  # the row is written elsewhere

    with snapshot() as moment:
        assert contents(moment, [Kind.ORGANISATION]) == before


def test_every_noun_has_contents(organisations):
    with snapshot() as moment:
        found = contents(moment, list(Kind))

    assert {kind: held.count for kind, held in found.items()} == {
        kind: 8 if kind == Kind.ORGANISATION else 0 for kind in Kind
    }
