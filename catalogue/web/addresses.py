"""From a slug in an address to the thing: an old slug redirects, a deleted thing is gone."""

from django.http import Http404
from django.urls import reverse

from catalogue.models import FormerSlug


class Moved(Exception):
    """The thing has another address now; `to` is None when it was deleted."""

    def __init__(self, to):
        super().__init__(to)
        self.to = to


def find(rows, slug, view):
    """The row with this slug. Raises Moved for a former slug and Http404 for a stranger."""
    row = rows.filter(slug=slug).first()
    if row is not None:
        return row
    former = FormerSlug.objects.filter(kind=rows.model._meta.db_table, slug=slug).first()
    if former is None:
        raise Http404
    row = rows.filter(pk=former.object_id).first()
    if row is None and rows.model.objects.filter(pk=former.object_id).exists():
        raise Http404
    raise Moved(reverse(view, args=[row.slug]) if row else None)
