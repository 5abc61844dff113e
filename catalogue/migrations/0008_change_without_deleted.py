"""A thing is gone where it has no entry: a change need not say so a second time."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0007_entries_by_slug'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='searchentry',
            name='change_is_told',
        ),
        migrations.RemoveField(
            model_name='change',
            name='deleted',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='change_is_told', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.slug <> NEW.slug) THEN\n        INSERT INTO catalogue_change (kind, slug, object_id, transaction, at)\n        VALUES (OLD.kind, OLD.slug, OLD.object_id, pg_current_xact_id()::text::bigint, clock_timestamp())\n        ON CONFLICT (kind, slug) DO UPDATE\n           SET object_id = excluded.object_id, transaction = excluded.transaction, at = excluded.at;\n    END IF;\n    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND (OLD.record, OLD.slug) <> (NEW.record, NEW.slug)) THEN\n        INSERT INTO catalogue_change (kind, slug, object_id, transaction, at)\n        VALUES (NEW.kind, NEW.slug, NEW.object_id, pg_current_xact_id()::text::bigint, clock_timestamp())\n        ON CONFLICT (kind, slug) DO UPDATE\n           SET object_id = excluded.object_id, transaction = excluded.transaction, at = excluded.at;\n    END IF;\n    RETURN NULL;\n", hash='d850109eefe704578c4a39628c6101f2c907924e', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_change_is_told_4c39f', table='catalogue_searchentry', when='AFTER')),
        ),
    ]
