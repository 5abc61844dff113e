"""The shape of single values: texts by language, partial dates, SPDX expressions, addresses."""

import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from license_expression import ExpressionError, get_spdx_licensing

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

#: Addresses of the web and nothing else: no `javascript:`, no `data:`, no `file:`.
web_address = URLValidator(schemes=["http", "https"])


def speakable(value):
    """Refuse what PostgreSQL cannot keep or a page cannot show: NUL and lone surrogates."""
    if "\x00" in value:
        raise ValidationError(_("A text cannot contain the NUL character."))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValidationError(_("A text must be valid Unicode.")) from error


def localised_text(value):
    """`{"fr": "…", "en": "…"}`, with any BCP 47 language tag as key and no empty text."""
    if not isinstance(value, dict):
        raise ValidationError(_('Write one text per language: {"fr": "…", "en": "…"}.'))
    for language, text in value.items():
        if not LANGUAGE_TAG.fullmatch(language):
            raise ValidationError(
                _("“%(language)s” is not a language tag; use for example fr, en or pt-BR."),
                params={"language": language},
            )
        if not isinstance(text, str) or not text.strip():
            raise ValidationError(
                _("The text in “%(language)s” is empty; leave the language out instead."),
                params={"language": language},
            )
        speakable(text)


def partial_date(value):
    """A year, a month or a day in ISO 8601: `2016`, `2016-04` or `2016-04-30`."""
    match = PARTIAL_DATE.fullmatch(value)
    if match:
        year, month, day = (int(part or 1) for part in match.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            match = None
    if not match:
        raise ValidationError(
            _(
                "“%(value)s” is not a date; "
                "write a year, a month or a day: 2016, 2016-04 or 2016-04-30."
            ),
            params={"value": value},
        )


@lru_cache(maxsize=1)
def known_licences():
    """Every SPDX licence; slow to read, so read once."""
    return get_spdx_licensing()


def spdx_expression(value):
    """An SPDX licence expression (SPDX specification 2.3, annex D) made of known identifiers."""
    licensing = known_licences()
    try:
        unknown = licensing.unknown_license_keys(value)
        licensing.parse(value, validate=True, strict=True)
    except ExpressionError as error:
        raise ValidationError(
            _("“%(value)s” is not an SPDX licence expression: %(why)s"),
            params={"value": value, "why": error},
        ) from error
    if unknown:
        raise ValidationError(
            _("Unknown SPDX licence: %(names)s."), params={"names": ", ".join(unknown)}
        )
