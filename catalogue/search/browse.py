"""The way in for those who know the need, not the name: domains, their categories and how many
tools each holds; the vendors; how far free tools have come.
"""

import json
from collections import defaultdict
from typing import NamedTuple

from catalogue.search.asking import rows_of

SEEN = """
SELECT coalesce(sum(n), 0), count(*) FROM catalogue_searchtally
 WHERE kind = 'city' AND facet = 'seen' AND n > 0
"""
CATEGORIES = """
SELECT category.id, domain_id, category.slug, category.name::text, proof
  FROM catalogue_searchentry_category AS entry
  JOIN catalogue_category AS category ON category.id = object_id
 WHERE proof > 0 ORDER BY position, category.slug
"""
PRODUCTS = """catalogue_searchentry_product AS entry
  JOIN catalogue_product AS product ON product.id = object_id
  JOIN catalogue_vendor AS vendor ON vendor.id = vendor_id"""
MAKERS = f"""
SELECT vendor.slug, vendor.name, gafam, count(*) FROM {PRODUCTS}
 GROUP BY vendor.id ORDER BY gafam DESC, sum(proof) DESC, count(*) DESC, lower(vendor.name)
 LIMIT %s
"""
MOST_LEFT = f"""
SELECT maker, slug, name, proof FROM (
    SELECT vendor.slug AS maker, product.slug, product.name, proof, row_number() OVER (
               PARTITION BY vendor.id ORDER BY proof DESC, product.name) AS place
      FROM {PRODUCTS} WHERE vendor.slug = ANY(%s)
) AS ranked WHERE place <= %s ORDER BY maker, place
"""


class Category(NamedTuple):
    """A category or a domain."""

    slug: str
    name: dict


class Maker(NamedTuple):
    """A vendor and how many products of its there are."""

    slug: str
    name: str
    is_gafam: bool
    products: int


def seen():
    """`{"cities": number of cities seen running a tool, "countries": in how many}`."""
    [(cities, countries)] = rows_of(SEEN)
    return {"cities": cities, "countries": countries}


def domains():
    """`[(domain, number of tools, [(category, number of tools)])]`, empty ones left out."""
    found = {}
    inside = defaultdict(list)
    for pk, domain, slug, name, tools in rows_of(CATEGORIES):
        category = Category(slug, json.loads(name)), tools
        if domain is None:
            found[pk] = category
        else:
            inside[domain].append(category)
    return [(domain, tools, inside[pk]) for pk, (domain, tools) in found.items()]


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
