"""A page of a list: the rows themselves, in the order of their entries, in a fixed number of
queries.
"""

from dataclasses import dataclass

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.models import (
    Adoption,
    CaseStudy,
    Category,
    City,
    Organisation,
    Product,
    Replacement,
    Tool,
)
from catalogue.search.documents import published
from catalogue.search.query import PER_PAGE, ask
from catalogue.search.tallies import totals

#: Nobody turns more pages than lead to this row, and the database would have to count the others.
LAST_SHOWN = 10_000


@dataclass(frozen=True)
class Results:
    """One page of answers. `rows` are the nouns, each with its `entry`; `last` is the number of the
    last page.
    """

    question: object
    found: object
    count: int
    rows: list

    @property
    def last(self):
        return max(1, -(-min(self.count, LAST_SHOWN) // PER_PAGE))

    @property
    def goes_on(self):
        """Whether there are more than the pages show."""
        return self.count > LAST_SHOWN

    @property
    def is_past_the_end(self):
        return self.question.page > self.last


def results(question):
    """Answer a question with the page that it asks for."""
    found = ask(question, start=min((question.page - 1) * PER_PAGE, LAST_SHOWN))
    return Results(question, found, found.count, rows_of(question.kind, found.rows))


def rows_of(kind, entries):
    """The nouns behind entries of one kind, in the same order, with what a card of theirs shows."""
    rows = CARDS[kind]().in_bulk([entry.object_id for entry in entries])
    ordered = []
    for entry in entries:
        if row := rows.get(entry.object_id):
            row.entry = entry
            ordered.append(row)
    return ordered


def tool_cards():
    return Tool.objects.select_related("category").prefetch_related(
        Prefetch(
            "replacements",
            Replacement.objects.filter(product__published_at__isnull=False)
            .select_related("product")
            .order_by("product__name"),
        )
    )


def product_cards():
    return Product.objects.select_related("vendor", "category").prefetch_related(
        published("parts", Product)
    )


def city_cards():
    return City.objects.prefetch_related(
        Prefetch(
            "adoptions",
            Adoption.objects.published().filter(tool__published_at__isnull=False),
            to_attr="seen",
        )
    )


def case_study_cards():
    return CaseStudy.objects.prefetch_related(
        published("cities", City),
        Prefetch("adoptions", Adoption.objects.visible().select_related("tool")),
    )


def organisation_cards():
    return Organisation.objects.prefetch_related(published("tools", Tool))


CARDS = {
    Kind.TOOL: tool_cards,
    Kind.PRODUCT: product_cards,
    Kind.CITY: city_cards,
    Kind.CASE_STUDY: case_study_cards,
    Kind.ORGANISATION: organisation_cards,
    Kind.CATEGORY: lambda: Category.objects.select_related("domain"),
}


def entry_counts():
    """`{kind: number of published things}`: one query."""
    return {kind.value: 0 for kind in Kind} | totals()
