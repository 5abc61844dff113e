"""Tokens of the API, and who issued or revoked them when."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.lookups
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from catalogue.migrations._together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_visits'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name='Token',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='The program or the machine that will hold it, to know later what to revoke.', max_length=120, verbose_name='what it is for')),
                        ('digest', models.CharField(db_collation='C', editable=False, max_length=64, unique=True)),
                        ('hint', models.CharField(db_collation='C', editable=False, max_length=6, unique=True, verbose_name='begins with')),
                        ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read, with higher limits'), ('contribute', 'Propose changes'), ('import', 'Import from another catalogue')], max_length=10), size=None, verbose_name='what it may do')),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='issued on')),
                        ('expires_at', models.DateTimeField(editable=False, verbose_name='expires on')),
                        ('last_used_at', models.DateTimeField(editable=False, null=True, verbose_name='last used')),
                        ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked on')),
                        ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                    ],
                    options={
                        'verbose_name': 'token',
                        'verbose_name_plural': 'tokens',
                        'ordering': ['-created_at', '-pk'],
                        'constraints': [
                            models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'contribute', 'import']), ('scopes__len__gt', 0)), name='token_scopes_known'),
                            models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at')), django.db.models.lookups.LessThanOrEqual(django.db.models.expressions.CombinedExpression(models.F('expires_at'), '-', models.F('created_at')), datetime.timedelta(days=365))), name='token_lasts_a_year_at_most'),
                            models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='token_says_what_it_is_for'),
                            models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='token_secret_is_hashed'),
                        ],
                        'triggers': [
                            pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_tokenevent" ("created_at", "expires_at", "hint", "id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes") VALUES (NEW."created_at", NEW."expires_at", NEW."hint", NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."scopes"); RETURN NULL;', hash='ad26db956b036f2071671bd2b4327a5d2a7e9057', operation='INSERT', pgid='pgtrigger_insert_insert_ae778', table='catalogue_token', when='AFTER')),
                            pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."hint" IS DISTINCT FROM (NEW."hint") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes"))', func='INSERT INTO "catalogue_tokenevent" ("created_at", "expires_at", "hint", "id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes") VALUES (NEW."created_at", NEW."expires_at", NEW."hint", NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."scopes"); RETURN NULL;', hash='4a70a669833fdc4893fa478ff95de632e53949ef', operation='UPDATE', pgid='pgtrigger_update_update_723f3', table='catalogue_token', when='AFTER')),
                            pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalogue_tokenevent" ("created_at", "expires_at", "hint", "id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes") VALUES (OLD."created_at", OLD."expires_at", OLD."hint", OLD."id", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."scopes"); RETURN NULL;', hash='c0c1c394bb4d9b9f69274655468c0a26dfc84609', operation='DELETE', pgid='pgtrigger_delete_delete_8dcfb', table='catalogue_token', when='AFTER')),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name='TokenEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(help_text='The program or the machine that will hold it, to know later what to revoke.', max_length=120, verbose_name='what it is for')),
                        ('hint', models.CharField(db_collation='C', editable=False, max_length=6, verbose_name='begins with')),
                        ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read, with higher limits'), ('contribute', 'Propose changes'), ('import', 'Import from another catalogue')], max_length=10), size=None, verbose_name='what it may do')),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='issued on')),
                        ('expires_at', models.DateTimeField(editable=False, verbose_name='expires on')),
                        ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked on')),
                        ('owner', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='catalogue.token')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ]
        ),
    ]
