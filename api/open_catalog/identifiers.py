"""The UUIDs by which clients of the Open Catalog API know our things.

Made from the first slug that a thing ever had: they survive its renaming, a move to another
database and a copy of the catalogue. Digests in the dress of version 4, the only one that the
contract takes.
"""

import hashlib
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat

from catalogue.models import FormerSlug

#: Version and variant overwrite some bits after these.
TRUE_TO_DIGEST = 12


def identifier(noun, slug):
    """The UUID of what was first called `slug`."""
    digest = hashlib.md5(f"{noun}/{slug}".encode(), usedforsecurity=False).digest()
    return str(UUID(bytes=digest, version=4))


def with_first_slug(rows):
    """Each row with `first_slug`, the one that it entered the catalogue under."""
    left = FormerSlug.objects.filter(kind=_kind(rows), object_id=OuterRef("pk"))
    return rows.annotate(
        first_slug=Coalesce(Subquery(left.order_by("left_at", "pk").values("slug")[:1]), F("slug"))
    )


def find(rows, noun, key):
    """The row of `rows` with this identifier, or None."""
    start = key.replace("-", "")[:TRUE_TO_DIGEST]

    def alike(named):
        slug = Cast("slug", CharField())
        return named.alias(digest=MD5(Concat(Value(f"{noun}/"), slug))).filter(
            digest__startswith=start
        )

    now = alike(rows.model.objects.all()).values_list("pk", flat=True)
    once = alike(FormerSlug.objects.filter(kind=_kind(rows))).values_list("object_id", flat=True)
    found = with_first_slug(rows.filter(pk__in={*now, *once}))
    return next((row for row in found if identifier(noun, row.first_slug) == key), None)


def _kind(rows):
    return rows.model._meta.db_table
