"""One moment of the catalogue, read whole in little memory, whoever writes meanwhile."""

import hashlib
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from catalogue.choices import Kind

BEGIN = """
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL statement_timeout = '2min'
"""
#: Sent row by row as fast as they are taken: neither side ever holds them all.
ENTRIES = """
COPY (SELECT record, updated_at FROM catalogue_searchentry WHERE kind = %s ORDER BY slug)
TO STDOUT (FORMAT binary)
"""
#: Two sums that no order of rows changes: the same whenever the contents are, and only then.
CONTENTS = """
SELECT kind, count(*), sum(hashtextextended(told, 1)::numeric), sum(hashtextextended(told, 2))
FROM catalogue_searchentry,
     concat_ws(' ', slug, digest, extract(epoch FROM updated_at)) AS told
WHERE kind = ANY(%s) GROUP BY kind
"""


class Entry(NamedTuple):
    """As much of a search entry as an answer is made of."""

    record: str
    updated_at: datetime


class Contents(NamedTuple):
    """How many things of a noun there are, and a mark that stands for all that is said of them."""

    count: int
    mark: str


@contextmanager
def snapshot():
    """A connection of its own that sees one moment of the database and cannot write."""
    alone = connection.copy()
    try:
        alone.set_autocommit(False)
        with alone.cursor() as cursor:
            cursor.execute(BEGIN)
        yield alone
    finally:
        alone.close()


def entries(moment, kind):
    """Every entry of a noun in the order of slugs, one at a time."""
    with (
        moment.wrap_database_errors,
        moment.cursor() as cursor,
        # The driver's own: the one that Django puts around it while debugging cannot copy.
        cursor.cursor.copy(ENTRIES, [kind.value]) as rows,
    ):
        rows.set_types(["text", "timestamptz"])
        for row in rows.rows():
            yield Entry(*row)


def contents(moment, kinds):
    """`{kind: Contents}`, computed by the database in one pass without reading a record."""
    with moment.cursor() as cursor:
        cursor.execute(CONTENTS, [[kind.value for kind in kinds]])
        found = {
            Kind(kind): Contents(count, hashlib.sha256(f"{sums}".encode()).hexdigest())
            for kind, count, *sums in cursor.fetchall()
        }
    return {kind: found.get(kind, Contents(0, "nothing")) for kind in kinds}
