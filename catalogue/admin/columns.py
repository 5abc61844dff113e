"""Columns that count what a row has: how many sources, adoptions, replacements."""

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count(relation, label):
    """The number of rows of `relation`, which the list's own query counts."""

    @admin.display(description=label, ordering=f"number_of_{relation}")
    def number(self, row):
        return getattr(row, f"number_of_{relation}")

    number.relation = relation
    return number


def with_counts(rows, columns):
    """Annotate what `columns` show. Each counts apart, so that none multiplies another."""
    relations = [column.relation for column in columns if hasattr(column, "relation")]
    return rows.annotate(**{f"number_of_{name}": _number(rows.model, name) for name in relations})


def _number(model, relation):
    field = model._meta.get_field(relation)
    back = field.remote_field.name
    counted = (
        field.related_model.objects.filter(**{back: OuterRef("pk")})
        .order_by()
        .values(back)
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
