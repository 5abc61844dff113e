"""Replacements: which tool stands in for which product, with the number of cities that did it."""

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import Alternative, Replacement
from catalogue.search.documents.base import (
    Document,
    category_words,
    head,
    read,
    ref,
    sources_of,
    texts_of,
    with_sources,
)

#: What is read of a replacement and its ends, which have long descriptions.
TOLD = (
    *("coverage", "caveat", "tool__slug", "tool__name", "tool__category__slug"),
    *("tool__category__domain__slug", "product__slug", "product__name", "product__aliases"),
    "product__vendor__slug",
)


def documents(ids):
    replacements = (
        Replacement.objects.filter(
            tool__published_at__isnull=False, product__published_at__isnull=False
        )
        .select_related("tool__category__domain", "product__vendor")
        .only(*TOLD)
        .prefetch_related(with_sources())
    )
    kept = Alternative.objects.filter(replacement__in=ids)
    proven = dict(kept.values_list("replacement", "proven"))
    for row in read(replacements, ids):
        slug = f"{row.tool.slug}--{row.product.slug}"
        cities = proven.get(row.pk, 0)
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
                "cities_in_production": cities,
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
            proof=cities,
        )
