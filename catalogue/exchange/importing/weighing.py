"""Which of several catalogues is heard: value by value, by the order of trust, and never over an
editor.

Standard library only. Records are flat: a text by language is one value for each language
(`summary.fr`), so that one catalogue may give the French and another the English.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

EMPTY = (None, "", [], {})


@dataclass(frozen=True)
class Said:
    """What one record says: `who` tells it apart, the smaller `trust` is heard first."""

    who: Any
    trust: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Weighed:
    """`write` is what to change, `origins` who is to be named for each value taken, `left` the
    values that no catalogue says any more, `differs` what each record says and we do not.
    """

    write: dict = field(default_factory=dict)
    origins: dict = field(default_factory=dict)
    left: list = field(default_factory=list)
    differs: dict = field(default_factory=dict)


def weigh(
    ours: Mapping[str, Any],
    taken: Mapping[str, Any],
    said: Iterable[Said],
    chosen: Mapping[str, Any] | None = None,
    is_alike: Callable[[str, Any, Any], bool] = lambda name, one, other: one == other,
) -> Weighed:
    """What to take of what is said. `taken` holds the values that were taken before: a row that
    still has them follows who said them; a row that has something else has an editor's. `chosen`
    names who is heard first for a value, because an editor chose so. `is_alike(name, one, other)`
    is whether a reader would see no difference.
    """
    said = sorted(said, key=lambda each: (each.trust, str(each.who)))
    weighed = Weighed(differs={each.who: [] for each in said})
    for name in sorted({*taken, *(name for each in said for name in each.values)}):
        first = (chosen or {}).get(name, ())
        claims = [(each.who, each.values[name]) for each in said if name in each.values]
        claims.sort(key=lambda claim: claim[0] not in first)
        held = ours.get(name)
        is_free = held == taken[name] if name in taken else held in EMPTY
        if is_free and claims:
            who, value = claims[0]
            weighed.origins[name] = (who, value)
            if value != held:
                weighed.write[name] = held = value
        elif is_free and name in taken:
            weighed.left.append(name)
        for who, value in claims:
            if not is_alike(name, value, held):
                weighed.differs[who].append(name)
    return weighed


def flat(values: Mapping[str, Any], texts: Iterable[str]) -> dict[str, Any]:
    """Values with each text by language taken apart."""
    found = {}
    for name, value in values.items():
        if name in texts:
            found.update({f"{name}.{language}": text for language, text in (value or {}).items()})
        else:
            found[name] = value
    return found


def whole(values: Mapping[str, Any], held: Mapping[str, Any], texts: Iterable[str]):
    """Flat values as a row keeps them, each text with the languages that it `held` already."""
    texts = set(texts)
    found: dict[str, Any] = {}
    for name, value in values.items():
        text, _dot, language = name.partition(".")
        if text in texts:
            spoken = found.setdefault(text, dict(held.get(text) or {}))
            if value in EMPTY:
                spoken.pop(language, None)
            else:
                spoken[language] = value
        else:
            found[name] = value
    return found
