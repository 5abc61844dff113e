"""awesome-selfhosted-data: one YAML file a software, and lists of tags and licences beside them.

It lists proprietary and source-available software too; that is refused here, whole entries at a
time: a licence that is not free, next to a free one, takes back what this one gives.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from catalogue.choices import Maintenance, Platform
from catalogue.exchange.drafts import Draft
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.structured import each, yaml_of
from catalogue.exchange.tidy import listed, one_line, part
from catalogue.exchange.told import Fault, Told, Where, refused

CATALOGUE = "awesome-selfhosted"
SUFFIXES = (".yml", ".yaml")
NOT_FREE = {"licenses-nonfree", "licences-nonfree"}
MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
ALTERNATIVE = re.compile(r"\balternatives? to ([^);]+?)(?:[);]|\.(?: |$)|$)", re.IGNORECASE)
BETWEEN = re.compile(r",? and |,? or |, ?|/")
DEPENDS = {
    "en": "Depends on a service of a third party.",
    "fr": "Dépend d’un service d’un tiers.",
}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """Every software of the folder `software`, in the order of the files."""
    not_free, found = set(), []
    for file in files:
        path = PurePosixPath(file.name)
        if path.stem in NOT_FREE:
            for _file, data in each([file], yaml_of):
                if isinstance(data, Fault):
                    yield data
                not_free |= {part(it).get("identifier") for it in listed(data)}
        elif path.parent.name in ("software", ""):
            found.append(file)  # the list of licences may come after
    for file, data in each(found, yaml_of):
        if isinstance(data, Fault):
            yield data
        elif isinstance(data, dict) and "licenses" in data:
            yield from tool(data, Where(file.name), frozenset(not_free - {None}))
        elif PurePosixPath(file.name).parent.name == "software":
            yield refused(Where(file.name), _("It is no record of awesome-selfhosted."))


def tool(entry: dict, where: Where, not_free: frozenset = frozenset()) -> Iterator[Told | Fault]:
    draft = Draft("tool", CATALOGUE, PurePosixPath(where.file).stem, where, entry)
    description = MARKDOWN_LINK.sub(r"\1", one_line(entry.get("description")))
    release = part(entry, "current_release")
    draft.text("name", entry.get("name"))
    draft.texts("summary", description, "en")
    draft.licence(entry.get("licenses"), not_free)
    draft.address("website", entry.get("website_url"))
    draft.repository(entry.get("source_code_url"))
    draft.put("platforms", [Platform.SERVER.value])  # what the list is about
    draft.names("subjects", entry.get("tags"))
    draft.text("latest_release_version", release.get("tag"))
    draft.date("latest_release_on", release.get("published_at"))
    draft.date("last_activity", entry.get("updated_at"))
    if entry.get("archived") is True:
        draft.put("maintenance", Maintenance.NONE.value)
    if entry.get("depends_3rdparty") is True:
        draft.put("caution", DEPENDS)
    if match := ALTERNATIVE.search(description):
        draft.names("alternatives", BETWEEN.split(match[1]))
    yield from draft.told()
