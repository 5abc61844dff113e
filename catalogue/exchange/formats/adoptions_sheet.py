"""The sheet that the IT department of a city fills in: which free software it runs, since when.

A CSV in any usual encoding and separator, an ODS or an XLSX; one line for each software; headings
in French or in English, in any order and any case. The first three are needed:

    Collectivité         City           the city, the county… that runs it
    Logiciel             Tool           the free software
    Statut               Status         annoncé, prévu, pilote, migration, en production,
                                        partiellement abandonné, abandonné, terminé, refusé
    Code INSEE           INSEE code     or Code SIREN / SIREN, Code postal / Postal code,
                                        Département / Department, Pays / Country: which city it is
    Dépôt                Repository     or Wikidata: which software it is
    À la date du         As of          when this was so: 2024, 2024-03, 2024-03-15, 15/03/2024
    Depuis               Since          when it began
    Jusqu'à              Until          when it ended
    Rôle                 Role           utilisateur, co-développeur, financeur, porteur
    Postes               Workstations   a number
    Agents               People         a number
    Périmètre            Scale          in words
    Version              Version
    Remplace             Replaces       products or software, separated by semicolons
    Prestataire          Provider       who hosts or supports it
    Remarque             Note
    Source               Source         the title of a document that says so
    Adresse source       Source URL     its address
    Date source          Source date

A line for the city “Exemple” or “Example” shows how to fill in the others and is passed over.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.choices import AdoptionStatus
from catalogue.exchange.drafts import Draft
from catalogue.exchange.formats.adoption_words import (
    ROLES,
    STATUSES,
    Ambiguous,
    date_of,
    names_of,
    number_of,
)
from catalogue.exchange.headings import Headings, plain
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.tidy import address, digits, one_line
from catalogue.exchange.told import Fault, Told, User

CATALOGUE = "adoptions"
FRENCH = Headings(
    city=("collectivité", "ville", "commune", "organisme", "structure", "nom de la collectivité"),
    tool=("logiciel", "logiciel libre", "outil", "nom du logiciel"),
    status=("statut", "état", "avancement"),
    insee=("code insee", "insee", "code commune"),
    siren=("siren", "code siren", "n siren", "numéro siren"),
    postal_code=("code postal", "cp"),
    department=("département",),
    country=("pays",),
    repository=("dépôt", "dépôt du code", "code source", "adresse du dépôt"),
    wikidata=("wikidata", "identifiant wikidata"),
    as_of=(
        "à la date du",
        "date de l'information",
        "situation au",
        "date du statut",
        "mise à jour",
    ),
    started=("depuis", "date de début", "début", "mise en service", "en service depuis"),
    ended=("jusqu'à", "date de fin", "fin", "date d'arrêt"),
    roles=("rôle", "rôles"),
    workstations=("postes", "nombre de postes", "postes de travail"),
    people=("agents", "utilisateurs", "nombre d'agents", "nombre d'utilisateurs", "personnes"),
    scale=("périmètre", "étendue", "ampleur", "échelle"),
    version=("version",),
    replaces=("remplace", "logiciel remplacé", "logiciels remplacés", "en remplacement de"),
    provider_name=("prestataire", "fournisseur", "hébergeur"),
    note=("remarque", "remarques", "commentaire", "commentaires", "note"),
    source=("source", "titre de la source"),
    source_url=("adresse source", "adresse de la source", "lien", "url", "lien source"),
    source_date=("date source", "date de la source"),
)
ENGLISH = Headings(
    city=("city", "local authority", "authority", "municipality", "body", "organisation"),
    tool=("tool", "software", "free software"),
    status=("status", "state"),
    insee=("insee code",),
    siren=("siren number",),
    postal_code=("postal code", "postcode", "zip"),
    department=("department", "county", "province"),
    country=("country",),
    repository=("repository", "source code"),
    wikidata=("wikidata id",),
    as_of=("as of", "date", "status date", "last checked", "as at"),
    started=("since", "started", "start", "start date"),
    ended=("until", "ended", "end", "end date"),
    roles=("role", "roles"),
    workstations=("workstations", "computers", "desktops"),
    people=("people", "users", "staff"),
    scale=("scale", "scope", "extent"),
    version=("software version",),
    replaces=("replaces", "replaced", "product replaced", "instead of"),
    provider_name=("provider", "supplier", "host"),
    note=("comment", "comments", "notes", "remark", "remarks"),
    source=("source title",),
    source_url=("source url", "source address", "link"),
    source_date=("source date",),
)
COLUMNS = Headings(
    **{name: (*FRENCH.columns[name], *ENGLISH.columns[name]) for name in FRENCH.columns}
)
DATES = ("as_of", "started", "ended")
NUMBERS = ("workstations", "people")
#: What began on a day that is yet to come is so far only meant to be.
MEANT = (AdoptionStatus.ANNOUNCED, AdoptionStatus.PLANNED, AdoptionStatus.DECLINED)
OVER = (AdoptionStatus.REVERSED, AdoptionStatus.ENDED)


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """One adoption for each line; a line with a word or a date that cannot be is refused."""
    for file in files:
        for row in COLUMNS.rows(file):
            if isinstance(row, Fault):
                yield row
            else:
                yield from _Line(row).told()


class _Line:
    """One line of the sheet. Faults name the heading as the sheet writes it."""

    def __init__(self, row):
        self.cells, self.headings = row.cells, row.headings
        in_french = sum(FRENCH.knows(heading) for heading in row.headings.values())
        in_english = sum(ENGLISH.knows(heading) for heading in row.headings.values())
        self.language = "en" if in_english > in_french else "fr"
        self.draft = Draft("adoption", CATALOGUE, "", row.where, row.cells)

    def told(self) -> Iterator[Told | Fault]:
        if not self._example():
            self._who_and_what()
            self._how_far()
            self._beside()
            yield from self.draft.told()

    def _example(self):
        """A line that shows how to fill in the others."""
        return plain(one_line(self.cells.get("city"))) in ("exemple", "example")

    def _refuse(self, column, message):
        self.draft.refuse(self.headings.get(column, column), message)

    def _who_and_what(self):
        draft, cells = self.draft, self.cells
        insee = one_line(cells.get("insee")).upper()
        city = {
            "insee": insee.zfill(5) if insee else "",
            "siren": digits(cells.get("siren"), 9),
            "postal_code": one_line(cells.get("postal_code")),
            "department": one_line(cells.get("department")),
            "country": one_line(cells.get("country")),
        }
        if insee and not digits(city["insee"].replace("2A", "20").replace("2B", "20"), 5):
            self._refuse("insee", _("“%s” is no code of INSEE.") % insee)
        if one_line(cells.get("siren")) and not city["siren"]:
            self._refuse("siren", _("“%s” is no SIREN number.") % one_line(cells["siren"]))
        for column in ("city", "tool"):
            draft.text(column, cells.get(column))
            if not draft.values.get(column):
                self._refuse(column, _("This cell is empty; it is needed."))
        draft.put("city_ids", {name: value for name, value in city.items() if value})
        tool = Draft("tool", CATALOGUE, "", draft.where)
        tool.repository(cells.get("repository"))
        tool.outside("wikidata", cells.get("wikidata"))
        draft.put("tool_ids", tool.outside_ids)
        who = city["insee"] or city["siren"] or plain(one_line(cells.get("city")))
        draft.key = f"{who}/{plain(one_line(cells.get('tool')))}"
        draft.user(User(one_line(cells.get("city")), outside_ids=draft.values.get("city_ids", {})))

    def _how_far(self):
        status = one_line(self.cells.get("status"))
        if plain(status) in STATUSES:
            self.draft.put("status", STATUSES[plain(status)])
        elif status:
            message = _("“%(word)s” is no status; write one of: %(words)s.")
            words = STATUS_WORDS[self.language]
            self._refuse("status", message % {"word": status, "words": words})
        else:
            self._refuse("status", _("This cell is empty; it is needed."))
        for column in DATES:
            self.draft.put(column, self._date(column))
        for column in NUMBERS:
            try:
                self.draft.put(column, number_of(self.cells.get(column)))
            except ValueError:
                self._refuse(column, _("“%s” is no number.") % one_line(self.cells[column]))
        started, ended = (self.draft.values.get(name, "") for name in ("started", "ended"))
        shorter = min(len(started), len(ended))
        if ended[:shorter] < started[:shorter]:
            message = _(
                "It ends in %(ended)s, before it begins in %(started)s; mend one of the two."
            )
            self._refuse("ended", message % {"ended": ended, "started": started})
        self._not_yet_to_come()

    def _not_yet_to_come(self):
        """Dates of what is said to have been, in the future."""
        said = self.draft.values
        status = said.get("status", AdoptionStatus.PLANNED)
        for column in ("as_of", "started", "ended"):
            date = said.get(column, "")
            if date <= timezone.localdate().isoformat()[: len(date)]:
                continue
            words = {"date": date, "status": one_line(self.cells.get("status"))}
            if column == "as_of":
                message = _("“%(date)s” is yet to come; write the day on which this was so.")
                self._refuse(column, message % words)
            elif column == "started" and status not in MEANT:
                message = _(
                    "“%(date)s” is yet to come, and the status is “%(status)s”; write when it "
                    "began, or the status “planned”."
                )
                self._refuse(column, message % words)
            elif column == "ended" and status in OVER:
                message = _(
                    "“%(date)s” is yet to come, and the status is “%(status)s”; write when it "
                    "ended, or the status that it has today."
                )
                self._refuse(column, message % words)

    def _date(self, column) -> str:
        value = self.cells.get(column)
        try:
            return date_of(value, self.language)
        except Ambiguous:
            message = _("“%s” may be one of two days; write it as year-month-day.")
        except ValueError:
            message = _("“%s” is no date; write 2016, 2016-04 or 2016-04-30.")
        self._refuse(column, message % one_line(value))
        return ""

    def _beside(self):
        draft, cells = self.draft, self.cells
        roles = [plain(word) for word in names_of(cells.get("roles"))]
        draft.put("roles", list(dict.fromkeys(ROLES[word] for word in roles if word in ROLES)))
        if unknown := [word for word in roles if word not in ROLES]:
            self._refuse("roles", _("“%s” is no role.") % "”, “".join(unknown))
        draft.put("replaces", names_of(cells.get("replaces")))
        draft.texts("scale", cells.get("scale"), self.language)
        draft.texts("note", cells.get("note"), self.language)
        draft.text("version", cells.get("version"))
        draft.text("provider_name", cells.get("provider_name"))
        source: dict[str, Any] = {
            "title": one_line(cells.get("source")),
            "url": address(cells.get("source_url")) or address(cells.get("source")),
            "date": self._date("source_date"),
        }
        if one_line(cells.get("source_url")) and not source["url"]:
            message = _("Left out: “%s” is no address of the web.")
            draft.doubt(self.headings["source_url"], message % one_line(cells["source_url"]))
        draft.put("source", {name: value for name, value in source.items() if value})


STATUS_WORDS = {
    "fr": (
        "annoncé, prévu, pilote, migration, en production, partiellement abandonné, abandonné, "
        "terminé, refusé"
    ),
    "en": (
        "announced, planned, pilot, migrating, in production, partly reversed, reversed, ended, "
        "declined"
    ),
}
