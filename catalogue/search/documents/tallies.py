"""What adoptions add up to, for the documents of what they are of: counted by the database, since a
tool or a product may have many thousands.
"""

from collections import defaultdict
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count

from catalogue.choices import AdoptionStatus
from catalogue.models import Adoption, Tool
from catalogue.models.adoption import CURRENT, PROVEN
from catalogue.search.documents.base import rows_by_id


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
    """`{tool: Adopters}` of those that have any."""
    countries = ArrayAgg("city__country", filter=CURRENT, distinct=True, default=[])
    found = _counted("tool", tools).annotate(countries=countries)
    return defaultdict(Adopters, {tool: Adopters(*rest) for tool, *rest in found})


def leavers_of(products):
    """`{product: Leavers}` of those that anybody left."""
    found = _counted("replaces", products).annotate(tools=ArrayAgg("tool", distinct=True))
    return defaultdict(Leavers, {product: Leavers(*rest) for product, *rest in found})


def _counted(what, ids):
    rows = Adoption.objects.visible().filter(**{f"{what}__in": ids}).order_by()
    return rows.values_list(what).annotate(
        proven_in=Count("city", filter=PROVEN, distinct=True),
        current_in=Count("city", filter=CURRENT, distinct=True),
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
