"""Replacements: which tool stands in for which product, with the number of cities that did it."""

from collections import Counter

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import Adoption, Replacement
from catalogue.search.documents.base import (
    Document,
    category_words,
    head,
    only,
    ref,
    sources_of,
    texts_of,
    with_sources,
)


def documents(ids=None):
    replacements = list(
        only(Replacement.objects.all(), ids)
        .filter(tool__published_at__isnull=False, product__published_at__isnull=False)
        .select_related("tool__category__domain", "product__vendor")
        .prefetch_related(with_sources())
    )
    proven = _proven(replacements)
    for row in replacements:
        slug = f"{row.tool.slug}--{row.product.slug}"
        yield Document(
            kind=Kind.REPLACEMENT,
            object_id=row.pk,
            slug=slug,
            label=dict.fromkeys(LANGUAGES, f"{row.tool.name} → {row.product.name}"),
            record={
                **head(Kind.REPLACEMENT, slug, f"products/{row.product.slug}/"),
                "tool": ref(Kind.TOOL, row.tool),
                "product": ref(Kind.PRODUCT, row.product),
                "coverage": row.coverage,
                "caveat": row.caveat or None,
                "cities_in_production": proven[row.tool_id, row.product_id],
                "sources": sources_of(row),
            },
            weighted={"A": texts_of(row.tool.name, row.product.name, row.product.aliases)},
            facets={
                f"tool:{row.tool.slug}",
                f"product:{row.product.slug}",
                f"coverage:{row.coverage}",
                f"vendor:{row.product.vendor.slug}",
                *category_words(row.tool.category),
            },
            proof=proven[row.tool_id, row.product_id],
        )


def _proven(replacements):
    """`{(tool, product): number of cities in production that made this switch}`."""
    rows = (
        Adoption.objects.visible()
        .proven()
        .filter(
            tool__in={row.tool_id for row in replacements},
            replaces__in={row.product_id for row in replacements},
        )
        .values_list("tool", "replaces", "city")
        .distinct()
    )
    return Counter((tool, product) for tool, product, city in rows)
