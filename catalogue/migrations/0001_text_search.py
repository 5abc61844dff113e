"""The words of French and English without accents, and the tools that forgive a slip of typing."""

from django.contrib.postgres.operations import CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION communal_{code} (COPY = {language});
ALTER TEXT SEARCH CONFIGURATION communal_{code}
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {dictionary};
"""

#: `communal_names` keeps words whole, so that the beginning of a name finds it.
LANGUAGES = (
    ("fr", "french", "french_stem"),
    ("en", "english", "english_stem"),
    ("names", "simple", "simple"),
)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        CreateExtension("fuzzystrmatch"),
        *(
            migrations.RunSQL(
                CONFIGURATION.format(code=code, language=language, dictionary=dictionary),
                f"DROP TEXT SEARCH CONFIGURATION communal_{code};",
            )
            for code, language, dictionary in LANGUAGES
        ),
    ]
