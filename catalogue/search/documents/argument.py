"""Arguments: reasons to choose free software, with their evidence."""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.models import Adoption, Argument, CaseStudy, Milestone
from catalogue.search.documents.adoption import adoption_refs
from catalogue.search.documents.base import (
    Document,
    address_of,
    published_head,
    read,
    ref,
    sources_of,
    texts_of,
    with_sources,
)


def documents(ids=None):
    arguments = Argument.objects.published().prefetch_related(
        Prefetch(
            "adoptions",
            Adoption.objects.visible().prefetch_related("city", "tool").order_by("slug"),
        ),
        Prefetch("case_studies", CaseStudy.objects.published().order_by("slug")),
        Prefetch(
            "milestones",
            Milestone.objects.filter(city__published_at__isnull=False).select_related("city"),
        ),
        with_sources(),
    )
    for argument in read(arguments, ids):
        yield Document(
            kind=Kind.ARGUMENT,
            object_id=argument.pk,
            slug=argument.slug,
            label=argument.title,
            record={
                **published_head(Kind.ARGUMENT, argument, f"why/#{argument.slug}"),
                "title": argument.title,
                "text": argument.text,
                "caution": argument.caution,
                "position": argument.position,
                "adoptions": adoption_refs(argument.adoptions.all()),
                "case_studies": [
                    ref(Kind.CASE_STUDY, study, study.title)
                    for study in argument.case_studies.all()
                ],
                "milestones": [
                    {
                        "slug": row.slug,
                        "name": row.title,
                        "url": address_of(Kind.CITY, row.city.slug),
                    }
                    for row in argument.milestones.all()
                ],
                "sources": sources_of(argument),
            },
            weighted={
                "A": texts_of(argument.title),
                "B": texts_of(argument.text),
                "C": texts_of(argument.caution),
            },
            size=argument.position,
        )
