"""Which values of a record were taken from another catalogue, and under which licence."""

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
