"""Searches in texts of any language and in lists of words: `title__spoken__unaccent`."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField, Transform

from catalogue.models.fields import LocalisedText


@LocalisedText.register_lookup
class InAnyLanguage(Transform):
    """The texts of every language, without the names of the languages."""

    lookup_name = "spoken"
    template = "jsonb_path_query_array(%(expressions)s, '$.*')::text"
    output_field = TextField()


@ArrayField.register_lookup
class InOneLine(Transform):
    """The words of a list, one after the other."""

    lookup_name = "spoken"
    template = "array_to_string(%(expressions)s, ' ')"
    output_field = TextField()
