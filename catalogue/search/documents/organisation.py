"""Organisations: found by their names, by what they are and by the tools they look after."""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES, names_of
from catalogue.models import Organisation, Service, Tool
from catalogue.search.documents.base import (
    Document,
    published,
    published_head,
    read,
    ref,
    refs,
    seen,
    sources_of,
    texts_of,
    with_sources,
)
from catalogue.search.documents.origins import origins_of, with_origins


def documents(ids=None):
    organisations = Organisation.objects.published().prefetch_related(
        published("tools", Tool),
        Prefetch(
            "services",
            Service.objects.filter(tool__published_at__isnull=False)
            .select_related("tool", "attested_by")
            .order_by("tool__slug"),
        ),
        with_sources(),
    )
    for organisation in with_origins(read(organisations, ids)):
        services = list(organisation.services.all())
        tools = {*organisation.tools.all(), *(service.tool for service in services)}
        yield Document(
            kind=Kind.ORGANISATION,
            object_id=organisation.pk,
            slug=organisation.slug,
            label=dict.fromkeys(LANGUAGES, organisation.name),
            record=record(organisation, services),
            names=[organisation.name, *organisation.aliases],
            weighted={
                "A": texts_of(organisation.name, organisation.aliases),
                "B": texts_of(
                    organisation.summary,
                    [tool.name for tool in tools],
                    names_of(organisation.country),
                ),
                "C": texts_of(organisation.description, organisation.regions),
            },
            facets={
                f"kind:{organisation.kind}",
                *([f"country:{organisation.country}"] if organisation.country else []),
                *(f"service:{kind}" for service in services for kind in service.kinds),
                *(f"tool:{tool.slug}" for tool in tools),
            },
            proof=len(tools),
            size=len(tools),
        )


def record(organisation, services):
    """An organisation as the API answers it."""
    return {
        **published_head(Kind.ORGANISATION, organisation, f"organisations/{organisation.slug}/"),
        "name": organisation.name,
        "aliases": organisation.aliases,
        "kind": organisation.kind,
        "country": organisation.country or None,
        "founded": organisation.founded,
        "website": organisation.website or None,
        "summary": organisation.summary or None,
        "description": organisation.description or None,
        "regions": organisation.regions,
        "tools": refs(Kind.TOOL, organisation.tools.all()),
        "services": [
            {
                "tool": ref(Kind.TOOL, service.tool),
                "kinds": service.kinds,
                "attested_by": ref(Kind.CITY, seen(service.attested_by)),
            }
            for service in services
        ],
        "sources": sources_of(organisation),
        "origins": origins_of(organisation),
    }
