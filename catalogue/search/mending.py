"""Brings kept rows in step with what they are derived from; those that are right are left alone."""

from django.db import connection

MEND = """
WITH live ({columns}) AS MATERIALIZED ({live}),
kept AS MATERIALIZED (SELECT {columns} FROM {table} WHERE {which}),
gone AS (
    DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM kept EXCEPT SELECT {key} FROM live)
)
INSERT INTO {table} ({columns}) SELECT * FROM live EXCEPT SELECT * FROM kept
ON CONFLICT ({key}) DO UPDATE SET {changes}
"""


def mend(model, live, which):
    """Make those rows of a kept table that the condition `which` finds the same as those that the
    statement `live` gives, column by column. Both come with their values.
    """
    meta = model._meta
    columns = [field.column for field in meta.concrete_fields]
    (live, values), (which, limits) = live, which
    statement = MEND.format(
        table=meta.db_table,
        columns=", ".join(columns),
        key=", ".join(field.column for field in meta.pk_fields),
        live=live,
        which=which,
        changes=", ".join(f"{column} = excluded.{column}" for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *limits])
