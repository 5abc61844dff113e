"""Names of public bodies as people write them, taken apart: what kind of body, where, called what.

“Ville d’Albi (81)”, “Mairie d’OSMERY”, “GRAND BESANCON METROPOLE”, “CD38”. What a name does not say
is left open: a bare “Fontaine” has no kind, and a login is no body at all.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

from catalogue.choices import CityKind


class Sort(StrEnum):
    """Whom a name stands for."""

    LOCAL = "local"  # a body that the catalogue calls a city
    PUBLIC = "public"  # another public body: a ministry, a school, a fire service
    ASSOCIATION = "association"
    COMPANY = "company"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Body:
    """What a name says. `bare` is the name without the kind, as written in `plain` letters."""

    sort: Sort
    bare: str
    kind: str = ""
    country: str = ""
    department: str = ""  # its code, or the letters of an Italian province
    postal_code: str = ""
    aside: str = ""  # what stood in brackets: the name of a department, an abbreviation
    from_website: bool = False  # the department was read from the address, not from the name


SAID = {"person": Sort.PERSON, "company": Sort.COMPANY, "association": Sort.ASSOCIATION}
ADMINISTRATION = "administration"
OF = r"(?: (?:de la|de l|de|du|des|d))?"
DI = r"(?: (?:della|delle|dello|dell|degli|dei|del|di|d))?"
#: Words before a name, in plain letters; the first that fits is taken.
BEFORE = [
    (
        rf"(?:ville|mairie|commune nouvelle|commune|municipalite|hotel de ville){OF}",
        "commune",
        "FR",
    ),
    (rf"(?:communaute (?:de communes|d agglomeration|urbaine)|com com|comcom){OF}", "epci", "FR"),
    (rf"(?:cc|cdc|ca|cu|agglo|agglomeration|metropole|eurometropole|communaute){OF}", "epci", "FR"),
    (rf"(?:conseil departemental|conseil general|departement|cd|cg){OF}", "department", "FR"),
    (rf"(?:conseil regional|region|collectivite(?: territoriale)?){OF}", "region", "FR"),
    (rf"(?:provincia(?: autonoma)?|citta metropolitana){DI}", "province", "IT"),
    (rf"(?:comune|citta|municipio){DI}", "commune", "IT"),
    (rf"regione(?: autonoma)?{DI}", "region", "IT"),
    (r"gemeente", "commune", "NL"),
    (r"(?:stadt|landeshauptstadt|gemeinde|markt)", "commune", "DE"),
]
AFTER = [
    (r"(?:agglo|agglomeration|metropole|communaute|communaute d agglomeration)", "epci", "FR"),
    (r"(?:mairie|ville)", "commune", "FR"),
]
#: “Ville et métropole de Strasbourg” is two bodies.
BOTH = re.compile(
    r"(?:ville|mairie|commune) et (?:communaute (?:de communes|d agglomeration|urbaine)"
    rf"|agglo\w*|\w*metropole|cc|ca|cu){OF} (.+)"
)
KINDS = {
    "commune": CityKind.COMMUNE.value,
    "epci": CityKind.INTERCOMMUNAL.value,
    "department": CityKind.DEPARTMENT.value,
    "province": CityKind.PROVINCE.value,
    "region": CityKind.REGION.value,
}
PUBLIC = re.compile(
    r"\b(sdis|ccas|cias|cdg\d*|centre de gestion|syndicat|sivu|sivom|sictiam|sitpi|parc|pnr|office"
    r"|lycee|college|ecole|universite|academie|rectorat|iut|ministere|min|prefecture|dd(t|tm|fip|pp)"
    r"|dreal|dreets|drac|driea\w*|ars|ch[ur]*|centre hospitalier|hopital|gip|agence|caisse|cpam|caf"
    r"|inserm|cnrs|inria|inrae|insee|dinum|mediatheque|bibliotheque|musee|theatre|tribunal|cour"
    r"|numerique|energies?|creps|dsden|crous|service departemental|maison|institut|chambre"
    r"|azienda|asl|ministero|universita|istituto|liceo|scuola|ente|agenzia|unione|autorita)\b"
)
ASSOCIATION = re.compile(
    r"\b(association|asso|federation|ligue|club|amicale|collectif|fondation|associazione|verein)\b"
)
COMPANY = re.compile(r"\b(sarl|sas|sasu|eurl|scop|scic|gmbh|ltd|inc|srl|spa|bv|nv|s a s|s a r l)\b")
LOGIN = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*\d+|[a-z0-9]+[._][a-z0-9._]+|\S+@\S+")
#: “Jean DUPONT”, when nothing else says that it is a body.
FULL_NAME = re.compile(r"[A-ZÉÈ][a-zéèêëïôç]+(-[A-ZÉÈ][a-zéèêëïôç]+)? [A-ZÉÈ]{3,}(-[A-ZÉÈ]{2,})?")
OF_PLACES = re.compile(r"(grande?|pays|saint|le|la|les|val|vallee|coeur|haute?|bas(se)?) ")
#: A part of a name that tells of a service inside the body.
SERVICE = re.compile(
    r"(direction|service|dsi\w*|dsn|dtn|dgs|pole|cellule|bureau|mission|departement informatique)\b"
)
#: “Seine-Saint-Denis (Département)”.
KINDS_ASIDE = {"ville", "mairie", "commune", "departement", "region"}
DEPARTMENT = r"2[ab]|97[1-8]|98[4-9]|0[1-9]|[1-8]\d|9[0-5]"
CODE_AT_END = re.compile(rf"(.*?)[\s(\[,-]*\b(?:({DEPARTMENT})|(\d{{5}}))[)\]]?", re.IGNORECASE)
CODE_BEFORE = re.compile(r"(\d{5}) (.+)")
NUMBERED = re.compile(rf"(?:cd|cg|conseil departemental|departement) ?({DEPARTMENT})")
BRACKETS = re.compile(r"\(([^()]*)\)")
#: Domains that only bodies of one place use.
DOMAINS = {"re": "974", "gp": "971", "mq": "972", "gf": "973", "yt": "976", "pm": "975"}
HOST_CODE = re.compile(rf"(?<=[a-z])-?({DEPARTMENT})$")


def plain(name: str) -> str:
    """A name in lower case without accents and punctuation: `l hay les roses`."""
    text = re.sub(r"(?<=\s)s/\s?s?/?\s?|(?<=\w)-s/", " sur ", name)
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def bodies_of(name: str, said_to_be: str = "", website: str = "") -> list[Body]:
    """What a name may say, the likeliest first: as a whole, then by its parts, if it has some.

    `said_to_be` and `website` are what the source knows beside the name.
    """
    name = " ".join(name.replace("’", "'").replace("\xa0", " ").split()).strip(" \"'-–")
    whole = _body(name, said_to_be, website)
    if both := BOTH.fullmatch(plain(name)):
        return [
            replace(whole, sort=Sort.LOCAL, bare=both[1], kind=KINDS[kind], country="FR")
            for kind in ("commune", "epci")
        ]
    parts = [part for part in re.split(r"\s+[-–|/:]\s+|\s*,\s+", name) if plain(part)]
    parts = [part for part in parts if not SERVICE.match(plain(part))]
    if len(parts) == 1 and parts[0] != name:
        return [_body(parts[0], said_to_be, website)]
    if len(parts) < 2:
        return [whole]
    found = [_body(part, said_to_be, website) for part in parts]
    found = [replace(body, department=body.department or whole.department) for body in found]
    if whole.sort not in (Sort.LOCAL, Sort.UNKNOWN):  # the place of a school is not the city
        found = [body for body in found if body.kind]
    return [whole, *sorted(found, key=lambda body: not body.kind)]


def _body(name, said_to_be, website):
    text, department, postal_code, aside = _codes(name)
    said = said_to_be.strip().casefold()
    body = _named(text, department) or _other(name, text)
    if body.sort == Sort.PERSON and said == ADMINISTRATION:
        body = replace(body, sort=Sort.UNKNOWN)
    if said in SAID:
        body = replace(body, sort=SAID[said], kind="")
    department = department or body.department
    body = replace(body, department=department, postal_code=postal_code, aside=aside)
    hint = _department_of(website)
    if hint and not body.department and not postal_code:
        return replace(body, department=hint, from_website=True)
    return body


def _codes(name):
    """The name in plain letters, the department or the postal code that it gives, and what else
    stands in brackets.
    """
    text, aside = plain(BRACKETS.sub(" ", name)), ""
    for inside in BRACKETS.findall(name):
        code = inside.strip()
        if re.fullmatch(rf"(?i:{DEPARTMENT})|[A-Z]{{2}}", code):  # or the letters of a province
            return text, code.upper(), "", aside
        if re.fullmatch(r"\d{5}", code):
            return text, "", code, aside
        aside = plain(inside)
        if aside in KINDS_ASIDE:
            return f"{aside} {text}", "", "", ""
    if match := CODE_BEFORE.fullmatch(text):
        return match[2], "", match[1], aside
    if (match := CODE_AT_END.fullmatch(text)) and match[1] and not NUMBERED.fullmatch(text):
        return match[1].strip(), (match[2] or "").upper(), match[3] or "", aside
    return text, "", "", aside


def _named(text, department):
    """A name that says what kind of local body it is."""
    if match := NUMBERED.fullmatch(text):
        code = match[1].upper()
        return Body(Sort.LOCAL, "", KINDS["department"], "FR", code)
    if department and re.fullmatch(r"cd|cg|conseil departemental|departement", text):
        return Body(Sort.LOCAL, "", KINDS["department"], "FR", department)
    for before, kind, country in BEFORE:
        if match := re.fullmatch(rf"{before} (.+)", text):
            return Body(Sort.LOCAL, match[1], KINDS[kind], country)
    if PUBLIC.search(text):
        return None
    for after, kind, country in AFTER:
        if match := re.fullmatch(rf"(.+) {after}", text):
            return Body(Sort.LOCAL, match[1], KINDS[kind], country)
    return None


def _other(name, text):
    """A name that says nothing of a local body."""
    for sort, pattern in (
        (Sort.ASSOCIATION, ASSOCIATION),
        (Sort.COMPANY, COMPANY),
        (Sort.PUBLIC, PUBLIC),
    ):
        if pattern.search(text):
            return Body(sort, text)
    if LOGIN.fullmatch(name) or (FULL_NAME.fullmatch(name) and not OF_PLACES.match(text)):
        return Body(Sort.PERSON, text)
    return Body(Sort.UNKNOWN, text)


def _department_of(website):
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    labels = host.removeprefix("www.").split(".")
    if labels[-1] in DOMAINS:
        return DOMAINS[labels[-1]]
    match = HOST_CODE.search(labels[-2]) if len(labels) > 1 and labels[-1] == "fr" else None
    return match[1].upper() if match else ""
