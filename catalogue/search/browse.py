"""The way in for those who know the need, not the name: domains, their categories and how many
tools each holds; the vendors; how far free tools have come.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count, Sum

from catalogue.choices import Kind
from catalogue.models import Category, SearchEntry, SearchTally
from catalogue.search.asking import rows_of

PRODUCTS = """catalogue_searchentry AS entry
  JOIN catalogue_product AS product ON product.id = object_id
  JOIN catalogue_vendor AS vendor ON vendor.id = vendor_id
 WHERE kind = 'product'"""
MAKERS = f"""
SELECT vendor.slug, vendor.name, gafam, count(*) FROM {PRODUCTS}
 GROUP BY vendor.id ORDER BY gafam DESC, sum(proof) DESC, count(*) DESC, lower(vendor.name)
 LIMIT %s
"""
MOST_LEFT = f"""
SELECT maker, slug, name, proof FROM (
    SELECT vendor.slug AS maker, product.slug, product.name, proof, row_number() OVER (
               PARTITION BY vendor.id ORDER BY proof DESC, product.name) AS place
      FROM {PRODUCTS} AND vendor.slug = ANY(%s)
) AS ranked WHERE place <= %s ORDER BY maker, place
"""


class Maker(NamedTuple):
    """A vendor and how many products of its there are."""

    slug: str
    name: str
    is_gafam: bool
    products: int


def seen():
    """`{"cities": number of cities seen running a tool, "countries": in how many}`."""
    held = SearchTally.objects.filter(kind=Kind.CITY, facet="seen", n__gt=0)
    found = held.aggregate(cities=Sum("n"), countries=Count("value"))
    return {name: number or 0 for name, number in found.items()}


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


def vendors(most):
    """`[Maker]` of those who make anything, GAFAM first, then those most left; at most so many."""
    return [Maker(*row) for row in rows_of(MAKERS, [most])]


def most_left(makers, each):
    """`{slug of a maker: [(product's slug, its name, number of cities that left it)]}`, at most so
    many of each.
    """
    found = defaultdict(list)
    for maker, *product in rows_of(MOST_LEFT, [[maker.slug for maker in makers], each]):
        found[maker].append(product)
    return found
