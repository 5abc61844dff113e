"""Amounts that somebody stated, as records show them."""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.models import MoneyFact
from catalogue.search.documents.base import ref, seen, sources_of, with_sources


def with_money():
    """What was stated of cities that visitors may see, as `amounts` of a city or a case study."""
    rows = MoneyFact.objects.filter(city__published_at__isnull=False)
    return Prefetch(
        "money",
        rows.select_related("city", "adoption__city", "adoption__tool").prefetch_related(
            with_sources()
        ),
        to_attr="amounts",
    )


def money_record(fact):
    """A money fact inside the record of a city or a case study. The amount is a decimal string."""
    return {
        "slug": fact.slug,
        "city": ref(Kind.CITY, fact.city),
        "adoption": _visible(fact.adoption),
        "amount": str(fact.amount),
        "currency": fact.currency,
        "year": fact.year,
        "nature": fact.nature,
        "recurrence": fact.recurrence,
        "period": fact.period or None,
        "standing": fact.standing,
        "covers": fact.covers,
        "said_by": fact.said_by or None,
        "sources": sources_of(fact),
    }


def _visible(adoption):
    """The slug of an adoption that visitors may see."""
    if seen(adoption) and seen(adoption.city) and seen(adoption.tool):
        return adoption.slug
    return None
