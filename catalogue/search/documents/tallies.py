"""What adoptions add up to, for the documents of what they are of: counted by the database, since a
tool or a product may have many thousands.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count

from catalogue.choices import AdoptionStatus
from catalogue.models import Adoption, Alternative, Tool
from catalogue.models.adoption import CURRENT, PROVEN
from catalogue.search.asking import rows_of
from catalogue.search.documents.base import rows_by_id

LEFT = """
SELECT product_id, count(*) FILTER (WHERE proven), count(*) FILTER (WHERE current)
  FROM (
    SELECT product_id, bool_or(is_proof) AS proven, bool_or(is_current) AS current
      FROM catalogue_switch WHERE product_id = ANY(%s) GROUP BY product_id, city_id) AS cities
 GROUP BY product_id
"""


class Adopters(NamedTuple):
    """Cities of a tool: how many were seen running it, how many are on it now, and where."""

    proven: int = 0
    current: int = 0
    countries: tuple = ()


class Leavers(NamedTuple):
    """Cities that left a product: how many have surely gone, how many are on the way, for which
    tools.
    """

    proven: int = 0
    current: int = 0
    tools: tuple = ()


class Run(NamedTuple):
    """A tool in a city, as far as it was gone."""

    tool: tuple
    status: str
    as_of: str
    is_proven: bool

    @property
    def is_claim(self):
        return self.status == AdoptionStatus.UNCONFIRMED

    @property
    def is_current(self):
        return not self.is_claim and self.status not in AdoptionStatus.over()


def adopters_of(tools):
    """`{tool: Adopters}` of those that have any. A city has one current adoption of a tool at most:
    counting adoptions counts cities.
    """
    rows = Adoption.objects.visible().filter(tool__in=tools).order_by()
    by_country = rows.values_list("tool", "city__country").annotate(
        proven=Count("pk", filter=PROVEN), current=Count("pk", filter=CURRENT)
    )
    found = defaultdict(Adopters)
    for tool, country, proven, current in by_country.order_by("city__country"):
        held = found[tool]
        found[tool] = Adopters(
            held.proven + proven,
            held.current + current,
            (*held.countries, country) if current else held.countries,
        )
    return found


def leavers_of(products):
    """`{product: Leavers}` of those that anybody left. A city may have left one for several tools,
    and counts once.
    """
    tools = defaultdict(list)
    taken = Alternative.objects.filter(product__in=products, adoptions__gt=0)
    for product, tool in taken.values_list("product_id", "tool_id"):
        tools[product].append(tool)
    rows = rows_of(LEFT, [list(products)])
    return defaultdict(
        Leavers, {product: Leavers(*counts, tools[product]) for product, *counts in rows}
    )


def runs_in(cities):
    """`{city: [Run]}` in the order of the adoptions' slugs."""
    rows = (
        Adoption.objects.visible().filter(city__in=cities).annotate(surely=PROVEN).order_by("slug")
    )
    found = list(rows.values_list("city_id", "tool_id", "status", "as_of", "surely"))
    tools = rows_by_id(Tool, {tool for _city, tool, *_rest in found}, "slug", "name")
    runs = defaultdict(list)
    for city, tool, *rest in found:
        runs[city].append(Run(tools[tool], *rest))
    return runs


def left_in(cities):
    """`{city: {slugs of the products that it left}}`."""
    left = defaultdict(set)
    rows = Adoption.objects.visible().filter(city__in=cities, replaces__published_at__isnull=False)
    for city, product in rows.order_by().values_list("city_id", "replaces__slug"):
        left[city].add(product)
    return left
