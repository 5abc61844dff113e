"""Places by their names: which one somebody means who is written as a user of a tool."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from catalogue.choices import CityKind
from catalogue.exchange.matches import Confidence, Match, Place, Why, decided, only_one, weaker
from catalogue.exchange.public_bodies import BRACKETS, Sort, bodies_of, plain
from catalogue.exchange.told import User

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
SHORTEST_BARE = 4
#: How alike two names are that may be one misspelt; and what two bodies of communes share.
ALIKE, HALF = 0.88, 0.5
MOST_CANDIDATES = 10
NO_COMMUNE = "*"


def place_of(key: str, values: dict[str, Any]) -> Place:
    """A place as a reader of reference data tells it."""
    names = tuple(values["name"].values())
    return Place(
        key,
        (*names, " ".join(names)) if len(names) > 1 else names,  # Bolzano, Bozen, Bolzano/Bozen
        values["kind"],
        values["country"],
        values.get("department_code", ""),
        tuple(values.get("postal_codes", ())),
        values.get("population", 0),
    )


def marks_of(place: Place) -> set[str]:
    """Under what a place can be looked up among all others, so that a Gazetteer of a few answers as
    one of all would. Places that are no communes are few, and always wanted.
    """
    marks = set() if place.kind == CityKind.COMMUNE else {NO_COMMUNE}
    for name in map(_without_article, map(plain, place.names)):
        marks |= {name, name.replace(" ", ""), _beginning(name)}
    return marks


def marks_meant(user: User) -> set[str]:
    """Under what the places are found that a user may be, if one of them is called so."""
    names = [_without_article(body.bare) for body in _communes(user)]
    return {NO_COMMUNE, *names, *(name.replace(" ", "") for name in names)}


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

    def marks_like(self, user: User) -> set[str]:
        """Under what the places are found whose names are like a user's, if none is called so."""
        return {
            _beginning(_without_article(body.bare))
            for body in _communes(user)
            if body.kind and not any(self._called(body))
        }

    def match(self, user: User | str) -> Match:
        """Which place a user is."""
        user = User(user) if isinstance(user, str) else user
        matches = [
            self._match(body, user) for body in bodies_of(user.name, user.said_to_be, user.website)
        ]
        best = min(matches, key=lambda match: list(Confidence).index(match.confidence))
        sure = {m.place for m in matches if m.confidence == best.confidence and m.place}
        if len(sure) > 1:
            return Match(None, Confidence.DOUBTFUL, Why.TWO, tuple(sure))
        return best

    def _match(self, body, user):
        if not body.department and body.aside in self._departments:
            body = replace(body, department=self._departments[body.aside], from_website=False)
        if body.sort in (Sort.PERSON, Sort.COMPANY, Sort.ASSOCIATION, Sort.PUBLIC):
            return Match(None, Confidence.NONE, Why.OTHER)
        if body.kind == CityKind.INTERCOMMUNAL:
            return self._body_of_communes(body)
        if body.kind == CityKind.DEPARTMENT and not body.bare:
            return only_one(self._numbered.get(body.department, []), Why.NUMBER)
        if body.kind:
            return self._of_kind(body)
        return self._bare(body, user)

    def _of_kind(self, body):
        named, squeezed = self._called(body)
        if named:
            return decided(body, named)
        if squeezed:
            return weaker(decided(body, squeezed), Why.SPACES)
        near = [
            place
            for _there, place in self._near(body.kind, _name_of(body))
            if _is_there(body, place)
        ]
        return Match(
            None,
            Confidence.DOUBTFUL if near else Confidence.NONE,
            Why.LIKE_IT if near else Why.NONE,
            tuple(near[:MOST_CANDIDATES]),
        )

    def _called(self, body):
        """The places that are called so, and those that are but for the spaces."""
        name = _name_of(body)
        named = self._named.get((body.kind, name), [])
        squeezed = self._squeezed.get((body.kind, name.replace(" ", "")), [])
        return tuple(
            [place for place in found if _is_there(body, place)] for found in (named, squeezed)
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
            return decided(body, found)
        if found := self._loose.get(core - OPTIONAL):
            return weaker(decided(body, found), Why.IN_PART)
        if found := self._initials.get(body.bare.replace(" ", "")):
            return weaker(decided(body, found), Why.INITIALS)
        near = [
            place
            for other, places in self._cores.items()
            if core and (core <= other or len(core & other) >= HALF * len(core | other))
            for place in places
        ]
        confidence = Confidence.DOUBTFUL if near else Confidence.NONE
        why = Why.LIKE_IT if near else Why.NONE
        return Match(None, confidence, why, tuple(near[:MOST_CANDIDATES]))

    def _bare(self, body, user):
        """A name alone. That it is a public body is for the source to say."""
        name = _without_article(body.bare)
        if len(name) < SHORTEST_BARE or (user.name.isupper() and " " not in user.name.strip()):
            return Match(None, Confidence.NONE, Why.SHORT)
        found = [
            place
            for kind in (CityKind.COMMUNE, CityKind.DEPARTMENT, CityKind.REGION)
            for place in self._named.get((kind.value, name), [])
        ] or self._cores.get(_core(body.bare), [])
        if not found and name.startswith("grand "):
            found = self._loose.get(_core(name) - OPTIONAL, [])
        if not found:
            return Match(None, Confidence.NONE, Why.NONE)
        match = weaker(decided(body, found), Why.BARE)
        if user.said_to_be.casefold() != "administration" and match.place:
            return Match(None, Confidence.DOUBTFUL, Why.BARE, (match.place,))
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


def _communes(user):
    """What a user may be that may be a commune."""
    bodies = bodies_of(user.name, user.said_to_be, user.website)
    return [body for body in bodies if body.kind in ("", CityKind.COMMUNE)]


def _name_of(body):
    name = _without_article(body.bare)
    return REGIONS.get(name, name) if body.kind == CityKind.REGION else name


def _is_there(body, place):
    return body.country in ("", place.country)


def _beginning(name):
    return f"{name[:2]}…"


def _without_article(name: str) -> str:
    for article in ARTICLES:
        if name.startswith(article):
            return name.removeprefix(article)
    return name


def _core(name: str) -> frozenset[str]:
    """The words that tell one body of communes from another."""
    return frozenset(name.split()) - STOP - GENERIC
