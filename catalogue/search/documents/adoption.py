"""Adoptions: which city runs which tool, how far it went and who says so."""

from collections import defaultdict
from types import SimpleNamespace

from catalogue.choices import Kind, OutsideNoun
from catalogue.countries import LANGUAGES, names_of
from catalogue.models import Adoption, Category, City, Organisation, Product, Tool
from catalogue.models.adoption import PROVEN
from catalogue.search.documents.base import (
    Document,
    category_words,
    published_head,
    ref,
    refs,
    rows_by_id,
    seen,
    size_of_city,
    sources_by_id,
    texts_of,
)
from catalogue.search.documents.origins import origins_of, with_plain_origins

#: What a record tells of an adoption itself.
TOLD = (
    *("pk", "slug", "published_at", "city_id", "tool_id", "status", "as_of", "started", "ended"),
    *("roles", "scale", "workstations", "people", "version", "provider_id", "provider_name"),
    *("confidence", "confirmed_by_city", "note"),
)


def documents(ids):
    for row in with_plain_origins(OutsideNoun.ADOPTION, _rows(ids)):
        size = size_of_city(row.city.population)
        yield Document(
            kind=Kind.ADOPTION,
            object_id=row.pk,
            slug=row.slug,
            label=label(row),
            record=record(row),
            weighted={
                "A": texts_of(list(row.city.name.values()), row.tool.name),
                "B": texts_of(
                    [product.name for product in row.products], names_of(row.city.country)
                ),
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
                *(f"replaces:{product.slug}" for product in row.products),
                *category_words(row.category),
            },
            proof=int(row.surely),
            size=row.city.population or 0,
            fresh=row.as_of,
            under=row.tool.slug,
        )


def _rows(ids):
    """The adoptions with all that they name, as plain rows: there may be millions."""
    found = Adoption.objects.visible().filter(pk__in=ids).annotate(surely=PROVEN).order_by("pk")
    rows = [SimpleNamespace(**row) for row in found.values(*TOLD, "surely")]
    cities = rows_by_id(
        City, {row.city_id for row in rows}, "slug", "name", "country", "population"
    )
    tools = rows_by_id(Tool, {row.tool_id for row in rows}, "slug", "name", "category_id")
    categories = Category.objects.select_related("domain").in_bulk()
    bodies = {row.provider_id for row in rows} - {None}
    providers = rows_by_id(Organisation, bodies, "slug", "name", "published_at")
    products, tools_left = _left("replaces", Product, ids), _left("replaces_tools", Tool, ids)
    sources = sources_by_id("adoption", ids)
    for row in rows:
        row.city, row.tool = cities[row.city_id], tools[row.tool_id]
        row.category, row.provider = (
            categories[row.tool.category_id],
            providers.get(row.provider_id),
        )
        row.products, row.tools_left = products[row.pk], tools_left[row.pk]
        row.sources = sources[row.pk]
        yield row


def _left(link, model, ids):
    """`{adoption: what it replaces}` of what visitors may see, in the order of the noun."""
    links = getattr(Adoption, link).through.objects.filter(adoption__in=ids)
    pairs = list(links.values_list("adoption_id", f"{model._meta.model_name}_id"))
    published = model.objects.published().filter(pk__in={pk for _adoption, pk in pairs})
    things = {row.pk: row for row in published.values_list("pk", "slug", "name", named=True)}
    order = {pk: place for place, pk in enumerate(things)}
    found = defaultdict(list)
    for adoption, pk in sorted((p for p in pairs if p[1] in things), key=lambda p: order[p[1]]):
        found[adoption].append(things[pk])
    return found


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


def record(row):
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
        "replaces": refs(Kind.PRODUCT, row.products),
        "replaces_tools": refs(Kind.TOOL, row.tools_left),
        "provider": ref(Kind.ORGANISATION, seen(row.provider)),
        "provider_name": row.provider_name or None,
        "confidence": row.confidence,
        "confirmed_by_city": row.confirmed_by_city,
        "note": row.note or None,
        "sources": row.sources,
        "origins": origins_of(row),
    }
