"""Rows to records: what the catalogue holds, in the words of the shapes."""

from decimal import Decimal

from django.db.models import Prefetch

from catalogue.exchange.shapes import SHAPES
from catalogue.models import Citation

SHAPE_OF = {shape.noun: shape for shape in SHAPES}
KEY_FIELD = {shape.noun: shape.key[0] for shape in SHAPES if len(shape.key) == 1}


def gather(shape, rows=None):
    """`{key: (row, values)}` of every row of a noun, or of some, in a fixed number of queries."""
    rows = shape.model.objects.all() if rows is None else rows
    rows = rows.select_related(*(name for name, noun in shape.refs)).prefetch_related(
        *(name for name, noun in shape.links),
        *(part.accessor for part in shape.parts),
        *_citations(shape, ""),
        *(path for part in shape.parts for path in _citations(part.shape, f"{part.accessor}__")),
    )
    records = ((row, values_of(row, shape)) for row in rows)
    return {shape.key_of(values): (row, values) for row, values in records}


def values_of(row, shape):
    """One row as plain values: references and links as keys, parts and citations as lists."""
    values = {name: plain(getattr(row, name)) for name in shape.columns}
    for name, noun in shape.refs:
        target = getattr(row, name)
        values[name] = getattr(target, KEY_FIELD[noun]) if target else None
    for name, noun in shape.links:
        values[name] = sorted(
            getattr(target, KEY_FIELD[noun]) for target in getattr(row, name).all()
        )
    for part in shape.parts:
        values[part.name] = [values_of(inner, part.shape) for inner in _in_order_written(row, part)]
    if shape.cites:
        values["cites"] = [_cite(citation) for citation in row.citations.all()]
    return values


def plain(value):
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _cite(citation):
    return {"source": citation.source.slug, **({"note": citation.note} if citation.note else {})}


def _citations(shape, path):
    if not shape.cites:
        return []
    return [Prefetch(f"{path}citations", Citation.objects.select_related("source"))]


def _in_order_written(row, part):
    return sorted(getattr(row, part.accessor).all(), key=lambda inner: inner.pk)
