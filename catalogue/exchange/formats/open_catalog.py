"""The Open Catalog API of Developers Italia and others: software, each with its publiccode.yml."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.structured import each, json_of, of_list
from catalogue.exchange.tidy import one_line, repository_id, without_persons
from catalogue.exchange.told import Fault, Told, Where, refused

CATALOGUE = "developers-italia"
#: Reads the text of one publiccode.yml.
Publiccode = Callable[[str], Iterable[Told | Fault]]


def read(
    files: Iterable[File], publiccode: Publiccode, catalogue: str = CATALOGUE
) -> Iterator[Told | Fault]:
    """The active software of each page. What `publiccode` tells of a file is told on under the
    catalogue's own identifier.
    """

    def software(entry: dict, where: Where) -> Iterator[Told | Fault]:
        text, key = entry.get("publiccodeYml"), one_line(entry.get("id"))
        if not key:
            yield refused(where.at("id"), _("It has no identifier."))
        elif entry.get("active") is False:
            yield refused(where.at("active"), _("The catalogue no longer lists it."))
        elif not isinstance(text, str) or len(text.strip()) < 2:
            fault = refused(where.at("publiccodeYml"), _("It comes without its publiccode.yml."))
            yield replace(fault, noun="tool", key=key)
        else:
            for said in publiccode(text):
                yield _told_on(said, entry, where, catalogue)

    for file, data in each(files, json_of):
        if isinstance(data, Fault):
            yield data
        else:  # a page, a bare list, or the answer for one software
            entries = data.get("data", [data]) if isinstance(data, dict) else data
            yield from of_list(file, entries, software)


def _told_on(said, entry, where, catalogue):
    if isinstance(said, Fault):
        inside = f"publiccodeYml:{said.where.line}" if said.where.line else "publiccodeYml"
        place = where.at(f"{inside} {said.where.key}".strip())
        return replace(said, where=place, noun="tool", key=one_line(entry["id"]))
    if said.noun != "tool":
        return replace(said, catalogue=catalogue, where=where)
    outside = {"open_catalog": one_line(entry["id"]), **said.outside_ids}
    if repository := repository_id(entry.get("url")):
        outside.setdefault("repository", repository)
    rest = {name: value for name, value in entry.items() if name != "publiccodeYml"}
    return replace(
        said,
        catalogue=catalogue,
        key=one_line(entry["id"]),
        where=where,
        outside_ids=outside,
        raw={**without_persons(rest), "publiccode": said.raw},
    )
