"""Adoptions: which city runs which tool, how far it went and who says so."""

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES, names_of
from catalogue.models import Adoption, Product, Tool
from catalogue.search.documents.base import (
    Document,
    category_words,
    published,
    published_head,
    read,
    ref,
    refs,
    seen,
    size_of_city,
    sources_of,
    texts_of,
    with_sources,
)
from catalogue.search.documents.origins import origins_of, with_origins


def documents(ids=None):
    adoptions = (
        Adoption.objects.visible()
        .select_related("city", "tool__category__domain", "provider")
        .prefetch_related(
            published("replaces", Product), published("replaces_tools", Tool), with_sources()
        )
    )
    for row in with_origins(read(adoptions, ids)):
        products = list(row.replaces.all())
        size = size_of_city(row.city.population)
        yield Document(
            kind=Kind.ADOPTION,
            object_id=row.pk,
            slug=row.slug,
            label=label(row),
            record=record(row, products),
            weighted={
                "A": texts_of(list(row.city.name.values()), row.tool.name),
                "B": texts_of([product.name for product in products], names_of(row.city.country)),
                "C": texts_of(row.note, row.scale),
            },
            facets={
                f"city:{row.city.slug}",
                f"tool:{row.tool.slug}",
                f"status:{row.status}",
                f"confidence:{row.confidence}",
                f"country:{row.city.country}",
                *([f"size:{size}"] if size else []),
                *(f"role:{role}" for role in row.roles),
                *(f"replaces:{product.slug}" for product in products),
                *category_words(row.tool.category),
            },
            proof=int(row.is_proven),
            size=row.city.population or 0,
            fresh=row.as_of,
        )


def label(row):
    """The name of an adoption, which has none of its own: its city and its tool."""
    names = row.city.name
    return {
        language: f"{names.get(language) or next(iter(names.values()))} – {row.tool.name}"
        for language in LANGUAGES
    }


def adoption_refs(rows):
    """Adoptions as another record names them."""
    return [ref(Kind.ADOPTION, row, label(row)) for row in rows]


def record(row, products):
    """An adoption as the API answers it."""
    return {
        **published_head(Kind.ADOPTION, row, f"cities/{row.city.slug}/#{row.slug}"),
        "city": ref(Kind.CITY, row.city),
        "tool": ref(Kind.TOOL, row.tool),
        "status": row.status,
        "as_of": row.as_of or None,
        "started": row.started or None,
        "ended": row.ended or None,
        "roles": row.roles,
        "scale": row.scale or None,
        "workstations": row.workstations,
        "people": row.people,
        "version": row.version or None,
        "replaces": refs(Kind.PRODUCT, products),
        "replaces_tools": refs(Kind.TOOL, row.replaces_tools.all()),
        "provider": ref(Kind.ORGANISATION, seen(row.provider)),
        "provider_name": row.provider_name or None,
        "confidence": row.confidence,
        "confirmed_by_city": row.confirmed_by_city,
        "note": row.note or None,
        "sources": sources_of(row),
        "origins": origins_of(row),
    }
