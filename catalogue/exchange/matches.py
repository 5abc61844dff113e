"""How sure it is which place a name means, and why.

*Sure* is what may be joined without asking: the name says what kind of body it is, and just one
body of the kind is called so, there where the name says that it is. *Likely* leans on something
weaker (no kind, a homonym many times smaller, an abbreviation); *doubtful* is for a person to
decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalogue.choices import CityKind
from catalogue.exchange.public_bodies import Body

#: The largest of several of a name is meant if it is a town and so many times larger.
DOMINANT, TOWN = 20, 5_000


class Confidence(StrEnum):
    """How far a match may be trusted."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"  # somebody has to look
    NONE = "none"  # no place, as far as is known


class Why(TextChoices):
    """What a match rests on, or why there is none."""

    ONLY = "only", _("the only one of that name")
    WHERE = "where", _("of several of that name, the one that lies there")
    NUMBER = "number", _("the number of the department")
    LARGEST = "largest", _("by far the largest of that name")
    BARE = "bare", _("the name does not say what kind of body it is")
    IN_PART = "in_part", _("a part of the name")
    INITIALS = "initials", _("initials")
    SPACES = "spaces", _("the name but for its spaces")
    LIKE_IT = "like_it", _("names like it")
    SEVERAL = "several", _("several of that name")
    ELSEWHERE = "elsewhere", _("the only one of that name lies elsewhere")
    TWO = "two", _("the name tells of two bodies")
    SHORT = "short", _("too short to be a name")
    OTHER = "other", _("somebody else than a city")
    NONE = "none", _("nobody of that name")


@dataclass(frozen=True)
class Place:
    """A local public body that a name may mean."""

    key: str
    names: tuple[str, ...]
    kind: str
    country: str
    department: str = ""  # its code, or the letters of an Italian province
    postal_codes: tuple[str, ...] = ()
    population: int = 0


class Match(NamedTuple):
    """The place, how sure that is and why, and whom else it may be."""

    place: Place | None
    confidence: Confidence
    why: Why
    candidates: tuple[Place, ...] = ()


def decided(body: Body, found: Iterable[Place]) -> Match:
    """Which of the places that are called so."""
    found = list(dict.fromkeys(found))
    if not found:
        return Match(None, Confidence.NONE, Why.NONE)
    there = [place for place in found if _lies_there(place, body)]
    says_where = bool(body.department or body.postal_code)
    if len(found) == 1:
        strays = says_where and not there and not body.from_website
        if strays and found[0].kind != CityKind.INTERCOMMUNAL:  # which may reach beyond
            return Match(None, Confidence.DOUBTFUL, Why.ELSEWHERE, tuple(found))
        return Match(found[0], Confidence.SURE, Why.ONLY)
    if says_where and len(there) == 1:
        confidence = Confidence.LIKELY if body.from_website else Confidence.SURE
        return Match(there[0], confidence, Why.WHERE, tuple(found))
    among = sorted(there or found, key=lambda place: -place.population)
    if among[0].population >= max(TOWN, DOMINANT * among[1].population):
        return Match(among[0], Confidence.LIKELY, Why.LARGEST, tuple(among))
    return Match(None, Confidence.DOUBTFUL, Why.SEVERAL, tuple(among))


def _lies_there(place, body):
    if body.postal_code:
        if place.postal_codes:
            return body.postal_code in place.postal_codes
        return bool(place.department) and body.postal_code.startswith(place.department[:2])
    return bool(body.department) and place.department == body.department


def only_one(found, why):
    if len(found) == 1:
        return Match(found[0], Confidence.SURE, why)
    return Match(None, Confidence.DOUBTFUL if found else Confidence.NONE, why, tuple(found))


def weaker(match: Match, why: Why) -> Match:
    return match._replace(
        confidence=Confidence.LIKELY if match.place else match.confidence, why=why
    )
