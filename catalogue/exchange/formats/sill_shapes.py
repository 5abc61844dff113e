"""The generations of the SILL's records, told apart by their keys and brought to the same words."""

import re
from dataclasses import dataclass, field
from typing import Any

from catalogue.choices import Platform, SoftwareType
from catalogue.exchange.tidy import by_language, digits, listed, one_line, part, wikidata

SYSTEMS = ("windows", "linux", "mac", "android", "ios")
DESKTOP, HANDHELD = {"windows", "linux", "mac", "desktop"}, {"android", "ios", "mobile"}
RUNTIMES = {"cloud": Platform.WEB, "mobile": Platform.MOBILE, "desktop": Platform.DESKTOP}
#: R recommended, O in observation, FR no longer recommended (“fin de recommandation”).
NO_LONGER = {"fr", "no longer recommended"}
#: A proprietary name stands where a number would name a software of the list.
BETWEEN = re.compile(r"\s*[;,]\s*")


@dataclass
class Entry:
    """One software of the SILL, as far as its generation knew it."""

    id: Any = ""
    name: Any = ""
    summary: dict[str, str] = field(default_factory=dict)
    licence: Any = None
    website: Any = ""
    repository: Any = ""
    documentation: Any = ""
    version: Any = ""
    released: Any = ""
    platforms: list[str] = field(default_factory=list)
    software_type: str = ""
    parent: Any = ""
    subjects: list[Any] = field(default_factory=list)
    alternatives: list[Any] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    wikidata: Any = ""
    comptoir: Any = ""
    framalibre: Any = ""
    no_longer_recommended: bool = False
    taken_off: str | None = None  # why, where the SILL no longer lists it
    users: list[Any] = field(default_factory=list)


def entry(raw: dict[str, Any]) -> Entry | None:
    """The record in the words of `Entry`, or None when it is of no generation."""
    for mark, generation in GENERATIONS.items():
        if set(mark) <= raw.keys():
            return generation(raw)
    return None


def _table(raw):
    """The tables of 2020 to 2022."""
    similar = BETWEEN.split(one_line(raw.get("similaire-a")))
    return Entry(
        id=raw.get("ID"),
        name=raw.get("nom"),
        summary=by_language(raw.get("fonction"), "fr"),
        licence=raw.get("licence"),
        parent=raw.get("parent"),
        subjects=[raw.get("secteur"), raw.get("composant")],
        alternatives=[name for name in similar if not name.isdigit()],
        similar=[name for name in similar if name.isdigit()],
        wikidata=raw.get("wikidata"),
        comptoir=digits(raw.get("comptoir-du-libre")),
        no_longer_recommended=one_line(raw.get("statut")).lower() in NO_LONGER,
    )


def _letters(raw):
    """The JSON of 2022 with keys of one or two letters; Wikidata is joined to it."""
    wikidata_says = {"fr": raw.get("fr-desc"), "en": raw.get("en-desc")}
    similar = BETWEEN.split(one_line(raw.get("si")))
    return Entry(
        id=raw.get("id"),
        name=raw.get("i"),
        summary=by_language(wikidata_says, "fr") | by_language(raw.get("f"), "fr"),
        licence=raw.get("l"),
        website=raw.get("website"),
        repository=raw.get("sources"),
        documentation=raw.get("doc"),
        parent=raw.get("p"),
        subjects=[raw.get("se"), raw.get("c")],
        alternatives=[name for name in similar if not name.isdigit()],
        similar=[name for name in similar if name.isdigit()],
        wikidata=raw.get("w"),
        comptoir=digits(raw.get("co")),
        framalibre=part(raw, "frama").get("encoded-name"),
        no_longer_recommended=one_line(raw.get("st")).lower() in NO_LONGER,
    )


def _long(raw):
    """JSON with long keys: the rows of 2021 and 2022 (the first with underscores), the compilation
    of 2022, and `sill.json` of today.
    """

    def said(key):
        return raw.get(key, raw.get(f"_{key}"))

    outside = (
        part(raw, "softwareExternalData")
        or part(raw, "wikidataSoftware")
        or part(raw, "wikidataData")
    )
    comptoir = part(raw, "comptoirDuLibreSoftware")
    links = part(comptoir, "external_resources")
    similar = [it for key in ("alikeSoftwares", "similarSoftwares") for it in listed(raw.get(key))]
    latest = part(raw, "latestVersion")
    summary = by_language(outside.get("description"), "en")
    summary |= by_language(said("function") or raw.get("description"), "fr")
    platforms, software_type = _of_type(part(raw, "softwareType"), raw.get("agentWorkstation"))
    return Entry(
        id=said("id"),
        name=said("name"),
        summary=summary,
        licence=said("license") or outside.get("license") or comptoir.get("licence"),
        website=outside.get("websiteUrl") or links.get("website"),
        repository=outside.get("sourceUrl") or links.get("repository"),
        documentation=outside.get("documentationUrl"),
        version=latest.get("semVer"),
        released=latest.get("publicationTime"),
        platforms=platforms,
        software_type=software_type,
        parent=part(raw, "parentSoftware").get("softwareName"),
        subjects=[*listed(raw.get("categories")), *listed(raw.get("applicationCategories"))],
        alternatives=[*_unknown(similar), *_unknown(listed(raw.get("similarExternalSoftwares")))],
        similar=[one_line(part(it).get("softwareId")) for it in similar if part(it).get("isKnown")],
        wikidata=_wikidata(raw, outside),
        comptoir=raw.get("comptoirDuLibreId")
        or raw.get("comptoirDuLibreOrgId")
        or comptoir.get("id"),
        framalibre=outside.get("framaLibreId"),
        no_longer_recommended=one_line(raw.get("recommendationStatus")).lower() in NO_LONGER,
        taken_off=_taken_off(raw),
        users=list(part(raw, "userAndReferentCountByOrganization")),
    )


def _second(raw):
    """`v2/catalogi.json`, and the lists that the site itself reads."""
    known_as = {
        part(each, "subjectOf").get("additionalType"): part(each).get("value")
        for each in listed(raw.get("identifiers"))
    }
    latest = part(raw, "latestVersion")
    platforms, software_type = _of_systems(raw)
    similar = [part(each) for each in listed(raw.get("similarSoftwares"))]
    return Entry(
        id=raw.get("id"),
        name=_any_language(raw.get("name")),
        summary=by_language(raw.get("description"), "fr"),
        licence=raw.get("license"),
        website=raw.get("url"),
        repository=raw.get("codeRepositoryUrl"),
        documentation=raw.get("softwareHelp"),
        version=latest.get("version"),
        released=latest.get("releaseDate"),
        platforms=platforms,
        software_type=software_type,
        subjects=listed(raw.get("applicationCategories")),
        alternatives=[_any_language(it.get("name")) for it in similar if not it.get("softwareId")],
        similar=[one_line(it["softwareId"]) for it in similar if it.get("softwareId")],
        wikidata=known_as.get("wikidata") or _wikidata(raw, {}),
        comptoir=known_as.get("ComptoirDuLibre"),
        framalibre=known_as.get("FramaLibre"),
        taken_off=_taken_off(raw),
        users=list(part(raw, "userAndReferentCountByOrganization")),
    )


def _copied(raw):
    """Extracts that others made, with the SILL's numbers."""
    return Entry(
        id=raw.get("sill_id"),
        name=raw.get("name"),
        summary=by_language(raw.get("desc_fr"), "fr"),
        licence=raw.get("license"),
        website=raw.get("landing"),
        repository=raw.get("repo"),
        version=raw.get("version"),
        wikidata=raw.get("wikidata") or raw.get("qid"),
        comptoir=raw.get("comptoir_id"),
        users=listed(raw.get("used_by")),
    )


#: The keys that only one generation has.
GENERATIONS = {
    ("ID", "nom"): _table,
    ("i", "f", "st"): _letters,
    ("_id", "_name"): _long,
    ("name", "referencedSinceTime"): _long,
    ("name", "addedTime"): _second,
    ("sill_id", "name"): _copied,
}


def _of_type(software_type, on_workstations):
    """“desktop/mobile” with systems, “cloud” or “stack”."""
    if software_type.get("type") == "cloud":
        return [Platform.WEB.value], SoftwareType.WEB.value
    systems = [name for name in SYSTEMS if part(software_type, "os").get(name) is True]
    if not systems and on_workstations is True:
        systems = [Platform.DESKTOP.value]
    return systems, _type_for(systems)


def _of_systems(raw):
    systems = [name for name in SYSTEMS if part(raw, "operatingSystems").get(name) is True]
    for runtime in map(one_line, listed(raw.get("runtimePlatforms"))):
        family = {"mobile": HANDHELD, "desktop": DESKTOP}.get(runtime, set())
        if runtime in RUNTIMES and not family & set(systems):
            systems.append(RUNTIMES[runtime].value)
    return systems, _type_for(systems)


def _type_for(systems):
    """What kind of software runs just there; nothing where it may be several."""
    if not systems:
        return ""
    if set(systems) <= DESKTOP:
        return SoftwareType.DESKTOP.value
    if set(systems) <= HANDHELD:
        return SoftwareType.MOBILE.value
    return SoftwareType.WEB.value if set(systems) == {"web"} else ""


def _wikidata(raw, outside):
    if raw.get("sourceSlug", "wikidata") == "wikidata" and wikidata(raw.get("externalId")):
        return raw["externalId"]
    return raw.get("wikidataId") or outside.get("externalId") or outside.get("id")


def _taken_off(raw):
    if isinstance(raw.get("dereferencing"), dict):
        return one_line(raw["dereferencing"].get("reason"))
    return None


def _unknown(similar):
    """Names of what is like it and not of the list: mostly what it replaces."""
    for each in map(part, similar):
        if not each.get("isKnown") and not each.get("isInSill"):
            yield _any_language(each.get("softwareName") or each.get("label") or each.get("name"))


def _any_language(value):
    texts = by_language(value, "fr")
    return texts.get("fr") or texts.get("en") or next(iter(texts.values()), "")
