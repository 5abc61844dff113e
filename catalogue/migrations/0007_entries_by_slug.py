"""An index for the entry of one address: without it, each record asked for reads them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_mirror")]

    operations = [
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["kind", "slug"], name="search_entry_by_slug"),
        ),
    ]
