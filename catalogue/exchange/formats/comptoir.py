"""Comptoir du Libre’s export: free software with the public bodies that say they use it and the
companies that serve it.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from catalogue.choices import OrganisationKind
from catalogue.exchange.drafts import Draft
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.structured import each, json_of, of_list
from catalogue.exchange.tidy import address, is_person, listed, one_line, part
from catalogue.exchange.told import Fault, Told, User, Where, doubted

CATALOGUE = "comptoir-du-libre"
#: Who serves the software, in the words of the Comptoir.
KINDS = {
    "company": OrganisationKind.COMPANY.value,
    "association": OrganisationKind.ASSOCIATION.value,
    "administration": OrganisationKind.PUBLIC_BODY.value,
}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """Tools with their users, then the organisations that serve them."""
    for file, data in each(files, json_of):
        if isinstance(data, Fault):
            yield data
            continue
        entries = data.get("softwares") if isinstance(data, dict) else data
        said = data.get("number_of_software") if isinstance(data, dict) else None
        if isinstance(entries, list) and isinstance(said, int) and said != len(entries):
            message = _("The file says that it holds %(said)d records and holds %(found)d.")
            yield doubted(Where(file.name), message % {"said": said, "found": len(entries)})
        yield from of_list(file, entries, tool)
        yield from _providers(file, listed(entries))


def tool(entry: dict, where: Where) -> Iterator[Told | Fault]:
    draft = Draft("tool", CATALOGUE, entry.get("id"), where, entry)
    outside = part(entry, "external_resources")
    draft.text("name", entry.get("name"))
    draft.licence(entry.get("licence"))
    draft.address("website", outside.get("website"))
    draft.repository(outside.get("repository"))
    draft.outside("comptoir_du_libre", entry.get("id"))
    draft.outside("sill", part(outside, "sill").get("id"))
    draft.outside("wikidata", part(outside, "wikidata").get("id"))
    draft.outside("framalibre", part(outside, "framalibre").get("slug"))
    draft.outside("cnll", part(outside, "cnll").get("id"))
    for user in _public(entry.get("users")):
        draft.user(
            User(
                one_line(user.get("name")),
                one_line(user.get("type")),
                address(part(user, "external_resources").get("website")),
                {CATALOGUE: one_line(user.get("id"))},
            )
        )
    yield from draft.told()


def _providers(file, entries):
    """Each provider once, with all that it serves."""
    drafts = {}
    for number, entry in enumerate(entries):
        served = one_line(part(entry).get("name"))
        for provider in _public(part(entry).get("providers")):
            key = one_line(provider.get("id"))
            if key not in drafts:
                where = Where(file.name, entry=number, key="providers")
                drafts[key] = draft = Draft("organisation", CATALOGUE, key, where, provider)
                draft.text("name", provider.get("name"))
                draft.put("kind", KINDS.get(one_line(provider.get("type")).lower()))
                draft.address("website", part(provider, "external_resources").get("website"))
                draft.values["services"] = []
            if served and served not in drafts[key].values["services"]:
                drafts[key].values["services"].append(served)
    for draft in drafts.values():
        yield from draft.told()


def _public(people):
    """Bodies only: private persons who use or serve a tool are nobody's business."""
    return [each for each in listed(people) if isinstance(each, dict) and not is_person(each)]
