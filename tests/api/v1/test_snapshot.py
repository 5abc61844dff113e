"""A file is made of one moment, in batches, whatever is written meanwhile."""

import psycopg
import pytest
from django.db import InternalError, ProgrammingError, connection

from api.v1 import snapshot as module
from api.v1.snapshot import contents, entries, snapshot
from catalogue.choices import Kind
from catalogue.models import SearchEntry
from catalogue.search import reindex
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vendors(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)
    made = VendorFactory.create_batch(8)
    reindex()
    return made


def records(moment):
    return [entry.record for entry in entries(moment, Kind.VENDOR)]


def test_writer_between_the_first_batch_and_the_last_is_not_seen(vendors):
    with snapshot() as moment:
        before, mark = records(moment), contents(moment, [Kind.VENDOR])
        rows = entries(moment, Kind.VENDOR)
        read = [next(rows).record]
        vendors[-1].delete()
        vendors[-2].name = "Another name"
        vendors[-2].save()
        VendorFactory(slug="zzz")
        reindex()

        read += [row.record for row in rows]

        assert read == before
        assert contents(moment, [Kind.VENDOR]) == mark
    with snapshot() as later:
        assert records(later) != before
        assert contents(later, [Kind.VENDOR]) != mark


def test_only_a_batch_is_in_memory_before_the_first_line(vendors):
    """Without the database's cursor there is nothing after what was fetched."""
    with snapshot() as moment:
        rows = entries(moment, Kind.VENDOR)
        read = [next(rows)]
        with moment.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_cursors WHERE name LIKE '%curs%'")
            ((name,),) = cursor.fetchall()
            cursor.execute(f'CLOSE "{name}"')

        with pytest.raises((ProgrammingError, InternalError)):
            read.extend(rows)

    assert len(read) == module.BATCH


def test_entries_come_in_the_order_of_slugs(vendors):
    slugs = sorted(vendor.slug for vendor in vendors)
    with snapshot() as moment:
        read = records(moment)

    assert [record.split('"')[3] for record in read] == slugs


def test_nothing_can_be_written(vendors):
    with snapshot() as moment, moment.cursor() as cursor, pytest.raises(InternalError):
        cursor.execute("DELETE FROM catalogue_searchentry")


@pytest.mark.parametrize("how", ["left early", "failed"])
def test_connection_is_closed_whatever_happens(vendors, how):
    def leave():
        with snapshot() as moment:
            next(entries(moment, Kind.VENDOR))
            if how == "failed":
                raise psycopg.OperationalError
            return moment

    if how == "failed":
        with pytest.raises(psycopg.OperationalError):
            leave()
    else:
        assert leave().connection is None

    assert transactions_open() == 0


def transactions_open():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"
        )
        return cursor.fetchone()[0]


def test_mark_does_not_depend_on_where_rows_lie(vendors):
    with snapshot() as moment:
        before = contents(moment, [Kind.VENDOR])
    entry = SearchEntry.objects.filter(kind=Kind.VENDOR).first()
    SearchEntry.objects.filter(pk=entry.pk).update(proof=0)  # the row is written elsewhere

    with snapshot() as moment:
        assert contents(moment, [Kind.VENDOR]) == before


def test_every_noun_has_contents(vendors):
    with snapshot() as moment:
        found = contents(moment, list(Kind))

    assert {kind: held.count for kind, held in found.items()} == {
        kind: 8 if kind == Kind.VENDOR else 0 for kind in Kind
    }
