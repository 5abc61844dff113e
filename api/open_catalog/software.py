"""Tools as the Open Catalog API tells software."""

import re

from django.db.models import OuterRef, Subquery

from api.open_catalog.catalogs import catalog_id
from api.open_catalog.identifiers import find, identifier, with_first_slug
from catalogue.choices import Kind
from catalogue.exchange.formats.publiccode import FORGE, describable, with_everything, write
from catalogue.models import SearchEntry, Tool

NOUN = "software"


def all_software(url=None):
    """The tools that have a publiccode.yml, in a fixed number of queries; those with their
    repository at `url`, however that is spelt at its end.
    """
    tools = Tool.objects.all()
    if url:
        bare = url.removesuffix("/").removesuffix(".git")
        there = tools.filter(repository__in=[bare, f"{bare}/", f"{bare}.git", f"{bare}.git/"])
        tools = tools.filter(pk__in=list(there.values_list("pk", flat=True)))
    told = SearchEntry.objects.filter(kind=Kind.TOOL, object_id=OuterRef("pk"))
    return with_first_slug(with_everything(describable(tools))).annotate(
        told_at=Subquery(told.values("updated_at"))
    )


def find_software(key):
    return find(all_software(), NOUN, key)


def software(tool, origins=None):
    """One tool, as the contract has it. For many, take their origins from `origins_in`."""
    return {
        "id": identifier(NOUN, tool.first_slug),
        "url": tool.repository,
        "aliases": _aliases(tool.repository),
        "publiccodeYml": write(tool, origins),
        "active": True,
        "catalogId": catalog_id(),
        "createdAt": tool.created_at.isoformat(),
        "updatedAt": _changed_at(tool).isoformat(),
    }


def _aliases(repository):
    """A repository on a forge answers with `.git` at its end and without."""
    if not re.match(FORGE, repository, re.IGNORECASE):
        return []
    bare = repository.removesuffix("/")
    return [bare.removesuffix(".git") if bare.endswith(".git") else f"{bare}.git"]


def _changed_at(tool):
    """When anything that the text is made of last changed."""
    parts = [tool.category, *tool.other_categories.all(), tool.part_of, tool.based_on, tool.steward]
    for adoption in tool.proven:
        parts += [adoption, adoption.city]
    moments = [tool.updated_at, tool.told_at, *(part.updated_at for part in parts if part)]
    return max(filter(None, moments))
