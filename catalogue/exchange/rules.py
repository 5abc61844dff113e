"""The rules that the database looks at when a transaction ends, asked about before."""

from functools import cache

from django.db import connection

#: For the mark of the catalogue's state it is too early: whoever gives the next one has others wait
#: with theirs.
DEFERRED = """
SELECT string_agg(DISTINCT quote_ident(conname), ', ') FROM pg_constraint
 WHERE condeferrable AND connamespace = current_schema::regnamespace AND conname <> 'revise'
"""


def check():
    """Raise now what the end of the transaction would raise: an IntegrityError."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {_names()} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {_names()} DEFERRED")


@cache
def _names():
    with connection.cursor() as cursor:
        cursor.execute(DEFERRED)
        return cursor.fetchone()[0]
