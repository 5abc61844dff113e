"""Keeps the tables that lists read in step with the nouns, in the transaction of the change."""

from functools import partial

from django.db import connection, transaction

from catalogue.choices import Kind
from catalogue.models import Change, SearchEntry, Tool
from catalogue.search.documents import MADE_BY
from catalogue.search.entries import BATCH, write, write_words
from catalogue.search.sharing import share_out
from catalogue.search.standings import rebuild_standings, refresh_standings
from catalogue.search.telling import MODEL_OF
from catalogue.search.turns import at_leisure, one_at_a_time

SLICES = """
SELECT min(id), max(id) FROM (
    SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS slice
    FROM (
        SELECT id FROM {table} UNION SELECT object_id FROM catalogue_searchentry WHERE kind = %s
    ) AS things
) AS numbered GROUP BY slice ORDER BY slice
"""


def reindex(*, trusting=True, processes=1, tell=lambda slices: slices):
    """Bring every entry in step with the nouns, some at a time: between two slices, others have
    their turn. Entries whose digest is right are left alone, unless it is not to be trusted.

    Who wants all of it or nothing calls this in a transaction, and nobody else writes meanwhile;
    one process does it then. `tell` is given the slices and gives them back, to show how far it is.
    """
    _count_transactions_here()
    rebuild_standings()
    slices = [(kind, first, last, trusting) for kind in Kind for first, last in _slices(kind)]
    if processes == 1 or connection.in_atomic_block:
        for each in tell(slices):
            _refresh_slice(*each)
    else:
        done = share_out(partial(_refresh_slice, together=True), slices, processes)
        for _slice, _done in zip(tell(slices), done, strict=True):
            pass
    write_words()


@transaction.atomic
def _count_transactions_here():
    """Changes that came with a backup carry the numbers of another server's transactions."""
    at_leisure()
    now = _transaction()
    Change.objects.filter(transaction__gt=now).update(transaction=now)


def _slices(kind):
    """`(first id, last id)` of every so many things of a kind, published or not, and of those of
    which only an entry is left.
    """
    table = MODEL_OF[kind]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(SLICES.format(table=table), [BATCH, kind])
        return cursor.fetchall()


@transaction.atomic
def _refresh_slice(kind, first, last, trusting, *, together=False):
    at_leisure(together=together)
    things = MODEL_OF[kind].objects.filter(pk__range=(first, last))
    entries = SearchEntry.objects.filter(kind=kind, object_id__range=(first, last))
    ids = {*things.values_list("pk", flat=True), *entries.values_list("object_id", flat=True)}
    write(kind, ids, trusting=trusting)


def _transaction():
    """The number of the transaction that runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return cursor.fetchone()[0]


def is_outdated():
    """Whether entries were made by another release or never, or came with a backup from another
    server.
    """
    return (
        SearchEntry.objects.exclude(digest__startswith=MADE_BY).exists()
        or (Tool.objects.published().exists() and not SearchEntry.objects.exists())
        or Change.objects.filter(transaction__gt=_transaction()).exists()
    )


@transaction.atomic
def refresh(changed):
    """Bring the entries of `{kind: {ids}}` in step; a thing that is no longer published loses its
    entry.
    """
    one_at_a_time()
    refresh_standings(changed)
    for kind, ids in changed.items():
        write(kind, ids)
