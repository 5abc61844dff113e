"""Tools: found by their names, by what they replace and by what they do."""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import Licence, Replacement, Tool
from catalogue.search.documents.base import (
    Document,
    category_words,
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
from catalogue.search.documents.tallies import adopters_of

ADOPTER_STEPS = (1, 2, 3, 5, 10)


def documents(ids):
    licences, adopters = Licence.objects.in_bulk(), adopters_of(ids)
    tools = (
        Tool.objects.published()
        .select_related("category__domain", "steward", "part_of", "based_on")
        .prefetch_related(
            "other_categories__domain",
            with_sources(),
            Prefetch(
                "replacements",
                Replacement.objects.filter(product__published_at__isnull=False)
                .select_related("product__vendor")
                .order_by("product__slug"),
            ),
        )
    )
    for tool in with_origins(read(tools, ids)):
        categories = [tool.category, *tool.other_categories.all()]
        products = [replacement.product for replacement in tool.replacements.all()]
        cities = adopters[tool.pk]
        held = licences_in(tool.licence, licences)
        yield Document(
            kind=Kind.TOOL,
            object_id=tool.pk,
            slug=tool.slug,
            label=dict.fromkeys(LANGUAGES, tool.name),
            record=record(tool, held, cities),
            names=[tool.name, *tool.aliases],
            weighted={
                "A": texts_of(tool.name, tool.aliases),
                "B": texts_of(
                    tool.summary,
                    [product.name for product in products],
                    *(product.aliases for product in products),
                    *(text for each in categories for text in (each.name, each.keywords)),
                ),
                "C": texts_of(
                    tool.description,
                    tool.maintainer,
                    tool.steward.name if seen(tool.steward) else "",
                    [product.vendor.name for product in products],
                    *(category.domain.name for category in categories if category.domain),
                ),
            },
            facets={
                *category_words(*categories),
                *(f"replaces:{product.slug}" for product in products),
                *(f"vendor:{product.vendor.slug}" for product in products),
                *(f"licence:{word}" for each in held for word in (each.spdx, each.family)),
                *([] if held else ["licence:unknown"]),
                *(f"platform:{platform}" for platform in tool.platforms),
                *(f"language:{tag.partition('-')[0]}" for tag in tool.languages),
                f"status:{tool.development_status or 'unknown'}",
                *(f"country:{country}" for country in cities.countries),
                *(f"adopters:{step}" for step in ADOPTER_STEPS if cities.proven >= step),
            },
            proof=cities.proven,
            cities=cities.current,
            size=len(products),
            fresh=tool.last_activity,
        )


def licences_in(expression, licences):
    """The licences that an SPDX expression names, in the order of their identifiers."""
    words = sorted(set(expression.replace("(", " ").replace(")", " ").split()))
    return [licences[word] for word in words if word in licences]


def record(tool, licences, cities):
    """A tool as the API answers it. What is not known is null."""
    return {
        **published_head(Kind.TOOL, tool, f"tools/{tool.slug}/"),
        "name": tool.name,
        "aliases": tool.aliases,
        "summary": tool.summary,
        "description": tool.description or None,
        "caution": tool.caution or None,
        "licence": tool.licence or None,
        "licence_note": tool.licence_note or None,
        "licences": [
            {
                "spdx": each.spdx,
                "name": each.name,
                "family": each.family,
                "osi": each.osi,
                "fsf": each.fsf,
            }
            for each in licences
        ],
        "category": ref(Kind.CATEGORY, tool.category),
        "other_categories": refs(Kind.CATEGORY, tool.other_categories.all()),
        "software_type": tool.software_type or None,
        "development_status": tool.development_status or None,
        "maintenance": tool.maintenance or None,
        "platforms": tool.platforms,
        "languages": tool.languages,
        "localisation_ready": tool.localisation_ready,
        "website": tool.website or None,
        "repository": tool.repository or None,
        "download": tool.download or None,
        "documentation": tool.documentation or None,
        "training": tool.training or None,
        "community": tool.community or None,
        "first_release": tool.first_release or None,
        "first_release_verified": tool.first_release_verified if tool.first_release else None,
        "latest_release": tool.latest_release_on or None,
        "latest_version": tool.latest_release_version or None,
        "last_activity": tool.last_activity or None,
        "part_of": ref(Kind.TOOL, seen(tool.part_of)),
        "based_on": ref(Kind.TOOL, seen(tool.based_on)),
        "steward": ref(Kind.ORGANISATION, seen(tool.steward)),
        "maintainer": tool.maintainer or None,
        "wikidata": tool.wikidata or None,
        "sill": tool.sill or None,
        "comptoir_du_libre": tool.comptoir_du_libre or None,
        "publiccode_url": tool.publiccode_url or None,
        "replaces": [
            {
                "product": ref(Kind.PRODUCT, replacement.product),
                "coverage": replacement.coverage,
                "caveat": replacement.caveat or None,
            }
            for replacement in tool.replacements.all()
        ],
        "cities_in_production": cities.proven,
        "cities": cities.current,
        "sources": sources_of(tool),
        "origins": origins_of(tool),
    }
