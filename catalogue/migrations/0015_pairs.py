"""How many entries have two values together: a list with two choices is counted by nobody."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


COUNT = """
SET LOCAL statement_timeout = 0;
INSERT INTO catalogue_searchpair (kind, one, other, n)
SELECT kind, one, other, count(*)
  FROM catalogue_searchentry, unnest(facets) AS one, unnest(facets) AS other
 WHERE one COLLATE "C" < other COLLATE "C"
   AND split_part(one, ':', 1) <> ALL ('{tool,city,product,replaces,replaced,vendor}')
   AND split_part(other, ':', 1) <> ALL ('{tool,city,product,replaces,replaced,vendor}')
 GROUP BY kind, one, other
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0014_standings'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchPair',
            fields=[
                ('pk', models.CompositePrimaryKey('kind', 'one', 'other', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=14)),
                ('one', models.TextField(db_collation='C')),
                ('other', models.TextField(db_collation='C')),
                ('n', models.IntegerField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='searchentry',
            name='counted_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='searchentry',
            name='counted_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='searchentry',
            name='counted_delete',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='counted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)\n    SELECT kind, split_part(word, \':\', 1), substr(word, strpos(word, \':\') + 1), sum(step)\n      FROM (SELECT kind, facets, 1 AS step FROM came) AS changed, unnest(facets || \'{""}\') AS word\n     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word\n    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;\n    INSERT INTO catalogue_searchpair AS held (kind, one, other, n)\n    SELECT kind, one, other, sum(step)\n      FROM (SELECT kind, facets, 1 AS step FROM came) AS changed, unnest(facets) AS one, unnest(facets) AS other\n     WHERE one < other COLLATE "C"\n       AND split_part(one, \':\', 1) <> ALL (\'{tool,city,product,replaces,replaced,vendor}\') AND split_part(other, \':\', 1) <> ALL (\'{tool,city,product,replaces,replaced,vendor}\')\n     GROUP BY kind, one, other HAVING sum(step) <> 0 ORDER BY kind, one, other\n    ON CONFLICT (kind, one, other) DO UPDATE SET n = held.n + excluded.n;\n    RETURN NULL;\n', hash='53ab4b9f00d0ec07252347dfbbb42c1e85f85c7e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counted_insert_4feb8', referencing='REFERENCING NEW TABLE AS came ', table='catalogue_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)\n    SELECT kind, split_part(word, \':\', 1), substr(word, strpos(word, \':\') + 1), sum(step)\n      FROM (SELECT kind, facets, 1 AS step FROM came UNION ALL SELECT kind, facets, -1 AS step FROM went) AS changed, unnest(facets || \'{""}\') AS word\n     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word\n    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;\n    INSERT INTO catalogue_searchpair AS held (kind, one, other, n)\n    SELECT kind, one, other, sum(step)\n      FROM (SELECT kind, facets, 1 AS step FROM came UNION ALL SELECT kind, facets, -1 AS step FROM went) AS changed, unnest(facets) AS one, unnest(facets) AS other\n     WHERE one < other COLLATE "C"\n       AND split_part(one, \':\', 1) <> ALL (\'{tool,city,product,replaces,replaced,vendor}\') AND split_part(other, \':\', 1) <> ALL (\'{tool,city,product,replaces,replaced,vendor}\')\n     GROUP BY kind, one, other HAVING sum(step) <> 0 ORDER BY kind, one, other\n    ON CONFLICT (kind, one, other) DO UPDATE SET n = held.n + excluded.n;\n    RETURN NULL;\n', hash='97fe261249b37ab30d7a769b4bfb99b97e8ef22d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_dcc8d', referencing='REFERENCING OLD TABLE AS went  NEW TABLE AS came ', table='catalogue_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='counted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)\n    SELECT kind, split_part(word, \':\', 1), substr(word, strpos(word, \':\') + 1), sum(step)\n      FROM (SELECT kind, facets, -1 AS step FROM went) AS changed, unnest(facets || \'{""}\') AS word\n     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word\n    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;\n    INSERT INTO catalogue_searchpair AS held (kind, one, other, n)\n    SELECT kind, one, other, sum(step)\n      FROM (SELECT kind, facets, -1 AS step FROM went) AS changed, unnest(facets) AS one, unnest(facets) AS other\n     WHERE one < other COLLATE "C"\n       AND split_part(one, \':\', 1) <> ALL (\'{tool,city,product,replaces,replaced,vendor}\') AND split_part(other, \':\', 1) <> ALL (\'{tool,city,product,replaces,replaced,vendor}\')\n     GROUP BY kind, one, other HAVING sum(step) <> 0 ORDER BY kind, one, other\n    ON CONFLICT (kind, one, other) DO UPDATE SET n = held.n + excluded.n;\n    RETURN NULL;\n', hash='8505bac774d216178720d1553cab51d3d5921fbe', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_delete_1251c', referencing='REFERENCING OLD TABLE AS went ', table='catalogue_searchentry', when='AFTER')),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
