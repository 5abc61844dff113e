"""Where requests are counted for all processes together. Nothing is lost if a crash empties it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_records_and_changes")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE catalogue_visit (
                reader text COLLATE "C" NOT NULL,
                scope text COLLATE "C" NOT NULL,
                period bigint NOT NULL,
                n integer NOT NULL,
                PRIMARY KEY (reader, scope)
            ) WITH (fillfactor = 50)
            """,
            "DROP TABLE catalogue_visit",
        ),
    ]
