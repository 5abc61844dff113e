"""Which place a name means: sure, likely, or only for a person to decide.

*Sure* is what may be joined without asking: the name says what kind of body it is, and just one
body of the kind is called so, there where the name says that it is. *Likely* leans on something
weaker (no kind, a homonym ten times smaller, an abbreviation), *doubtful* names who it may be.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from catalogue.choices import CityKind
from catalogue.exchange.public_bodies import BRACKETS, Body, Sort, bodies_of, plain
from catalogue.exchange.told import Told, User


class Confidence(StrEnum):
    """How far a match may be trusted."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"  # somebody has to look
    NONE = "none"  # no place, as far as is known


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
    """The place, how sure that is, why (a word of `WHY`), and whom else it may be."""

    place: Place | None
    confidence: Confidence
    why: str
    candidates: tuple[Place, ...] = ()


ARTICLES = ("le ", "la ", "les ", "l ", "il ", "lo ")
#: Words that say nothing about which of the bodies it is.
STOP = {"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux"}
GENERIC = {
    *("communaute", "communes", "agglomeration", "agglo", "metropole", "eurometropole", "urbaine"),
    *("intercommunale", "intercommunal", "cc", "ca", "cu"),
}
OPTIONAL = {"pays", "grand", "grande", "region", "bassin", "territoire", "territoires", "vallee"}
REGIONS = {
    "sud": "provence alpes cote d azur",
    "paca": "provence alpes cote d azur",
    "aura": "auvergne rhone alpes",
    "ile de france idf": "ile de france",
    "idf": "ile de france",
    "hdf": "hauts de france",
    "bfc": "bourgogne franche comte",
    "centre": "centre val de loire",
}
DOMINANT, TOWN = 20, 5_000
SHORTEST_BARE = 4
#: How alike two names are that may be one misspelt; and what two bodies of communes share.
ALIKE, HALF = 0.88, 0.5
MOST_CANDIDATES = 10


def place_of(told: Told) -> Place:
    """A place as a reader of reference data tells it."""
    values = told.values
    names = tuple(values["name"].values())
    return Place(
        told.key,
        (*names, " ".join(names)) if len(names) > 1 else names,  # Bolzano, Bozen, Bolzano/Bozen
        values["kind"],
        values["country"],
        values.get("department_code", ""),
        tuple(values.get("postal_codes", ())),
        values.get("population", 0),
    )


class Gazetteer:
    """Places by their names."""

    def __init__(self, places: Iterable[Place]):
        self._named: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._cores: dict[frozenset[str], list[Place]] = defaultdict(list)
        self._loose: dict[frozenset[str], list[Place]] = defaultdict(list)
        self._initials: dict[str, list[Place]] = defaultdict(list)
        self._departments: dict[str, str] = {}
        self._squeezed: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._beginning: dict[tuple[str, str], list[tuple[str, Place]]] = defaultdict(list)
        self._numbered: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            for name in dict.fromkeys(map(plain, place.names)):
                short = _without_article(name)
                self._named[place.kind, short].append(place)
                self._squeezed[place.kind, short.replace(" ", "")].append(place)
                self._beginning[place.kind, short[:2]].append((short, place))
            if place.kind == CityKind.DEPARTMENT:
                self._numbered[place.department].append(place)
                self._departments |= {plain(name): place.department for name in place.names}
            if place.kind == CityKind.INTERCOMMUNAL:
                self._note_body_of_communes(place)

    def match(self, user: User | str) -> Match:
        """Which place a user is."""
        user = User(user) if isinstance(user, str) else user
        matches = [
            self._match(body, user) for body in bodies_of(user.name, user.said_to_be, user.website)
        ]
        best = min(matches, key=lambda match: list(Confidence).index(match.confidence))
        sure = {m.place for m in matches if m.confidence == best.confidence and m.place}
        if len(sure) > 1:
            return Match(None, Confidence.DOUBTFUL, "two bodies", tuple(sure))
        return best

    def _match(self, body, user):
        if not body.department and body.aside in self._departments:
            body = replace(body, department=self._departments[body.aside], from_website=False)
        if body.sort in (Sort.PERSON, Sort.COMPANY, Sort.ASSOCIATION, Sort.PUBLIC):
            return Match(None, Confidence.NONE, str(body.sort))
        if body.kind == CityKind.INTERCOMMUNAL:
            return self._body_of_communes(body)
        if body.kind == CityKind.DEPARTMENT and not body.bare:
            return _one(self._numbered.get(body.department, []), "number of the department")
        if body.kind:
            return self._of_kind(body)
        return self._bare(body, user)

    def _of_kind(self, body):
        name = _without_article(body.bare)
        if body.kind == CityKind.REGION:
            name = REGIONS.get(name, name)

        def of_country(places):
            return [place for place in places if body.country in ("", place.country)]

        if found := of_country(self._named.get((body.kind, name), [])):
            return _decided(body, found)
        if found := of_country(self._squeezed.get((body.kind, name.replace(" ", "")), [])):
            return _weaker(_decided(body, found), "name but for its spaces")
        near = [place for there, place in self._near(body.kind, name) if of_country([place])]
        return Match(
            None,
            Confidence.DOUBTFUL if near else Confidence.NONE,
            "a name like it" if near else "no such body",
            tuple(near[:MOST_CANDIDATES]),
        )

    def _near(self, kind, name):
        """Names of which this is the beginning, and names that differ in a letter or two."""
        around = self._beginning.get((kind, name[:2]), [])
        longer = [(there, place) for there, place in around if there.startswith(f"{name} ")]
        close = set(get_close_matches(name, [there for there, _place in around], cutoff=ALIKE))
        return longer + [(there, place) for there, place in around if there in close]

    def _body_of_communes(self, body):
        core = _core(body.bare)
        if found := self._cores.get(core):
            return _decided(body, found)
        if found := self._loose.get(core - OPTIONAL):
            return _weaker(_decided(body, found), "name in part")
        if found := self._initials.get(body.bare.replace(" ", "")):
            return _weaker(_decided(body, found), "initials")
        near = [
            place
            for other, places in self._cores.items()
            if len(core & other) >= max(1, HALF * len(core | other))
            for place in places
        ]
        confidence = Confidence.DOUBTFUL if near else Confidence.NONE
        why = "a name like it" if near else "no such body"
        return Match(None, confidence, why, tuple(near[:MOST_CANDIDATES]))

    def _bare(self, body, user):
        """A name alone. That it is a public body is for the source to say."""
        name = _without_article(body.bare)
        if len(name) < SHORTEST_BARE or (user.name.isupper() and " " not in user.name.strip()):
            return Match(None, Confidence.NONE, "too short to be a name")
        communes = self._named.get((CityKind.COMMUNE.value, name), [])
        above = self._cores.get(_core(body.bare), []) if not communes else []
        found = communes or above
        if not found:
            return Match(None, Confidence.NONE, "no such body")
        match = _weaker(_decided(body, found), "name without a kind")
        if user.said_to_be.casefold() != "administration" and match.place:
            return Match(None, Confidence.DOUBTFUL, "name without a kind", (match.place,))
        return match

    def _note_body_of_communes(self, place):
        for written in place.names:
            core = _core(plain(BRACKETS.sub(" ", written)))
            if core:
                self._cores[core].append(place)
                self._loose[core - OPTIONAL or core].append(place)
            words = [word for word in plain(written).split() if word not in STOP | GENERIC]
            initials = "".join(word[0] for word in words)
            for short in (initials, *map(plain, BRACKETS.findall(written))):
                if len(short) > 2:
                    self._initials[short] += [place]
                    self._initials[f"cc{short}"] += [place]
                    self._initials[f"ca{short}"] += [place]


def _without_article(name: str) -> str:
    for article in ARTICLES:
        if name.startswith(article):
            return name.removeprefix(article)
    return name


def _core(name: str) -> frozenset[str]:
    """The words that tell one body of communes from another."""
    return frozenset(name.split()) - STOP - GENERIC


def _decided(body: Body, found: Iterable[Place]) -> Match:
    """Which of the places that are called so."""
    found = list(dict.fromkeys(found))
    if not found:
        return Match(None, Confidence.NONE, "no such body")
    there = [place for place in found if _lies_there(place, body)]
    says_where = bool(body.department or body.postal_code)
    if len(found) == 1:
        strays = says_where and not there and not body.from_website
        if strays and found[0].kind != CityKind.INTERCOMMUNAL:  # which may reach beyond
            return Match(None, Confidence.DOUBTFUL, "it lies elsewhere", tuple(found))
        return Match(found[0], Confidence.SURE, "the only one of that name")
    if says_where and len(there) == 1:
        confidence = Confidence.LIKELY if body.from_website else Confidence.SURE
        return Match(there[0], confidence, "name and department", tuple(found))
    among = sorted(there or found, key=lambda place: -place.population)
    if among[0].population >= max(TOWN, DOMINANT * among[1].population):
        return Match(among[0], Confidence.LIKELY, "by far the largest", tuple(among))
    return Match(None, Confidence.DOUBTFUL, "several of that name", tuple(among))


def _lies_there(place, body):
    if body.postal_code:
        if place.postal_codes:
            return body.postal_code in place.postal_codes
        return bool(place.department) and body.postal_code.startswith(place.department[:2])
    return bool(body.department) and place.department == body.department


def _one(found, why):
    if len(found) == 1:
        return Match(found[0], Confidence.SURE, why)
    return Match(None, Confidence.DOUBTFUL if found else Confidence.NONE, why, tuple(found))


def _weaker(match: Match, why: str) -> Match:
    return match._replace(
        confidence=Confidence.LIKELY if match.place else match.confidence, why=why
    )
