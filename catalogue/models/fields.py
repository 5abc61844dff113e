"""Field types of the catalogue: a text per language, and a date known to the year, the month or the
day.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.validators import localised_text, partial_date


class LocalisedText(models.JSONField):
    """`{"fr": "…", "en": "…"}`: a text that people read, in any number of languages."""

    default_validators = [localised_text]
    empty_values = [None, {}, ""]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)


class PartialDate(models.CharField):
    """An ISO 8601 date of reduced precision, kept as text so that it never pretends to know the
    day.

    `2016`, `2016-04` and `2016-04-30` sort as text in the order of time.
    """

    default_validators = [partial_date]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        kwargs.setdefault("db_collation", "C")
        kwargs.setdefault("help_text", _("A year, a month or a day: 2016, 2016-04 or 2016-04-30."))
        super().__init__(*args, **kwargs)


def is_partial_date(field):
    """The condition that a column holds nothing or a partial date."""
    return Q(**{field: ""}) | Q(
        **{f"{field}__regex": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"}
    )
