"""Each kind of entry in a part of its own, with an index for every order of its list, and how many
entries each value of a facet has.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

#: The parts, and the orders of their lists: 200,000 adoptions are no burden on 10,000 tools.
ORDERED = {
    "tool": ("proof", "name", "fresh"),
    "product": ("proof", "name", "size"),
    "city": ("proof", "name", "size", "fresh"),
    "case-study": ("fresh", "name"),
    "organisation": ("name", "proof"),
    "category": ("place", "name", "proof"),
    "vendor": ("name", "size"),
    "replacement": ("proof", "name"),
    "adoption": ("fresh", "name", "size", "under"),
    "argument": ("place", "name"),
    "source": ("name", "fresh"),
}
COLUMNS = {
    "proof": "proof DESC, cities DESC, {name}, object_id",
    "name": "{name}, object_id",
    "fresh": "fresh DESC, {name}, object_id",
    "size": "size DESC, {name}, object_id",
    "place": "size, {name}, object_id",
    "under": "under, fresh DESC, {name}, object_id",
}
#: What triggers there are is put on the new table as it was on the old one.
TRIGGERS = """
SELECT pg_get_triggerdef(oid), tgname, obj_description(oid, 'pg_trigger') FROM pg_trigger
 WHERE tgrelid = 'catalogue_searchentry'::regclass AND NOT tgisinternal
"""
MAKE = """
ALTER TABLE catalogue_searchentry RENAME TO catalogue_searchentry_before;
CREATE TABLE catalogue_searchentry (LIKE catalogue_searchentry_before
    INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE) PARTITION BY LIST (kind);
ALTER TABLE catalogue_searchentry DROP COLUMN id;
ALTER TABLE catalogue_searchentry ADD COLUMN under text COLLATE "C" DEFAULT '' NOT NULL;
"""
PART = "CREATE TABLE {part} PARTITION OF catalogue_searchentry FOR VALUES IN ('{kind}')"
#: Lists choose by several facets: the planner has to know the rarer values too.
KNOWN_WELL = "ALTER TABLE {part} ALTER COLUMN facets SET STATISTICS 1000"
MOVE = """
INSERT INTO catalogue_searchentry ({columns})
SELECT {columns} FROM catalogue_searchentry_before;
DROP TABLE catalogue_searchentry_before;
ALTER TABLE catalogue_searchentry ADD PRIMARY KEY (kind, object_id);
CREATE INDEX search_entry_words ON catalogue_searchentry USING gin (words);
CREATE INDEX search_entry_facets ON catalogue_searchentry USING gin (facets);
CREATE INDEX search_entry_names ON catalogue_searchentry USING gin (names);
CREATE INDEX search_entry_by_slug ON catalogue_searchentry (kind, slug);
"""
NAMED = """
SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
 WHERE attrelid = 'catalogue_searchentry_before'::regclass
   AND attnum > 0 AND NOT attisdropped AND attname <> 'id'
"""
TALLY_ALL = """
INSERT INTO catalogue_searchtally (kind, facet, value, n)
SELECT kind, split_part(word, ':', 1), substr(word, strpos(word, ':') + 1), count(*)
  FROM catalogue_searchentry, unnest(facets || '{""}') AS word
 GROUP BY kind, word
"""


def in_parts(_apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        triggers = cursor.fetchall()
        cursor.execute(MAKE)
        for kind in ORDERED:
            cursor.execute(PART.format(part=_part(kind), kind=kind))
            cursor.execute(KNOWN_WELL.format(part=_part(kind)))
        cursor.execute(NAMED)
        cursor.execute(MOVE.format(columns=cursor.fetchone()[0]))
        for kind, orders in ORDERED.items():
            for order in orders:
                for language in ("fr", "en"):
                    _order(cursor, kind, order, language)
        for definition, name, told in triggers:
            cursor.execute(definition)
            cursor.execute(f"COMMENT ON TRIGGER {name} ON catalogue_searchentry IS %s", [told])


def _part(kind):
    return f"catalogue_searchentry_{kind.replace('-', '_')}"


def _order(cursor, kind, order, language):
    columns = COLUMNS[order].format(name=f"sort_{language}")
    name = f"search_{kind.replace('-', '_')}_by_{order}_{language}"
    cursor.execute(f"CREATE INDEX {name} ON {_part(kind)} ({columns})")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0012_revision")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(in_parts)],
            state_operations=[
                migrations.RemoveConstraint("searchentry", "search_entry_once"),
                *(
                    migrations.RemoveIndex("searchentry", f"search_entry_by_{name}")
                    for name in (
                        *("proof_fr", "proof_en", "name_fr", "name_en", "date", "size"),
                    )
                ),
                migrations.RemoveField("searchentry", "id"),
                migrations.AddField(
                    "searchentry",
                    "pk",
                    models.CompositePrimaryKey("kind", "object_id", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                migrations.AddField(
                    "searchentry", "under", models.TextField(db_collation="C", db_default="")
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchTally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "facet", "value",
                        blank=True, editable=False, primary_key=True, serialize=False,
                    ),
                ),
                ("kind", models.CharField(max_length=14)),
                ("facet", models.CharField(db_collation="C", max_length=20)),
                ("value", models.TextField(db_collation="C")),
                ("n", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("kind"),
                        models.F("facet"),
                        models.OrderBy(models.F("n"), descending=True),
                        models.F("value"),
                        name="search_tally_by_number",
                    )
                ]
            },
        ),
        migrations.RunSQL(TALLY_ALL),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='counted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)\n    SELECT kind, split_part(word, \':\', 1), substr(word, strpos(word, \':\') + 1), sum(step)\n      FROM (SELECT kind, facets, 1 AS step FROM came) AS changed, unnest(facets || \'{""}\') AS word\n     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word\n    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;\n    RETURN NULL;\n', hash='196709b561a5c40bc4d03f31d3672d69531a83a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counted_insert_4feb8', referencing='REFERENCING NEW TABLE AS came ', table='catalogue_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)\n    SELECT kind, split_part(word, \':\', 1), substr(word, strpos(word, \':\') + 1), sum(step)\n      FROM (SELECT kind, facets, 1 AS step FROM came UNION ALL SELECT kind, facets, -1 AS step FROM went) AS changed, unnest(facets || \'{""}\') AS word\n     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word\n    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;\n    RETURN NULL;\n', hash='5e67b76c2fa7696352f85d793f3cbb639338d923', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_dcc8d', referencing='REFERENCING OLD TABLE AS went  NEW TABLE AS came ', table='catalogue_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='counted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)\n    SELECT kind, split_part(word, \':\', 1), substr(word, strpos(word, \':\') + 1), sum(step)\n      FROM (SELECT kind, facets, -1 AS step FROM went) AS changed, unnest(facets || \'{""}\') AS word\n     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word\n    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;\n    RETURN NULL;\n', hash='a6b6346e2f7e1662a3c5cd52cb87066ec7148025', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_delete_1251c', referencing='REFERENCING OLD TABLE AS went ', table='catalogue_searchentry', when='AFTER')),
        ),
    ]
