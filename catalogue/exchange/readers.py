"""Every format that is read from other catalogues, and how: from a place to a stream of records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from catalogue.exchange.formats import (
    adoptions_sheet,
    awesome_selfhosted,
    comptoir,
    mappings,
    open_catalog,
    places,
    publiccode_lists,
    publiccode_told,
    sill,
    yunohost,
)
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.files import files, is_address
from catalogue.exchange.sources.http import Door
from catalogue.exchange.sources.pages import pages
from catalogue.exchange.told import Fault, Told, doubted, refused

TABLES = (".csv", ".tsv", ".txt", ".ods", ".xlsx")
#: Outside ids by which things are joined: two records of one source cannot share one. Repositories
#: can: a suite and its parts live in the same.
JOINING = {
    "tool": ("wikidata", "sill", "comptoir_du_libre", "open_catalog"),
    "place": ("insee", "siren", "istat", "geonames", "wikidata"),
}


@dataclass(frozen=True)
class Format:
    """A format: what it is called, which files of a folder are read, and by what. `licence` is the
    one under which the catalogue gives its data, where it says so. What stands at addresses is read
    page by page or, from a list of addresses, file by file.
    """

    name: str
    title: str
    read: Callable[[Iterable[File]], Iterator[Told | Fault]]
    suffixes: tuple[str, ...]
    licence: str = ""
    by_pages: bool = False
    by_lists: bool = False


def formats(publiccode: open_catalog.Publiccode = publiccode_told.tool) -> dict[str, Format]:
    """Every format by its name. `publiccode` reads the text of one publiccode.yml."""

    def of_pages(found: Iterable[File]) -> Iterator[Told | Fault]:
        return open_catalog.read(found, publiccode)

    found = (
        Format(
            "publiccode",
            "publiccode.yml",
            publiccode_told.read,
            publiccode_told.SUFFIXES,
            by_lists=True,
        ),
        Format("sill", "SILL", sill.read, (".json", ".csv"), "etalab-2.0"),
        Format("comptoir-du-libre", "Comptoir du Libre", comptoir.read, (".json",)),
        Format(
            "awesome-selfhosted",
            "awesome-selfhosted",
            awesome_selfhosted.read,
            awesome_selfhosted.SUFFIXES,
            "CC-BY-SA-3.0",
        ),
        Format("open-catalog", "Open Catalog API", of_pages, (".json",), by_pages=True),
        Format("yunohost", "YunoHost", yunohost.read, yunohost.SUFFIXES),
        Format("mappings", "Mappings", mappings.read, (*TABLES, ".json")),
        Format("adoptions", "Adoptions", adoptions_sheet.read, TABLES),
        Format("places", "Places", places.read, TABLES),
    )
    return {each.name: each for each in found}


def read(form: Format, where: str | Path, *, door: Door | None = None) -> Iterator[Told | Fault]:
    """What a place says in a format. Raises UnreadableSource or NotFetched when it cannot be read
    to its end: then nothing of it may be taken for the whole.
    """
    aside: list[Fault] = []
    if form.by_pages and is_address(where):
        found: Iterable[File | Fault] = pages(str(where), door or Door(private=False))
    elif form.by_lists:
        found = publiccode_lists.found(where, form.suffixes, door or Door(private=False))
    else:
        found = files(where, suffixes=form.suffixes, door=door)

    def only_files() -> Iterator[File]:
        for each in found:
            if isinstance(each, File):
                yield each
            else:
                aside.append(each)

    yield from once_each(form.read(only_files()))
    yield from aside


def once_each(stream: Iterable[Told | Fault]) -> Iterator[Told | Fault]:
    """The same stream, each key once and each joining id once: a record that comes again under the
    same key is refused; an id that two records claim is left out of both, for nobody knows whose it
    is.
    """
    keys: dict[tuple[str, str, str], Told] = {}
    claims: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for each in stream:
        if isinstance(each, Fault):
            yield each
            continue
        first = keys.setdefault((each.noun, each.catalogue, each.key), each)
        if first is not each:
            yield refused(each.where, _("The same record stands at %s already.") % first.where)
            continue
        for name in JOINING.get(each.noun, ()):
            if name in each.outside_ids:
                claims[each.noun, name, each.outside_ids[name]].append(each)
    claimed_twice = {claim: by for claim, by in claims.items() if len(by) > 1}
    for each in keys.values():
        yield from _without(each, claimed_twice)


def _without(told, claimed_twice):
    ids = dict(told.outside_ids)
    for name, value in told.outside_ids.items():
        for other in claimed_twice.get((told.noun, name, value), ()):
            is_mine = other.values.get("parent") == told.values.get("name")  # it says whose it is
            if other is not told and not is_mine:
                ids.pop(name, None)
                message = _("Left out: “%(id)s” is also said to be %(name)s, at %(where)s.")
                said = {"id": value, "name": other.values.get("name"), "where": other.where}
                yield doubted(told.where.at(name), message % said)
    yield replace(told, outside_ids=ids) if ids != told.outside_ids else told
