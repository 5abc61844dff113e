"""What a source says of a licence, as SPDX when that is certain, else as written and why not.

“AGPL-3.0” is not certain: it was used for both “only” and “or later”, so that it says just what
holds in any case. “MPL 2.0 et EPL 1.0” does not tell whether one may choose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from license_expression import ExpressionError, get_license_index

from catalogue.validators import known_licences


class Doubt(StrEnum):
    """Why a licence stays as it was written."""

    NONE = ""
    MISSING = "missing"  # the source does not say
    UNKNOWN = "unknown"  # it says something that is no licence known to SPDX
    VERSION = "version"  # it names a licence without its version
    OR_LATER = "or_later"  # it does not say whether later versions are allowed
    SEVERAL = "several"  # it lists several, and not whether one may choose


@dataclass(frozen=True)
class Reading:
    """`spdx` when certain; `at_least` what holds in any case; `free` is None when not known."""

    as_written: str
    spdx: str = ""
    at_least: str = ""
    doubt: Doubt = Doubt.NONE
    free: bool | None = None


FREE = {"Permissive", "Copyleft", "Copyleft Limited", "Public Domain"}
NOT_FREE = {"Proprietary Free", "Commercial", "Free Restricted", "Source-available"}
MISSING = re.compile(
    r"|n/?a|none|nc|tbd|-+|\?+|unknown|inconnue?|autre|other|noassertion|non renseignée?",
    re.IGNORECASE,
)
PROPRIETARY = re.compile(
    r"\W*(?:licen[cs]e |logiciel )?(?:propriet\w+|propriét\w+|commercial\w*|freeware"
    r"|closed[ -]source|commons[ -]clause|source[ -]available)\b.*",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:[,;|]|\s/\s|\s(?:et|and|ou|or|&|\+)\s)\s*", re.IGNORECASE)
CHOICE = re.compile(r"\s(?:ou|or)\s", re.IGNORECASE)
#: Identifiers that SPDX gave up because nobody knew what was meant by them.
OLD = re.compile(r"((?:A|L)?GPL-\d\.\d|GFDL-1\.\d)")

LONG_NAMES = {
    r"affero general public": "agpl",
    r"(lesser|library) general public": "lgpl",
    r"general public": "gpl",
    r"mozilla public": "mpl",
    r"eclipse public": "epl",
    r"common public": "cpl",
    r"european union public": "eupl",
    r"academic free": "afl",
    r"open software": "osl",
    r"boost software": "bsl",
}
BRACKETS = re.compile(r"(?<=\S)\s*\([^()]*\)")
FILLERS = re.compile(r"\b(the|gnu|licen[cs]e|version|logiciel|software)\b|[()]|,(?= ?v)")
GNU = re.compile(r"(a|l)?gpl[ -]?v?(\d)(\.\d)?[ -]?(\+|only|or[ -]later|ou (?:ult|post)érieure)?")
NAMED = {
    r"apache[ -]?v?2(\.0)?": "Apache-2.0",
    r"mit|expat|mit[ /-]x11|mit/expat": "MIT",
    r"(new|modified|revised) bsd|bsd[ -]?3([ -]clauses?)?|3-clause bsd": "BSD-3-Clause",
    r"(simplified|free) ?bsd|bsd[ -]?2([ -]clauses?)?|2-clause bsd": "BSD-2-Clause",
    r"cecill[ -]?v?2(\.0)?": "CECILL-2.0",
    r"cc0|cc-?zero": "CC0-1.0",
    r"postgresql|postgres": "PostgreSQL",
}
NO_VERSION = re.compile(r"(a|l)?gpl|apache|mpl|epl|eupl|bsd|cecill|osl|afl|artistic")


def read_licence(written: str | Sequence[str] | None) -> Reading:
    """What a text or a list of texts says. Never raises: what is not understood is a doubt."""
    if written is None or isinstance(written, str):
        return _of_text(" ".join((written or "").split()))
    parts = [" ".join(str(part).split()) for part in written]
    parts = [part for part in dict.fromkeys(parts) if part]
    return _of_text(parts[0] if parts else "") if len(parts) < 2 else _of_several(parts)


@lru_cache(maxsize=4096)
def _of_text(written):
    if MISSING.fullmatch(written):
        return Reading(written, doubt=Doubt.MISSING)
    if PROPRIETARY.fullmatch(written):
        return Reading(written, doubt=Doubt.UNKNOWN, free=False)
    known = _of_name(written) or _of_expression(written)
    if known:
        return known
    parts = BETWEEN.split(written)
    if len(parts) > 1 and all(parts):
        return _of_several(parts, written, CHOICE.search(written))
    return Reading(written, doubt=Doubt.UNKNOWN)


def _of_several(parts, written=None, choice=None):
    written = written or ", ".join(parts)
    readings = [_of_text(part) for part in parts]
    if any(reading.doubt == Doubt.UNKNOWN and reading.free is None for reading in readings):
        return Reading(written, doubt=Doubt.UNKNOWN)
    frees = {reading.free for reading in readings}
    if choice and all(reading.spdx for reading in readings):
        spdx = " OR ".join(reading.spdx for reading in readings)
        return Reading(written, spdx, spdx, free=True in frees)
    if choice and True in frees:
        return Reading(written, doubt=Doubt.SEVERAL, free=True)
    # Together with a licence that is not free, the others do not make the software free.
    free = False if False in frees else None if None in frees else True
    return Reading(written, doubt=Doubt.SEVERAL, free=free)


def _of_name(written):
    """A licence by one of the names that people give it."""
    name = BRACKETS.sub("", written.lower())
    for long, short in LONG_NAMES.items():
        name = re.sub(long, short, name)
    name = " ".join(FILLERS.sub(" ", name).split())
    if match := GNU.fullmatch(name):
        return _gnu(written, *match.groups())
    for pattern, spdx in NAMED.items():
        if re.fullmatch(pattern, name):
            return _certain(written, spdx)
    if NO_VERSION.fullmatch(name):
        return Reading(written, doubt=Doubt.VERSION, free=True)
    key = re.sub(r"(?<=[a-z])[ -]?v? ?(\d)", r"-\1", name).replace(" ", "-")
    found = (_identifiers().get(each) for each in (name, key, f"{key}.0"))
    return next((_certain(written, spdx) for spdx in found if spdx), None)


def _gnu(written, kind, version, minor, more):
    if (kind, version, minor) == ("l", "2", None):  # 2.0 or 2.1
        return Reading(written, doubt=Doubt.VERSION, free=True)
    spdx = f"{(kind or '').upper()}GPL-{version}{minor or '.0'}"
    if spdx.lower() + "-only" not in _identifiers():
        return Reading(written, doubt=Doubt.UNKNOWN)
    if not more:
        return Reading(written, "", f"{spdx}-only", Doubt.OR_LATER, free=True)
    return _certain(written, f"{spdx}-{'only' if more == 'only' else 'or-later'}")


def _of_expression(written):
    """An expression of SPDX with its operators."""
    try:
        parsed = known_licences().parse(written, validate=True, strict=True)
    except (ExpressionError, RecursionError):
        return None
    if parsed is None:
        return None
    if any(OLD.fullmatch(word) for word in re.split(r"[\s()]+", written)):
        return Reading(written, "", str(parsed), Doubt.OR_LATER, _is_free(parsed))
    return Reading(written, str(parsed), str(parsed), free=_is_free(parsed))


def _certain(written, spdx):
    if OLD.fullmatch(spdx):
        return Reading(written, "", f"{spdx}-only", Doubt.OR_LATER, free=True)
    return Reading(written, spdx, spdx, free=_free_alone(spdx))


def _is_free(parsed):
    """A choice is free if one may choose a free licence; all that apply together must be free."""
    if parsed.isliteral:
        return _free_alone(str(parsed))
    frees = {_is_free(part) for part in parsed.args}
    for answer in (True, None, False) if "OR" in parsed.operator else (False, None, True):
        if answer in frees:
            return answer
    return None


def _free_alone(spdx):
    category = _categories().get(spdx.partition(" WITH ")[0].lower())
    return True if category in FREE else False if category in NOT_FREE else None


@lru_cache(maxsize=1)
def _identifiers():
    """SPDX identifiers by their lower case. One that was renamed leads to its new name, but for
    those that nobody knows the meaning of.
    """
    return {
        key.lower(): key if OLD.fullmatch(key) else licence["spdx_license_key"]
        for licence in get_license_index()
        for key in (licence["spdx_license_key"], *licence["other_spdx_license_keys"])
        if key and not licence["is_exception"] and not key.startswith("LicenseRef-")
    }


@lru_cache(maxsize=1)
def _categories():
    return {
        key.lower(): licence["category"]
        for licence in get_license_index()
        for key in (licence["spdx_license_key"], *licence["other_spdx_license_keys"])
        if key
    }
