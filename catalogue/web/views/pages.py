"""Pages that speak about the catalogue and the reasons for it."""

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import Adoption, Argument, CaseStudy, Milestone
from catalogue.search.results import entry_counts


@require_safe
def why(request):
    arguments = Argument.objects.published().prefetch_related(
        Prefetch(
            "adoptions", Adoption.objects.visible().select_related("city", "tool").order_by_proof()
        ),
        Prefetch("case_studies", CaseStudy.objects.published()),
        Prefetch("milestones", Milestone.objects.select_related("city")),
        "citations__source",
    )
    return render(request, "pages/why.html", {"arguments": arguments})


@require_safe
def about(request):
    return render(request, "pages/about.html", {"counts": entry_counts()})


@require_safe
def data(request):
    return render(request, "pages/data.html", {"counts": entry_counts()})


@require_safe
def legal(request):
    return render(request, "pages/legal.html", {"publisher": settings.PUBLISHER})


@require_safe
def accessibility(request):
    return render(request, "pages/accessibility.html", {"publisher": settings.PUBLISHER})


@require_safe
def styleguide(request):
    return render(request, "styleguide/index.html", {"robots": "noindex"})
