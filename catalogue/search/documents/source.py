"""Sources: the documents that facts rest on."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import (
    Adoption,
    Argument,
    CaseStudy,
    Citation,
    City,
    CityLabel,
    Milestone,
    MoneyFact,
    Organisation,
    Product,
    ProductFact,
    Replacement,
    Source,
    Tool,
)
from catalogue.search.documents.base import Document, head, read, texts_of


def documents(ids=None):
    """Sources are no drafts of their own: what nothing published cites shows nowhere."""
    shown = Citation.objects.filter(_belongs_to_what_is_shown(), source=OuterRef("pk"))
    for source in read(Source.objects.filter(Exists(shown)), ids):
        yield Document(
            kind=Kind.SOURCE,
            object_id=source.pk,
            slug=source.slug,
            label=dict.fromkeys(LANGUAGES, source.title),
            record={
                **head(Kind.SOURCE, source.slug, ""),
                "title": source.title,
                "publisher": source.publisher or None,
                "address": source.url or None,
                "date": source.date or None,
                "kind": source.kind,
                "lang": source.lang or None,
            },
            weighted={"A": texts_of(source.title), "B": texts_of(source.publisher)},
            facets={f"kind:{source.kind}", *([f"lang:{source.lang}"] if source.lang else [])},
            fresh=source.date,
        )


def _belongs_to_what_is_shown():
    """Looked up fact by fact: joined, so many tables would lead a planner astray."""
    of_a_city = {"city__published_at__isnull": False}
    shown = {
        "tool": Tool.objects.published(),
        "product": Product.objects.published(),
        "product_fact": ProductFact.objects.filter(product__published_at__isnull=False),
        "replacement": Replacement.objects.filter(
            tool__published_at__isnull=False, product__published_at__isnull=False
        ),
        "city": City.objects.published(),
        "city_label": CityLabel.objects.filter(**of_a_city),
        "milestone": Milestone.objects.filter(**of_a_city),
        "money_fact": MoneyFact.objects.filter(**of_a_city),
        "adoption": Adoption.objects.visible(),
        "case_study": CaseStudy.objects.published(),
        "organisation": Organisation.objects.published(),
        "argument": Argument.objects.published(),
    }
    return reduce(
        or_, (Q(Exists(facts.filter(pk=OuterRef(noun)))) for noun, facts in shown.items())
    )
