"""The way in for those who know the need, not the name: domains, their categories and how many
tools each holds.
"""

from catalogue.choices import Kind
from catalogue.models import Category, SearchEntry


def domains():
    """`[(domain, number of tools, [(category, number of tools)])]`, empty ones left out. Two
    queries.
    """
    held = dict(SearchEntry.objects.filter(kind=Kind.CATEGORY).values_list("object_id", "proof"))
    categories = list(Category.objects.order_by("position", "slug"))
    return [
        (
            domain,
            held[domain.pk],
            [
                (row, held[row.pk])
                for row in categories
                if row.domain_id == domain.pk and row.pk in held
            ],
        )
        for domain in categories
        if domain.domain_id is None and domain.pk in held
    ]
