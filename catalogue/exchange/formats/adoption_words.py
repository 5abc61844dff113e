"""The words, dates and numbers that people write into a sheet of adoptions, in two languages."""

import re
from datetime import date
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError

from catalogue.choices import AdoptionRole, AdoptionStatus
from catalogue.exchange.headings import plain
from catalogue.exchange.tidy import one_line, partial
from catalogue.validators import partial_date


class Ambiguous(ValueError):
    """04/05/2016 is a day of April or of May."""


_STATUSES = {
    AdoptionStatus.ANNOUNCED: "announced, annoncé, annoncée, annonce",
    AdoptionStatus.PLANNED: "planned, prévu, prévue, planifié, planifiée, en projet, projet",
    AdoptionStatus.PILOT: (
        "pilot, piloting, test, testing, pilote, en test, expérimentation, en expérimentation"
    ),
    AdoptionStatus.MIGRATING: (
        "migrating, migration, in migration, rolling out, en migration, en cours, en cours de "
        "migration, en cours de déploiement, en déploiement, déploiement, migration en cours"
    ),
    AdoptionStatus.IN_PRODUCTION: (
        "in production, production, in prod, prod, in use, used, live, deployed, en production, "
        "en prod, en service, utilisé, utilisée, déployé, déployée, en place, en usage"
    ),
    AdoptionStatus.PARTLY_REVERSED: (
        "partly reversed, partially reversed, partiellement abandonné, partiellement abandonnée, "
        "abandon partiel, retour partiel"
    ),
    AdoptionStatus.REVERSED: (
        "reversed, abandoned, abandonné, abandonnée, abandon, retour en arrière, remplacé"
    ),
    AdoptionStatus.ENDED: "ended, stopped, over, terminé, terminée, arrêté, arrêtée, fini",
    AdoptionStatus.DECLINED: (
        "declined, rejected, refused, refusé, refusée, écarté, écartée, rejeté, non retenu"
    ),
}
_ROLES = {
    AdoptionRole.USER: "user, utilisateur, utilisatrice, usager",
    AdoptionRole.CO_DEVELOPER: (
        "co-developer, codeveloper, contributor, co-développeur, codéveloppeur, contributeur"
    ),
    AdoptionRole.FUNDER: "funder, financeur, financeuse, cofinanceur",
    AdoptionRole.STEWARD: "steward, maintainer, porteur, porteuse, pilote, mainteneur",
}
#: Words as `plain` writes them.
STATUSES = {
    plain(word): status.value for status, words in _STATUSES.items() for word in words.split(", ")
} | {plain(status.value): status.value for status in AdoptionStatus}
ROLES = {
    plain(word): role.value for role, words in _ROLES.items() for word in words.split(", ")
} | {plain(role.value): role.value for role in AdoptionRole}

MONTHS = {
    plain(name): number
    for language in ("fr", "en")
    for form in ("wide", "abbreviated")
    for number, name in Locale(language).months["format"][form].items()
}
ISO = re.compile(r"\d{4}(-\d\d(-\d\d([T ][\d:.]+(Z|[+-][\d:]+)?)?)?)?")
IN_FIGURES = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
IN_WORDS = re.compile(
    r"(?:(?P<before>\d{1,2})(?:er|st|nd|rd|th)? )?(?P<month>[a-z]+) "
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)? )?(?P<year>\d{4})"
)
GROUPED = re.compile(r"\d{1,3}(?:[ \u202f\u2009.,'’]\d{3})+|\d+")


def date_of(value: Any, language: str = "fr") -> str:
    """A date as precise as it was written, or nothing. In French, days come before months; in
    English nobody knows, and a day that may be either raises Ambiguous. Raises ValueError on what
    is no date.
    """
    if value in ("", None):
        return ""
    if isinstance(value, date):
        return partial(value)
    text = one_line(value)
    if ISO.fullmatch(text):
        if partial(text) != text[:10]:  # there is no such day
            raise ValueError(text)
        return text[:10]
    if match := IN_FIGURES.fullmatch(text):
        return _of_figures(*match.groups(), language)
    match = IN_WORDS.fullmatch(plain(text))
    if not match or match["month"] not in MONTHS:
        raise ValueError(text)
    return _iso(match["year"], MONTHS[match["month"]], match["before"] or match["after"])


def _of_figures(day, month, year, language):
    if day is None:
        return _iso(year, month)
    first, second = int(day), int(month)
    if first > 12 or first == second or (language == "fr" and second <= 12):
        return _iso(year, second, first)
    if second > 12:
        return _iso(year, first, second)
    raise Ambiguous(day, month)


def _iso(year, month, day=None):
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    try:
        partial_date(text)
    except ValidationError as error:
        raise ValueError(text) from error
    return text


def number_of(value: Any) -> int | None:
    """A whole number, with or without spaces between thousands. Raises ValueError on the rest."""
    if value in ("", None):
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    text = one_line(value)
    if not GROUPED.fullmatch(text):
        raise ValueError(text)
    return int(re.sub(r"\D", "", text))


def names_of(value: Any) -> list[str]:
    """Names between semicolons or on lines of their own; between commas if there is neither."""
    text = str(value) if isinstance(value, str | int | float) else ""
    parts = re.split(r"[;\n]", text) if re.search(r"[;\n]", text) else text.split(",")
    return list(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))
