"""The stewards of tools as the Open Catalog API tells publishers: who publishes, and where."""

import re

from django.db.models import Exists, OuterRef, Prefetch

from api.open_catalog.catalogs import catalog_id
from api.open_catalog.identifiers import find, identifier, with_first_slug
from catalogue.exchange.formats.publiccode import FORGE, describable
from catalogue.models import Organisation, Tool
from catalogue.search.text import squash

NOUN = "publishers"


def all_publishers():
    """The organisations that publish a tool with a publiccode.yml, in a fixed number of queries."""
    tools = describable(Tool.objects.all())
    return (
        with_first_slug(Organisation.objects.published())
        .filter(Exists(tools.filter(steward=OuterRef("pk"))))
        .prefetch_related(Prefetch("tools", tools.order_by("slug"), to_attr="published_tools"))
    )


def find_publisher(key):
    """By its identifier, or by its slug, which is its `alternativeId`."""
    return find(all_publishers(), NOUN, key) or all_publishers().filter(slug=key).first()


def publisher(organisation):
    """One organisation, as the contract has it."""
    tools = organisation.published_tools
    return {
        "id": identifier(NOUN, organisation.first_slug),
        "alternativeId": organisation.slug,
        "description": organisation.name,
        "codeHosting": _code_hosting(organisation),
        "active": True,
        "catalogId": catalog_id(),
        "createdAt": organisation.created_at.isoformat(),
        "updatedAt": max(
            [organisation.updated_at, *(tool.updated_at for tool in tools)]
        ).isoformat(),
    }


def _code_hosting(organisation):
    """Each place once, with the dates of the tools that are there."""
    names = {squash(name) for name in (organisation.name, organisation.slug, *organisation.aliases)}
    places = {}
    for tool in organisation.published_tools:
        places.setdefault(_place(tool.repository, names), []).append(tool)
    return [
        {
            "url": url,
            "group": group,
            "createdAt": min(tool.created_at for tool in tools).isoformat(),
            "updatedAt": max(tool.updated_at for tool in tools).isoformat(),
        }
        for (url, group), tools in sorted(places.items())
    ]


def _place(repository, names):
    """The owner's page on a forge where the owner is called like the organisation; else only the
    repository, for its neighbours may be somebody else's.
    """
    owner = re.match(FORGE, repository, re.IGNORECASE)
    if owner and squash(owner[1].rsplit("/", 1)[1]) in names:
        return owner[1], True
    return repository, False
