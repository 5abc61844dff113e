"""Which values of a record were taken from another catalogue, and under which licence."""

from collections import defaultdict
from itertools import islice

from catalogue.models import ValueOrigin
from catalogue.search.documents.base import AT_A_TIME

#: Columns of tools that their records call otherwise.
CALLED = {"latest_release_on": "latest_release", "latest_release_version": "latest_version"}


def with_origins(rows):
    """Rows as `read` gives them, each with the origins of what it still holds as it was taken. One
    query for as many as are in memory.
    """
    while batch := list(islice(rows, AT_A_TIME)):
        taken = ValueOrigin.objects.held_by(batch)
        for row in batch:
            row.taken = taken[row]
            yield row


def with_plain_origins(noun, rows):
    """The same for a batch of plain rows of a noun."""
    rows = {row.pk: row for row in rows}
    found = ValueOrigin.objects.filter(noun=noun, object_id__in=rows).select_related("catalogue")
    taken = defaultdict(list)
    for origin in sorted(found, key=lambda origin: origin.field):
        if origin.is_held_by(rows[origin.object_id]):
            taken[origin.object_id].append(origin)
    for row in rows.values():
        row.taken = taken[row.pk]
        yield row


def origins_of(row):
    """The origins of a row's values, under the names that these have in its record."""
    return [
        {
            "field": CALLED.get(origin.field, origin.field),
            "catalogue": {
                "slug": origin.catalogue.slug,
                "title": origin.catalogue.title,
                "address": origin.catalogue.home or None,
            },
            "licence": origin.licence or None,
            "as_written": origin.as_written or None,
            "taken_at": origin.taken_at.isoformat(),
        }
        for origin in row.taken
    ]
