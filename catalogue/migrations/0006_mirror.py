"""Of which instance this one is a copy, and what it read there."""

import django.db.models.functions.datetime
from django.db import migrations, models

from catalogue.migrations._together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_tokens'),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name='Mirror',
                    fields=[
                        ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                        ('origin', models.CharField(max_length=300)),
                        ('cursor', models.TextField(blank=True, default='')),
                        ('beginning', models.PositiveIntegerField(default=1)),
                        ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('caught_up_at', models.DateTimeField(blank=True, null=True)),
                        ('verified_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='mirror_is_of_one_origin')],
                    },
                ),
                migrations.CreateModel(
                    name='MirroredRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noun', models.CharField(max_length=40)),
                        ('slug', models.CharField(db_collation='C', max_length=210)),
                        ('record', models.JSONField(null=True)),
                        ('moved_to', models.CharField(blank=True, db_collation='C', default='', max_length=210)),
                        ('beginning', models.PositiveIntegerField()),
                        ('waiting', models.BooleanField(default=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('waiting', True)), fields=['noun', 'slug'], name='mirrored_record_waiting')],
                        'constraints': [models.UniqueConstraint(fields=('noun', 'slug'), name='mirrored_record_once')],
                    },
                ),
            ]
        ),
    ]
