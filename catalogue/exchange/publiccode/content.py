"""What a publiccode.yml says, as importers use it: typed, and without what is wrong.

Nothing is refused as a whole: a value that is not what it must be is left out, and stands in the
findings. A text that is too long or too short is still a text; a licence that SPDX does not know is
kept as it is written. Natural persons are not read.
"""

from dataclasses import dataclass, field

from catalogue.exchange.publiccode.findings import Verdict
from catalogue.exchange.publiccode.reading import Unreadable, read_tree
from catalogue.exchange.publiccode.sifting import sift
from catalogue.exchange.publiccode.tree import Node
from catalogue.exchange.publiccode.validation import refusal, verdict_on
from catalogue.exchange.publiccode.version_0 import VERSION_0


@dataclass(frozen=True, slots=True)
class Description:
    """What is said in one language."""

    name: str = ""
    summary: str = ""
    text: str = ""
    features: tuple[str, ...] = ()
    documentation: str = ""
    api_documentation: str = ""
    screenshots: tuple[str, ...] = ()
    videos: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    uri: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Contractor:
    name: str = ""
    website: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Publiccode:
    """Empty texts, empty tuples and `None` where the file says nothing that can be used. Days are
    in ISO 8601, country codes in upper case, language tags as they are written.
    """

    verdict: Verdict
    version: str = ""
    name: str = ""
    suite: str = ""
    url: str = ""
    landing_url: str = ""
    roadmap: str = ""
    logo: str = ""
    is_based_on: tuple[str, ...] = ()
    software_version: str = ""
    release_date: str = ""
    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    unsupported_countries: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    development_status: str = ""
    software_type: str = ""
    organisation: Organisation | None = None
    funded_by: tuple[Organisation, ...] = ()
    descriptions: dict[str, Description] = field(default_factory=dict)
    licence: str = ""
    copyright_owner: str = ""
    maintenance: str = ""
    contractors: tuple[Contractor, ...] = ()
    localisation_ready: bool | None = None
    languages: tuple[str, ...] = ()
    depends_on: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def findings(self):
        return self.verdict.findings


def read(text: str | bytes) -> Publiccode:
    try:
        root = read_tree(text)
    except Unreadable as fault:
        return Publiccode(refusal(fault))
    return of_tree(root)


def of_tree(root: Node | None) -> Publiccode:
    """What a document says that was brought into a tree already."""
    return _content(verdict_on(root), sift(root, VERSION_0) or {})


def _content(verdict, values):
    audience, legal, maintenance, localisation, depends_on = (
        values.get(key) or {}
        for key in ("intendedAudience", "legal", "maintenance", "localisation", "dependsOn")
    )
    return Publiccode(
        verdict,
        version=values.get("publiccodeYmlVersion", ""),
        name=values.get("name", ""),
        suite=values.get("applicationSuite", ""),
        url=values.get("url", ""),
        landing_url=values.get("landingURL", ""),
        roadmap=values.get("roadmap", ""),
        logo=values.get("logo", ""),
        is_based_on=_texts(values, "isBasedOn"),
        software_version=values.get("softwareVersion", ""),
        release_date=values.get("releaseDate", ""),
        platforms=_texts(values, "platforms"),
        categories=_texts(values, "categories"),
        scopes=_texts(audience, "scope"),
        countries=tuple(code.upper() for code in _texts(audience, "countries")),
        unsupported_countries=tuple(
            code.upper() for code in _texts(audience, "unsupportedCountries")
        ),
        supports=tuple(each["id"] for each in values.get("supports", ()) if "id" in each),
        used_by=_texts(values, "usedBy"),
        development_status=values.get("developmentStatus", ""),
        software_type=values.get("softwareType", ""),
        organisation=_organisation(values),
        funded_by=tuple(Organisation(**each) for each in values.get("fundedBy", ()) if each),
        descriptions={
            language: _description(section)
            for language, section in (values.get("description") or {}).items()
        },
        licence=legal.get("license", ""),
        copyright_owner=legal.get("mainCopyrightOwner", ""),
        maintenance=maintenance.get("type", ""),
        contractors=tuple(
            Contractor(each.get("name", ""), each.get("website", ""), each.get("until", ""))
            for each in maintenance.get("contractors", ())
            if each
        ),
        localisation_ready=localisation.get("localisationReady"),
        languages=_texts(localisation, "availableLanguages"),
        depends_on={
            kind: tuple(each["name"] for each in several if "name" in each)
            for kind, several in depends_on.items()
        },
    )


def _texts(values, key):
    return tuple(dict.fromkeys(values.get(key, ())))


def _organisation(values):
    """Italian files named their body in a section of its own before there was one for everybody."""
    if values.get("organisation"):
        return Organisation(**values["organisation"])
    section = values.get("IT") or values.get("it") or {}
    code = (section.get("riuso") or {}).get("codiceIPA")
    owner = (values.get("legal") or {}).get("repoOwner", "")
    if code or owner:
        return Organisation(f"urn:x-italian-pa:{code}" if code else "", owner)
    return None


def _description(section):
    return Description(
        name=section.get("localisedName", ""),
        summary=section.get("shortDescription", ""),
        text=section.get("longDescription", ""),
        features=_texts(section, "features"),
        documentation=section.get("documentation", ""),
        api_documentation=section.get("apiDocumentation", ""),
        screenshots=_texts(section, "screenshots"),
        videos=_texts(section, "videos"),
        awards=_texts(section, "awards"),
    )
