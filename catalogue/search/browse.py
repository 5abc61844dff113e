"""The way in for those who know the need, not the name: domains, their categories and how many
tools each holds.
"""

from catalogue.choices import Kind
from catalogue.models import Category, Product, SearchEntry


def domains():
    """`[(domain, number of tools, [(category, number of tools)])]`, empty ones left out. Two
    queries.
    """
    held = dict(
        SearchEntry.objects.filter(kind=Kind.CATEGORY, proof__gt=0).values_list(
            "object_id", "proof"
        )
    )
    categories = list(Category.objects.order_by("position", "slug"))
    return [
        (
            domain,
            held[domain.pk],
            [
                (row, held[row.pk])
                for row in categories
                if row.domain_id == domain.pk and row.pk in held
            ],
        )
        for domain in categories
        if domain.domain_id is None and domain.pk in held
    ]


def vendors():
    """`[(vendor, [(product, number of cities that left it)])]`, GAFAM first, then those most left.
    Two queries.
    """
    left = dict(SearchEntry.objects.filter(kind=Kind.PRODUCT).values_list("object_id", "proof"))
    made = {}
    for product in Product.objects.published().select_related("vendor").order_by("name"):
        made.setdefault(product.vendor, []).append((product, left.get(product.pk, 0)))
    for products in made.values():
        products.sort(key=lambda row: -row[1])
    return sorted(
        made.items(),
        key=lambda row: (
            not row[0].gafam,
            -sum(n for product, n in row[1]),
            -len(row[1]),
            row[0].name.lower(),
        ),
    )
