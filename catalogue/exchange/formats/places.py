"""Places from the reference data of a State: French communes with the bodies they belong to, and
Italian communes as ISTAT publishes them.

Recognised by their headings, whatever the order: INSEE's code and a name, or ISTAT's alphanumeric
code and a name in Italian.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from catalogue.choices import CityKind
from catalogue.exchange.drafts import Draft
from catalogue.exchange.headings import Headings
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.tidy import digits, one_line
from catalogue.exchange.told import Fault, Told, Where, refused

FRENCH, ITALIAN = "insee", "istat"
COLUMNS = Headings(
    insee=("insee", "code_insee", "code commune insee", "code_commune", "com"),
    istat=("codice comune formato alfanumerico", "codice istat"),
    name=("name", "nom", "nom_standard", "nom_commune", "libelle"),
    name_it=("denominazione in italiano",),
    name_other=("denominazione altra lingua",),
    department_code=("dep_code", "dep", "code_departement", "sigla automobilistica"),
    department=(
        *("dep_name", "dep_nom", "nom_departement"),
        "denominazione dell'unità territoriale sovracomunale",
    ),
    region_code=("region_code", "reg_code", "reg", "code_region", "codice regione"),
    region=("region_name", "reg_nom", "nom_region", "denominazione regione"),
    population=("population", "population municipale"),
    siren=("siren", "siren_commune"),
    epci_siren=("epci_siren", "epci_code", "siren_epci"),
    epci_name=("epci_name", "epci_nom", "nom_epci"),
    epci_type=("epci_type", "nature_epci"),
    postal_codes=("postal_codes", "codes_postaux", "code_postal"),
    latitude=("lat", "latitude", "latitude_mairie"),
    longitude=("lon", "lng", "longitude", "longitude_mairie"),
    geonames=("geonameid", "geonames"),
)
EPCI = {
    "CC": ("CC ", "Communauté de communes "),
    "CA": ("CA ", "Communauté d’agglomération "),
    "CU": ("CU ", "Communauté urbaine "),
}
#: Departments that are no bodies of their own: Paris is a city, Corsica one body with its region,
#: Martinique and Guyane too; the codes above are overseas collectivities.
NO_DEPARTMENT = {"75", "2A", "2B", "20", "972", "973", "975", "977", "978"}
NO_REGION = {"06"}  # Mayotte is a department
#: In which language a commune of Italy has its second name.
SECOND_LANGUAGE = {"BZ": "de", "TN": "lld", "AO": "fr", "TS": "sl", "GO": "sl", "UD": "sl"}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """The communes, then, each once, the bodies above them."""
    for file in files:
        above: dict[str, Draft] = {}
        for row in COLUMNS.rows(file, is_by_hand=False):
            if isinstance(row, Fault):
                yield row
            elif "istat" in row.cells:
                yield from _italian(row.cells, row.where)
                _note_above_in_italy(row.cells, row.where, above)
            elif "insee" in row.cells:
                yield from _french(row.cells, row.where)
                _note_above(row.cells, row.where, above)
            else:
                yield refused(row.where, _("It has no code of INSEE and none of ISTAT."))
        for draft in above.values():
            yield from draft.told()


def _french(cells, where):
    code = one_line(cells["insee"]).upper().zfill(5)
    draft = _commune(FRENCH, code, "FR", cells, where)
    draft.texts("name", cells.get("name"), "fr")
    if len(code) == 5 and code.replace("A", "0").replace("B", "0").isdigit():
        draft.put("insee", code)
        draft.outside("insee", code)
    else:
        draft.refuse("insee", _("“%s” is no code of INSEE.") % code)
    siren = digits(cells.get("siren"), 9)
    draft.put("siren", siren)
    draft.outside("siren", siren)
    draft.outside("geonames", digits(cells.get("geonames")))
    draft.put("geonames", digits(cells.get("geonames")))
    draft.names("postal_codes", one_line(cells.get("postal_codes")).replace(";", "|").split("|"))
    draft.put("member_of", digits(cells.get("epci_siren"), 9))
    yield from draft.told()


def _italian(cells, where):
    code = one_line(cells["istat"]).zfill(6)
    draft = _commune(ITALIAN, code, "IT", cells, where)
    draft.texts("name", cells.get("name_it") or cells.get("name"), "it")
    if language := SECOND_LANGUAGE.get(one_line(cells.get("department_code"))):
        draft.texts("name", cells.get("name_other"), language)
    if digits(code, 6):
        draft.put("istat", code)
        draft.outside("istat", code)
    else:
        draft.refuse("istat", _("“%s” is no code of ISTAT.") % code)
    yield from draft.told()


def _commune(catalogue, code, country, cells, where):
    draft = Draft("place", catalogue, code, where, cells)
    draft.put("kind", CityKind.COMMUNE.value)
    draft.put("country", country)
    draft.text("department_code", cells.get("department_code"))
    draft.text("department", cells.get("department"))
    draft.text("region", cells.get("region"))
    if digits(cells.get("population")):
        draft.put("population", int(digits(cells["population"])))
    latitude, longitude = _degrees(cells, "latitude", 90), _degrees(cells, "longitude", 180)
    if latitude is not None and longitude is not None:
        draft.put("latitude", latitude)
        draft.put("longitude", longitude)
    return draft


def _degrees(cells: dict[str, Any], name: str, most: int) -> float | None:
    try:
        value = float(one_line(cells.get(name)).replace(",", "."))
    except ValueError:
        return None
    return value if -most <= value <= most else None


def _note_above(cells: dict[str, Any], where: Where, above: dict[str, Draft]) -> None:
    """The bodies that a commune belongs to, the first time that one names them."""
    region, department = one_line(cells.get("region")), one_line(cells.get("department"))
    code, region_code = (one_line(cells.get(f"{each}_code")) for each in ("department", "region"))
    siren, name = digits(cells.get("epci_siren"), 9), one_line(cells.get("epci_name"))
    if siren and siren not in above:
        short, long = EPCI.get(one_line(cells.get("epci_type")), ("", ""))
        if short and name.startswith(short):
            name = long + name.removeprefix(short)
        there = {"region": region, "department": department, "department_code": code}
        above[siren] = body = _body(siren, name, CityKind.INTERCOMMUNAL, there, where)
        body.put("siren", siren)
        body.outside("siren", siren)
    key = f"department/{code}"
    is_body = code not in NO_DEPARTMENT and not code.startswith("98")
    if code and department and is_body and key not in above:
        there = {"region": region, "department_code": code}
        above[key] = _body(key, department, CityKind.DEPARTMENT, there, where)
    key = f"region/{region_code}"
    is_body = len(region_code) == 2 and region_code not in NO_REGION
    if region and is_body and key not in above:
        above[key] = _body(key, region, CityKind.REGION, {}, where)


def _note_above_in_italy(cells: dict[str, Any], where: Where, above: dict[str, Draft]) -> None:
    letters, region = one_line(cells.get("department_code")), one_line(cells.get("region_code"))
    code = {"department_code": letters}
    for key, name, kind, values in (
        (f"province/{letters}", cells.get("department"), CityKind.PROVINCE, code),
        (f"region/{region}", cells.get("region"), CityKind.REGION, {}),
    ):
        if key not in above and not key.endswith("/"):
            names = one_line(name).split("/")
            body = _body(key, names[0], kind, {"country": "IT", **values}, where)
            if len(names) > 1 and letters in SECOND_LANGUAGE:
                second = "de" if letters == "TN" else SECOND_LANGUAGE[letters]
                body.texts("name", names[1], second)
            above[key] = body


def _body(key, name, kind, values, where):
    country = values.get("country", "FR")
    draft = Draft("place", FRENCH if country == "FR" else ITALIAN, key, where)
    draft.texts("name", name, country.lower())
    draft.put("kind", kind.value)
    draft.put("country", country)
    for each, value in values.items():
        draft.text(each, value)
    return draft
