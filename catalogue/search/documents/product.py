"""Products: found by their names and by the tools that stand in for them. Vendors: by their
products.
"""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES, names_of
from catalogue.models import Product, ProductFact, Replacement, Vendor
from catalogue.search.documents.base import (
    Document,
    category_words,
    head,
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
from catalogue.search.documents.tallies import leavers_of


def documents(ids):
    leavers = leavers_of(ids)
    products = (
        Product.objects.published()
        .select_related("vendor", "category__domain", "part_of")
        .prefetch_related(
            with_sources(),
            Prefetch("facts", ProductFact.objects.prefetch_related(with_sources())),
            published("parts", Product),
            Prefetch(
                "replacements",
                Replacement.objects.filter(tool__published_at__isnull=False)
                .select_related("tool")
                .only("product", "coverage", "caveat", "tool__slug", "tool__name")
                .order_by("tool__slug"),
            ),
        )
    )
    for product in read(products, ids):
        tools = [replacement.tool for replacement in product.replacements.all()]
        gone = leavers[product.pk]
        taken = {tool.pk for tool in tools}.union(gone.tools)
        state = "proven" if gone.proven else "listed" if taken else "none"
        suite = [product.part_of.name] if seen(product.part_of) else []
        yield Document(
            kind=Kind.PRODUCT,
            object_id=product.pk,
            slug=product.slug,
            label=dict.fromkeys(LANGUAGES, product.name),
            record=record(product, gone),
            names=[product.name, *product.aliases],
            weighted={
                "A": texts_of(product.name, product.aliases),
                "B": texts_of(
                    product.vendor.name, suite, product.category.name, product.category.keywords
                ),
                "C": texts_of(product.summary, [tool.name for tool in tools]),
            },
            facets={
                f"vendor:{product.vendor.slug}",
                f"gafam:{'yes' if product.vendor.gafam else 'no'}",
                *category_words(product.category),
                f"alternatives:{state}",
                *([f"hosting:{product.hosting}"] if product.hosting else []),
            },
            proof=gone.proven,
            cities=gone.current,
            size=len(taken),
        )


def record(product, gone):
    """A product as the API answers it."""
    return {
        **published_head(Kind.PRODUCT, product, f"products/{product.slug}/"),
        "name": product.name,
        "aliases": product.aliases,
        "summary": product.summary or None,
        "vendor": ref(Kind.VENDOR, product.vendor),
        "category": ref(Kind.CATEGORY, product.category),
        "part_of": ref(Kind.PRODUCT, seen(product.part_of)),
        "parts": refs(Kind.PRODUCT, product.parts.all()),
        "hosting": product.hosting or None,
        "facts": [
            {
                "kind": fact.kind,
                "date": fact.date or None,
                "text": fact.text,
                "verified": fact.verified,
                "sources": sources_of(fact),
            }
            for fact in product.facts.all()
        ],
        "replaced_by": [
            {
                "tool": ref(Kind.TOOL, replacement.tool),
                "coverage": replacement.coverage,
                "caveat": replacement.caveat or None,
            }
            for replacement in product.replacements.all()
        ],
        "cities_gone": gone.proven,
        "sources": sources_of(product),
    }


def vendor_documents(ids=None):
    """Vendors are no drafts of their own: who makes nothing that is published shows nowhere."""
    vendors = Vendor.objects.filter(products__published_at__isnull=False).distinct()
    for vendor in read(vendors.prefetch_related(published("products", Product)), ids):
        products = list(vendor.products.all())
        yield Document(
            kind=Kind.VENDOR,
            object_id=vendor.pk,
            slug=vendor.slug,
            label=dict.fromkeys(LANGUAGES, vendor.name),
            record={
                **head(Kind.VENDOR, vendor.slug, f"products/?vendor={vendor.slug}"),
                "name": vendor.name,
                "country": vendor.country or None,
                "gafam": vendor.gafam,
                "products": refs(Kind.PRODUCT, products),
            },
            weighted={
                "A": texts_of(vendor.name),
                "B": texts_of([product.name for product in products], names_of(vendor.country)),
            },
            facets={
                f"gafam:{'yes' if vendor.gafam else 'no'}",
                *([f"country:{vendor.country}"] if vendor.country else []),
            },
            size=len(products),
        )
