"""What a card of each kind shows besides its entry: read by key, in one statement a kind."""

import json
from typing import NamedTuple

from catalogue.choices import DevelopmentStatus, Kind, Maintenance
from catalogue.search.asking import rows_of

#: As many names as any card has room for, and one more.
NAMES = 6
TOOLS = """
SELECT tool.id, tool.name, tool.summary::text, category.name::text, licence, caution <> '{}',
       coalesce(maintenance = %(none)s OR development_status = %(obsolete)s, false),
       ARRAY(SELECT product.name FROM catalogue_replacement AS replacement
               JOIN catalogue_product AS product ON product.id = product_id
              WHERE replacement.tool_id = tool.id AND product.published_at IS NOT NULL
              ORDER BY product.name LIMIT %(names)s)
  FROM catalogue_tool AS tool JOIN catalogue_category AS category ON category.id = category_id
 WHERE tool.id = ANY(%(ids)s)
"""
PRODUCTS = """
SELECT product.id, product.name, vendor.name,
       ARRAY(SELECT part.name FROM catalogue_product AS part
              WHERE part.part_of_id = product.id AND part.published_at IS NOT NULL
              ORDER BY part.name LIMIT %(names)s)
  FROM catalogue_product AS product JOIN catalogue_vendor AS vendor ON vendor.id = vendor_id
 WHERE product.id = ANY(%(ids)s)
"""
CITIES = """
SELECT id, name::text, department, region, country, population, summary::text
  FROM catalogue_city WHERE id = ANY(%(ids)s)
"""
CASE_STUDIES = """
SELECT study.id, title::text, summary::text, outcome_kind, date,
       (SELECT coalesce(jsonb_agg(name ORDER BY slug), '[]')::text
          FROM (SELECT city.name, city.slug FROM catalogue_casestudy_cities AS told
                  JOIN catalogue_city AS city ON city.id = city_id
                 WHERE casestudy_id = study.id AND city.published_at IS NOT NULL
                 ORDER BY city.slug LIMIT %(names)s) AS first),
       ARRAY(SELECT tool.name FROM catalogue_casestudy_adoptions AS told
               JOIN catalogue_adoption AS adoption ON adoption.id = adoption_id
               JOIN catalogue_tool AS tool ON tool.id = tool_id
               JOIN catalogue_city AS city ON city.id = city_id
              WHERE casestudy_id = study.id AND adoption.published_at IS NOT NULL
                AND tool.published_at IS NOT NULL AND city.published_at IS NOT NULL
              GROUP BY tool.id
              ORDER BY min(city.slug), max(started) DESC, min(adoption.id) LIMIT %(names)s)
  FROM catalogue_casestudy AS study WHERE study.id = ANY(%(ids)s)
"""
ORGANISATIONS = """
SELECT body.id, name, kind, country, summary::text,
       ARRAY(SELECT tool.name FROM catalogue_tool AS tool
              WHERE steward_id = body.id AND tool.published_at IS NOT NULL
              ORDER BY tool.name LIMIT %(names)s)
  FROM catalogue_organisation AS body WHERE body.id = ANY(%(ids)s)
"""
CATEGORIES = "SELECT id, name::text, summary::text FROM catalogue_category WHERE id = ANY(%(ids)s)"


class Tool(NamedTuple):
    pk: int
    name: str
    summary: dict
    category: dict
    licence: str
    has_caution: bool
    is_dead: bool
    replaces: list


class Product(NamedTuple):
    pk: int
    name: str
    vendor: str
    parts: list


class City(NamedTuple):
    pk: int
    name: dict
    department: str
    region: str
    country: str
    population: int
    summary: dict


class CaseStudy(NamedTuple):
    pk: int
    title: dict
    summary: dict
    outcome: str
    date: str
    cities: list
    tools: list


class Organisation(NamedTuple):
    pk: int
    name: str
    kind: str
    country: str
    summary: dict
    tools: list


class Category(NamedTuple):
    pk: int
    name: dict
    summary: dict


#: The statement of each kind, what it tells, and which columns of it are JSON.
TOLD = {
    Kind.TOOL: (TOOLS, Tool, (2, 3)),
    Kind.PRODUCT: (PRODUCTS, Product, ()),
    Kind.CITY: (CITIES, City, (1, 6)),
    Kind.CASE_STUDY: (CASE_STUDIES, CaseStudy, (1, 2, 5)),
    Kind.ORGANISATION: (ORGANISATIONS, Organisation, (4,)),
    Kind.CATEGORY: (CATEGORIES, Category, (1, 2)),
}
DEAD = {"none": Maintenance.NONE.value, "obsolete": DevelopmentStatus.OBSOLETE.value}


def told(kind, ids):
    """`{id: Tool, Product…}` of published things."""
    statement, shape, texts = TOLD[kind]
    found = {}
    for row in rows_of(statement, {"ids": list(ids), "names": NAMES, **DEAD}):
        values = [json.loads(value) if n in texts else value for n, value in enumerate(row)]
        found[row[0]] = shape(*values)
    return found
