"""Case studies: found by their story, their cities and their tools."""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.models import Adoption, CaseStudy, City, Product
from catalogue.search.documents.adoption import adoption_refs
from catalogue.search.documents.base import (
    Document,
    category_words,
    published,
    published_head,
    read,
    refs,
    size_of_city,
    sources_of,
    texts_of,
    with_sources,
)
from catalogue.search.documents.money import money_record, with_money

SECTIONS = (
    "context",
    "motivation",
    "replaced",
    "approach",
    "training",
    "obstacles",
    "outcome",
    "lessons",
    "went_wrong",
)


def documents(ids=None):
    studies = CaseStudy.objects.published().prefetch_related(
        published("cities", City),
        Prefetch(
            "adoptions",
            Adoption.objects.visible()
            .prefetch_related("city", "tool__category__domain", published("replaces", Product))
            .order_by("slug"),
        ),
        with_money(),
        with_sources(),
    )
    for study in read(studies, ids):
        cities, adoptions = list(study.cities.all()), list(study.adoptions.all())
        products = {product for adoption in adoptions for product in adoption.replaces.all()}
        yield Document(
            kind=Kind.CASE_STUDY,
            object_id=study.pk,
            slug=study.slug,
            label=study.title,
            record=record(study, cities, adoptions),
            names=list(dict.fromkeys(study.title.values())),
            weighted={
                "A": texts_of(study.title),
                "B": texts_of(
                    study.summary,
                    *(city.name for city in cities),
                    [adoption.tool.name for adoption in adoptions],
                    [product.name for product in products],
                ),
                "C": texts_of(*(getattr(study, section) for section in SECTIONS)),
            },
            facets={
                f"outcome:{study.outcome_kind}",
                *(f"country:{city.country}" for city in cities),
                *(f"size:{size}" for city in cities if (size := size_of_city(city.population))),
                *(f"tool:{adoption.tool.slug}" for adoption in adoptions),
                *(f"replaces:{product.slug}" for product in products),
                *category_words(*(adoption.tool.category for adoption in adoptions)),
            },
            proof=sum(adoption.is_proven for adoption in adoptions),
            cities=len(cities),
            fresh=study.date,
        )


def record(study, cities, adoptions):
    """A case study as the API answers it."""
    return {
        **published_head(Kind.CASE_STUDY, study, f"case-studies/{study.slug}/"),
        "title": study.title,
        "summary": study.summary,
        "outcome_kind": study.outcome_kind,
        "date": study.date or None,
        "cities": refs(Kind.CITY, cities),
        "adoptions": adoption_refs(adoptions),
        **{section: getattr(study, section) or None for section in SECTIONS},
        "money": [money_record(fact) for fact in study.amounts],
        "sources": sources_of(study),
    }
