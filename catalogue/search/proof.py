"""Which tools stand in for a product, ranked by the cities that really made the switch."""

from typing import NamedTuple

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from catalogue.choices import Kind
from catalogue.models import Alternative, SearchEntry
from catalogue.search.asking import rows_of

#: So many alternatives to each product come, unless more are asked for.
MOST = 20
#: A page of the alternatives to a product, each with the number of them all. One without a tool
#: comes where the page has none.
PAGE = """
SELECT every.count, tool.slug, tool.name, replacement.coverage, nullif(caveat, '{}')::text, proven,
       adoptions, switches
  FROM catalogue_searchentry_product AS product
 CROSS JOIN LATERAL (
    SELECT count(*) FROM catalogue_alternative WHERE product_id = product.object_id) AS every
  LEFT JOIN LATERAL (
    SELECT row_number() OVER () AS place, * FROM (
        SELECT * FROM catalogue_alternative WHERE product_id = product.object_id
         ORDER BY is_dead, proven DESC, on_the_way DESC, coverage, name, tool_id
         LIMIT %(most)s OFFSET %(start)s) AS ranked) AS part ON true
  LEFT JOIN catalogue_tool AS tool ON tool.id = tool_id
  LEFT JOIN catalogue_replacement AS replacement ON replacement.id = replacement_id
 WHERE product.kind = 'product' AND product.slug = %(slug)s
 ORDER BY place
"""


class Ranked(NamedTuple):
    """Some of the alternatives to a product, the best proven first, and the number of them all."""

    rows: list
    total: int


class Told(NamedTuple):
    """An alternative as the API tells it. `caveat` and `switches` are JSON; where no replacement
    describes it, there is neither `coverage` nor `caveat`.
    """

    slug: str
    name: str
    coverage: str | None
    caveat: str | None
    proven: int
    adoptions: int
    switches: str


def page_of_alternatives(product, start, most):
    """`most` alternatives from the `start` to the product with this slug: Ranked, `rows` being
    Told; None where no published product has it.
    """
    rows = rows_of(PAGE, {"slug": product, "start": start, "most": most})
    told = [Told(*row) for _count, *row in rows if row[0] is not None]
    return Ranked(told, rows[0][0]) if rows else None


def alternatives(products, most=MOST):
    """`{product id: Ranked}`, `rows` being Alternatives. One query, whatever the number."""
    each = {"partition_by": F("product")}
    rows = (
        Alternative.objects.filter(product__in=products)
        .annotate(
            place=Window(RowNumber(), order_by=Alternative.RANKED, **each),
            total=Window(Count("*"), **each),
        )
        .filter(place__lte=most)
        .select_related("tool", "replacement")
        .defer("tool__description")
        .order_by("product_id", "place")
    )
    found = {product.pk: Ranked([], 0) for product in products}
    for row in rows:
        held = found[row.product_id]
        held.rows.append(row)
        found[row.product_id] = held._replace(total=row.total)
    return found


def cities_gone(product):
    """How many cities have surely left a product, each counted once."""
    entries = SearchEntry.objects.filter(kind=Kind.PRODUCT, object_id=product.pk)
    return entries.values_list("proof", flat=True).first() or 0


def proof_of(tool_ids):
    """`{tool id: number of cities seen running it}`, whatever they left for it. One query."""
    entries = SearchEntry.objects.filter(kind=Kind.TOOL, object_id__in=list(tool_ids))
    return dict(entries.values_list("object_id", "proof"))
