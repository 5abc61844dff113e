"""Copies a made-up catalogue into an empty database: all of it or nothing, never beside anything
real.
"""

import json
from datetime import UTC, datetime
from itertools import chain

from django.apps import apps
from django.db import connection, transaction
from django.db.models import JSONField
from django.utils.translation import gettext as _
from pghistory.models import Event

from catalogue.errors import CatalogueError
from catalogue.exchange.synthetic.chance import TODAY
from catalogue.exchange.synthetic.tables import TABLES, rows_of
from catalogue.models import (
    CuratedRecord,
    FormerSlug,
    ImportRun,
    Mirror,
    OutsideCatalogue,
    Token,
)
from catalogue.search.turns import at_leisure

#: What is only there where people, imports or mirrors were at work; so is history.
REAL = (CuratedRecord, FormerSlug, ImportRun, Mirror, OutsideCatalogue)
#: Said of the table of tools. History knows everybody who wrote, but not this program.
MARK = "made up: scale {scale}, seed {seed}"
MARKED = "SELECT coalesce(obj_description('catalogue_tool'::regclass) LIKE 'made up: %', false)"
#: Nobody's doing would be kept a second time, and more slowly than the thing itself.
KEEPERS = """
SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger
WHERE tgname LIKE 'pgtrigger_insert_insert_%%' AND tgrelid = ANY(%s::regclass[])
"""
THEN = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
STAMPS = ("created_at", "updated_at", "published_at")


class NotEmpty(CatalogueError):
    """A made-up catalogue would cover something real."""


@transaction.atomic
def load(scale, seed, *, again=False, tell=lambda what, rows: rows):
    """Fill the catalogue. `again` in place of another made-up one. `tell` is given the name of each
    table and its rows, and gives them back. Raises NotEmpty.
    """
    at_leisure()
    _refuse_what_is_real(again=again)
    tables = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
        cursor.execute(KEEPERS, [tables])
        keepers = cursor.fetchall()
        _switch(cursor, keepers, "DISABLE")
        for model, rows in rows_of(scale, seed):
            _copy(cursor, model, tell(str(model._meta.verbose_name_plural), rows))
        for _checked in tell(_("checking the rules"), [True]):
            # What is known of empty tables would have each row checked by reading all of another.
            cursor.execute(f"ANALYZE {', '.join(tables)}")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        _switch(cursor, keepers, "ENABLE")
        mark = MARK.format(scale=scale.name, seed=seed)
        cursor.execute(f"COMMENT ON TABLE catalogue_tool IS '{mark}'")


def _refuse_what_is_real(*, again):
    """Whoever else writes leaves a line in the history: a made-up catalogue has none."""
    with connection.cursor() as cursor:
        cursor.execute(MARKED)
        is_made_up = cursor.fetchone()[0]
    history = [
        model
        for model in apps.get_app_config("catalogue").get_models()
        if issubclass(model, Event) and model.pgh_tracked_model is not Token
    ]
    if any(model.objects.exists() for model in (*REAL, *history)):
        raise NotEmpty(
            _(
                "This catalogue holds something real, or did once: nothing was changed. Make a "
                "new database for a generated catalogue, and say it in DATABASE_URL or DATA_DIR."
            )
        )
    if not any(model.objects.exists() for model in TABLES):
        return
    if not is_made_up:
        raise NotEmpty(
            _(
                "This catalogue is not empty, and its content was not generated: nothing was "
                "changed. Make a new database, and say it in DATABASE_URL or DATA_DIR."
            )
        )
    if not again:
        raise NotEmpty(
            _("This catalogue was generated before. Add --again to put another one in its place.")
        )


def _switch(cursor, keepers, how):
    for table, trigger in keepers:
        cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {trigger}")


def _copy(cursor, model, rows):
    """The rows of one table. What they do not say is the default of the model."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = [f for f in model._meta.concrete_fields if not f.primary_key or f.attname in first]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    defaults = {f.attname: THEN if f.name in STAMPS else f.get_default() for f in fields}
    names = list(defaults)
    texts = [i for i, field in enumerate(fields) if isinstance(field, JSONField)]
    with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in chain([first], rows):
            values = list(map((defaults | row).__getitem__, names))
            for i in texts:
                values[i] = json.dumps(values[i], ensure_ascii=False)
            copy.write_row(values)
    if "id" in first:
        _count_from(cursor, model._meta.db_table)


def _count_from(cursor, table):
    """What is added later goes on after the ids that were given."""
    cursor.execute(
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
    )
