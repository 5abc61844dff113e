"""A mark of the catalogue's state, another one after each commit that changed what is public."""

from django.db import migrations, models

#: Nothing that a reader sees is in these.
NOT_PUBLIC = (
    "catalogue_curatedrecord",
    "catalogue_importline",
    "catalogue_importrun",
    "catalogue_mirror",
    "catalogue_mirroredrecord",
    "catalogue_outsiderecord",
    "catalogue_revision",
    "catalogue_token",
    "catalogue_touch",
    "catalogue_visit",
)

#: Many statements of a transaction touch; its end gives one mark. Until then others may do the same.
MARK = """
CREATE UNLOGGED TABLE catalogue_touch (transaction bigint PRIMARY KEY);

CREATE FUNCTION catalogue_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_touch VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION catalogue_revise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_revision (is_now, mark) VALUES (true, gen_random_uuid())
        ON CONFLICT (is_now) DO UPDATE SET mark = excluded.mark;
    DELETE FROM catalogue_touch WHERE transaction = NEW.transaction;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER revise AFTER INSERT ON catalogue_touch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION catalogue_revise();

INSERT INTO catalogue_revision (is_now, mark) VALUES (true, gen_random_uuid());
"""
UNMARK = """
DROP TABLE catalogue_touch;
DROP FUNCTION catalogue_revise();
DROP FUNCTION catalogue_touch();
"""

TABLES = """
    SELECT tablename FROM pg_tables
     WHERE schemaname = current_schema AND tablename LIKE 'catalogue\\_%%'
       AND tablename NOT LIKE '%%event' AND tablename <> ALL(%s)
"""
WATCH = """
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {}
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_touch()
"""


def watch(_apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute(TABLES, [list(NOT_PUBLIC)])
        for (table,) in cursor.fetchall():
            cursor.execute(WATCH.format(editor.quote_name(table)))


def unwatch(_apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'touch'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER touch ON {table}")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0011_places_by_name")]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "is_now",
                    models.BooleanField(default=True, primary_key=True, serialize=False),
                ),
                ("mark", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_now", True)), name="revision_is_one"
                    )
                ],
            },
        ),
        migrations.RunSQL(MARK, UNMARK),
        migrations.RunPython(watch, unwatch),
    ]
