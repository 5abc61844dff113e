"""The SILL, the free software that the French State recommends, in every shape it ever had.

From 2020 to today: two tables (software, and public services that run on it), JSON with keys of one
letter, JSON with long keys in four generations, and the two exports of today, `sill.json` and
`v2/catalogi.json`. Each shape is first brought to the words of `Entry`, then told.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from catalogue.choices import AdoptionStatus
from catalogue.exchange.drafts import Draft
from catalogue.exchange.formats import sill_shapes
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.structured import each, json_of, of_list
from catalogue.exchange.sources.tables import rows
from catalogue.exchange.tidy import address, one_line, partial
from catalogue.exchange.told import Fault, Told, User, Where, refused

CATALOGUE = "sill"
NO_LONGER = {
    "en": "The SILL no longer recommends it.",
    "fr": "Le SILL ne le recommande plus.",
}
SERVICE_HEADINGS = {"agency_name", "service_name", "software_name", "software_sill_id"}
TOOL_HEADINGS = {"id", "nom", "fonction", "statut", "licence", "wikidata", "comptoir-du-libre"}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """Tools with the bodies that declared their use, and the services that run on them."""
    for file in files:
        if file.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
            yield from _json(file)
        else:
            yield from _table(file)


def _json(file):
    for _file, data in each([file], json_of):
        if isinstance(data, Fault):
            yield data
        elif isinstance(data, dict) and "services" in data and "catalog" in data:
            yield from of_list(file, data["catalog"], tool)
            yield from of_list(file, data["services"], service)
        elif isinstance(data, dict):
            lists = [data[key] for key in ("catalog", "softwares", "items") if key in data]
            yield from of_list(file, lists[0] if lists else None, _tool_or_service)
        else:
            yield from of_list(file, data, _tool_or_service)


def _table(file):
    known = SERVICE_HEADINGS | TOOL_HEADINGS
    for row in rows(file, lambda heading: heading.lower() in known):
        if isinstance(row, Fault):
            yield row
        else:
            yield from _tool_or_service(row.cells, row.where)


def _tool_or_service(entry: dict, where: Where) -> Iterator[Told | Fault]:
    is_service = "agencyName" in entry or "agency_name" in entry
    return service(entry, where) if is_service else tool(entry, where)


def tool(raw: dict, where: Where) -> Iterator[Told | Fault]:
    entry = sill_shapes.entry(raw)
    if entry is None:
        yield refused(where, _("It is no record of the SILL in a shape known here."))
        return
    draft = Draft("tool", CATALOGUE, entry.id, where, raw)
    draft.text("name", entry.name)
    for language, text in entry.summary.items():
        draft.texts("summary", text, language)
    draft.licence(entry.licence)
    draft.address("website", entry.website)
    draft.address("documentation", entry.documentation)
    draft.repository(entry.repository)
    draft.text("latest_release_version", entry.version)
    draft.date("latest_release_on", entry.released)
    draft.put("platforms", entry.platforms)
    draft.put("software_type", entry.software_type)
    draft.text("parent", entry.parent)
    draft.names("subjects", entry.subjects)
    draft.names("alternatives", entry.alternatives)
    draft.put("similar", [{"sill": number} for number in entry.similar])
    draft.outside("sill", entry.id)
    draft.outside("wikidata", entry.wikidata)
    draft.outside("comptoir_du_libre", entry.comptoir)
    draft.outside("framalibre", entry.framalibre)
    if entry.no_longer_recommended:
        draft.put("caution", NO_LONGER)
    if entry.taken_off is not None:
        message = _("The SILL took it off its list: %s")
        draft.let_go("dereferencing", message % (entry.taken_off or _("no reason given")))
    for name in entry.users:
        draft.user(User(one_line(name)))
    yield from draft.told()


def service(raw: dict, where: Where) -> Iterator[Told | Fault]:
    """A public service that somebody runs on a free software: an adoption to be."""

    def said(long, short):
        return raw.get(long, raw.get(short))

    draft = Draft("adoption", CATALOGUE, f"service/{one_line(raw.get('id'))}", where, raw)
    name, what = one_line(said("serviceName", "service_name")), one_line(raw.get("description"))
    draft.text("city", said("agencyName", "agency_name"))
    draft.text("tool", said("softwareName", "software_name"))
    draft.put("status", AdoptionStatus.IN_PRODUCTION.value)
    draft.put("started", partial(said("publicationDate", "publication_date")))
    draft.put("as_of", partial(said("lastUpdateDate", "last_update_date")))
    draft.texts("note", " – ".join(filter(None, [name, what])), "fr")
    draft.put("service_url", address(said("serviceUrl", "service_url")))
    ids = {
        "sill": one_line(said("softwareSillId", "software_sill_id")),
        "comptoir_du_libre": one_line(said("comptoirDuLibreId", "software_comptoir_id")),
    }
    draft.put("tool_ids", {name: value for name, value in ids.items() if value})
    if not draft.values.get("city"):
        draft.refuse("agency_name", _("It does not say who runs the service."))
    elif not draft.values.get("tool") and not draft.values.get("tool_ids"):
        draft.refuse("software_name", _("It does not say on which software the service runs."))
    else:
        draft.user(
            User(
                draft.values["city"],
                one_line(said("publicSector", "public_sector")),
                address(said("agencyUrl", "agency_url")),
            )
        )
    yield from draft.told()
