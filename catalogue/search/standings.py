"""Keeps in step with the nouns which cities left what for what, and where that puts each tool among
the alternatives to a product.

Entries tell of both: they are written afterwards.
"""

import json
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import F, Q

from catalogue.choices import Coverage, Kind
from catalogue.models import Adoption, Alternative, Product, Replacement, Switch, Tool
from catalogue.models.adoption import CURRENT, PROVEN, RANK
from catalogue.search.asking import rows_of
from catalogue.search.documents.base import address_of
from catalogue.search.mending import mend
from catalogue.search.text import fold
from catalogue.search.turns import at_leisure

#: So many switches of each alternative are shown; all of them are a list of their own.
SHOWN = 12
#: At equal proof, a fuller replacement comes first; a switch that no replacement describes comes
#: last.
COVERAGES, NOT_DESCRIBED = Coverage.values, len(Coverage.values) + 1
#: What is brought in step at a time: when everything is, so many adoptions and products.
BATCH, ADOPTIONS, PRODUCTS = 5_000, 50_000, 500
#: What the switches of each pair add up to, and the best of them as the API answers them.
COUNTED = """
SELECT pair.product_id, pair.tool_id, replacement.id, is_dead, proven, on_the_way,
       coalesce(array_position(%s::text[], replacement.coverage::text), %s), pair.name,
       adoptions, statuses, coalesce('[' || best.told || ']', '[]')
  FROM json_to_recordset(%s)
    AS pair (product_id bigint, tool_id bigint, is_dead boolean, name text)
  LEFT JOIN catalogue_replacement AS replacement USING (product_id, tool_id)
 CROSS JOIN LATERAL (
    SELECT coalesce(sum(proven), 0)::integer AS proven,
           coalesce(sum(current - proven), 0)::integer AS on_the_way,
           coalesce(sum(adoptions), 0)::integer AS adoptions,
           coalesce(jsonb_object_agg(status, adoptions), '{}') AS statuses
      FROM (
        SELECT status, count(*) AS adoptions, count(*) FILTER (WHERE is_proof) AS proven,
               count(*) FILTER (WHERE is_current) AS current
          FROM catalogue_switch AS switch
         WHERE (switch.product_id, switch.tool_id) = (pair.product_id, pair.tool_id)
         GROUP BY status) AS by_status) AS counted
 CROSS JOIN LATERAL (
    SELECT string_agg(row_to_json(told)::text, ',' ORDER BY place) AS told
      FROM (
        SELECT row_number() OVER (ORDER BY rank, as_of DESC, slug) AS place, *
          FROM catalogue_switch AS switch
         WHERE (switch.product_id, switch.tool_id) = (pair.product_id, pair.tool_id)
         ORDER BY rank, as_of DESC, slug LIMIT %s) AS switch
      JOIN catalogue_city AS city ON city.id = city_id
     CROSS JOIN LATERAL (SELECT city.slug, city.name, format(%s, city.slug) AS url) AS whose
     CROSS JOIN LATERAL (
        SELECT switch.slug, format(%s, switch.slug) AS url, row_to_json(whose) AS city,
               status, nullif(as_of, '') AS as_of, is_proof) AS told) AS best
 WHERE adoptions > 0 OR replacement.id IS NOT NULL
"""
PAIRED = "(product_id, tool_id) IN (SELECT unnest(%s::bigint[]), unnest(%s::bigint[]))"
EVERY = """
SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM {table}) AS numbered
 WHERE n %% %s = 0
"""
#: What all ids are between.
BEFORE, LAST = 0, 2**63 - 1


def refresh_standings(changed):
    """Bring in step what tells of changed adoptions and replacements, `{kind: {ids}}`; whatever
    else changes that standings depend on, entries of these two tell of it.
    """
    pairs = _described_otherwise(changed.get(Kind.REPLACEMENT, ()))
    adoptions = sorted(changed.get(Kind.ADOPTION, ()))
    for start in range(0, len(adoptions), BATCH):
        ids = adoptions[start : start + BATCH]
        switches = Switch.objects.filter(adoption__in=ids)
        pairs.update(_pairs(switches))
        mend(Switch, _true_switches(Q(pk__in=ids)), ("adoption_id = ANY(%s)", [ids]))
        pairs.update(_pairs(switches))
    _write_alternatives(sorted(pairs))


def rebuild_standings():
    """Bring everything in step, some at a time: between two slices, others have their turn."""
    for ids in _slices(Adoption, ADOPTIONS):
        with transaction.atomic():
            at_leisure()
            which = "adoption_id BETWEEN %s AND %s", ids
            mend(Switch, _true_switches(_of("pk", ids)), which)
    with connection.cursor() as cursor:  # looked up by the ten thousand: their index has to be used
        cursor.execute("ANALYZE catalogue_switch")
    for ids in _slices(Product, PRODUCTS):
        with transaction.atomic():
            at_leisure()
            models = (Switch, Alternative, Replacement)
            pairs = (_pairs(model.objects.filter(_of("product", ids))) for model in models)
            _write_alternatives(sorted(set().union(*pairs)))


def _true_switches(adoptions):
    """What adoptions say, as a statement with its values."""
    switches = (
        Adoption.objects.visible()
        .filter(adoptions, replaces__isnull=False)
        .annotate(product=F("replaces"), is_proof=PROVEN, is_current=CURRENT, rank=RANK)
        .order_by()
        .values_list(
            *("pk", "product", "tool_id", "city_id", "status", "is_proof", "is_current", "rank"),
            *("as_of", "slug"),
        )
    )
    return switches.query.sql_with_params()


def _write_alternatives(pairs):
    for start in range(0, len(pairs), BATCH):
        part = pairs[start : start + BATCH]
        tools = _tools(pk__in={tool for _product, tool in part})
        sent = [
            {"product_id": product, "tool_id": tool, **tools[tool]}
            for product, tool in part
            if tool in tools
        ]
        cited = [address_of(kind, "%s") for kind in (Kind.CITY, Kind.ADOPTION)]
        counted = [COVERAGES, NOT_DESCRIBED, json.dumps(sent), SHOWN, *cited]
        paired = [list(ids) for ids in zip(*part, strict=True)]
        mend(Alternative, (COUNTED, counted), (PAIRED, paired))


def _tools(**which):
    """What of each published tool its standings depend on."""
    tools = Tool.objects.published().filter(**which)
    return {
        tool.pk: {"is_dead": tool.is_dead, "name": fold(tool.name)}
        for tool in tools.only("name", "maintenance", "development_status")
    }


def _described_otherwise(replacements):
    """The pairs of these replacements of which something else is kept than what is true."""
    rows = Replacement.objects.filter(pk__in=replacements, tool__published_at__isnull=False)
    told = (f"tool__{name}" for name in ("name", "maintenance", "development_status"))
    true = set()
    for row in rows.select_related("tool").only("product", "coverage", *told):
        described = row.product_id, row.tool_id, row.pk, COVERAGES.index(row.coverage) + 1
        true.add((*described, row.tool.is_dead, fold(row.tool.name)))
    kept = Alternative.objects.filter(replacement__in=replacements).values_list(
        *("product_id", "tool_id", "replacement_id", "coverage", "is_dead", "name")
    )
    return {row[:2] for row in true.symmetric_difference(kept)}


def _pairs(rows):
    return set(rows.order_by().values_list("product_id", "tool_id").distinct())


def _slices(model, size):
    """`(first, last)` ids of so many things at a time, and of those of which only what was derived
    is left.
    """
    ends = rows_of(EVERY.format(table=model._meta.db_table), [size])
    return [(before + 1, last) for before, last in pairwise([BEFORE, *(n for (n,) in ends), LAST])]


def _of(what, ids):
    first, last = ids
    return Q(**{f"{what}__gte": first, f"{what}__lte": last})
