"""Categories and domains: a way into the tools."""

from collections import defaultdict

from catalogue.choices import Kind
from catalogue.models import Category, Tool
from catalogue.search.documents.base import Document, head, read, ref, refs, texts_of


def documents(ids=None):
    held = _tools_by_category()
    categories = Category.objects.select_related("domain").prefetch_related("categories")
    for category in read(categories, ids):
        tools = held[category.pk]
        yield Document(
            kind=Kind.CATEGORY,
            object_id=category.pk,
            slug=category.slug,
            label=category.name,
            record={
                **head(Kind.CATEGORY, category.slug, f"tools/?category={category.slug}"),
                "name": category.name,
                "summary": category.summary or None,
                "keywords": category.keywords or None,
                "domain": ref(Kind.CATEGORY, category.domain),
                "categories": refs(Kind.CATEGORY, category.categories.all()),
                "publiccode": category.publiccode,
                "position": category.position,
                "tools": len(tools),
            },
            names=list(dict.fromkeys(category.name.values())) if tools else [],
            weighted={
                "A": texts_of(category.name),
                "B": texts_of(category.keywords),
                "C": texts_of(category.summary),
            }
            if tools
            else {},
            facets={
                f"domain:{category.domain.slug}" if category.domain else "level:domain",
                "used:yes" if tools else "used:no",
            },
            proof=len(tools),
            size=category.position,
        )


def _tools_by_category():
    """`{category: {tools}}`, a domain holding those of its categories. Two queries."""
    held = defaultdict(set)
    tools = Tool.objects.published()
    main = tools.values_list("pk", "category", "category__domain")
    other = tools.filter(other_categories__isnull=False).values_list(
        "pk", "other_categories", "other_categories__domain"
    )
    for pk, category, domain in (*main, *other):
        held[category].add(pk)
        if domain:
            held[domain].add(pk)
    return held
