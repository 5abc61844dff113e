"""Which city left what for what, and what that adds up to for the alternatives to a product; and
the indexes along which cities of one size are found.
"""

import django.db.models.deletion
from django.db import migrations, models

WATCH = """
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_touch()
"""
PUBLISHED = models.Q(published_at__isnull=False)


def thing(model, **options):
    return models.ForeignKey(
        f"catalogue.{model}",
        on_delete=django.db.models.deletion.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        **{"db_index": False, **options},
    )


def key(*columns):
    return models.CompositePrimaryKey(
        *columns, blank=True, editable=False, primary_key=True, serialize=False
    )


def by(*fields, name, include=("id",)):
    return migrations.AddIndex(
        "city", models.Index(fields=fields, name=name, condition=PUBLISHED, include=include)
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0013_entries_by_kind")]

    operations = [
        migrations.CreateModel(
            name="Switch",
            fields=[
                ("pk", key("adoption_id", "product_id")),
                ("adoption", thing("adoption")),
                ("product", thing("product")),
                ("tool", thing("tool")),
                ("city", thing("city")),
                ("status", models.CharField(max_length=16)),
                ("is_proof", models.BooleanField()),
                ("is_current", models.BooleanField()),
                ("rank", models.PositiveSmallIntegerField()),
                ("as_of", models.CharField(db_collation="C", max_length=10)),
                ("slug", models.CharField(db_collation="C", max_length=100)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["product", "tool", "rank", "-as_of", "slug"],
                        include=("city", "status", "is_proof", "is_current"),
                        name="switch_by_proof",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Alternative",
            fields=[
                ("pk", key("product_id", "tool_id")),
                ("product", thing("product")),
                ("tool", thing("tool")),
                ("replacement", thing("replacement", null=True, db_index=True)),
                ("is_dead", models.BooleanField()),
                ("proven", models.PositiveIntegerField()),
                ("on_the_way", models.PositiveIntegerField()),
                ("coverage", models.PositiveSmallIntegerField()),
                ("name", models.TextField(db_collation="C")),
                ("adoptions", models.PositiveIntegerField()),
                ("statuses", models.JSONField()),
                ("switches", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=[
                            *("product", "is_dead", "-proven", "-on_the_way", "coverage", "name"),
                            "tool",
                        ],
                        name="alternative_by_rank",
                    )
                ],
            },
        ),
        by("kind", "country", "population", "slug", name="city_at_home_by_size"),
        by("kind", "population", "slug", include=("id", "country"), name="city_by_size"),
        by("kind", "country", "slug", name="city_at_home_by_slug"),
        by("kind", "slug", include=("id", "country"), name="city_by_slug"),
        *(
            migrations.RunSQL(WATCH.format(table=table), migrations.RunSQL.noop)
            for table in ("catalogue_switch", "catalogue_alternative")
        ),
    ]
