"""Pages that speak about the catalogue and the reasons for it."""

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, Argument, CaseStudy, Milestone, Source
from catalogue.search import Question
from catalogue.search.results import entry_counts
from catalogue.web.bibliography import Bibliography
from catalogue.web.links import trail
from catalogue.web.twins import data_twins, list_twins


@require_safe
def why(request):
    cited = Milestone.objects.filter(city__published_at__isnull=False).select_related("city")
    arguments = Argument.objects.published().prefetch_related(
        Prefetch(
            "adoptions", Adoption.objects.visible().select_related("city", "tool").order_by_proof()
        ),
        Prefetch("case_studies", CaseStudy.objects.published()),
        Prefetch("milestones", cited),
        "citations__source",
    )
    context = {
        "arguments": arguments,
        "twins": list_twins(Question(Kind.ARGUMENT)),
        "bibliography": Bibliography(*arguments),
        "crumbs": trail((_("Why free software"), "")),
    }
    return render(request, "pages/why.html", context)


@require_safe
def about(request):
    adoptions = Adoption.objects.visible()
    context = {
        "counts": entry_counts(),
        "adoption_count": adoptions.count(),
        "proven_count": adoptions.proven().count(),
        "source_count": Source.objects.filter(citations__isnull=False).distinct().count(),
        "publisher": settings.PUBLISHER,
        "crumbs": trail((_("About Communal"), "")),
    }
    return render(request, "pages/about.html", context)


@require_safe
def data(request):
    context = {
        "today": timezone.localdate().isoformat(),
        "twins": data_twins(),
        "crumbs": trail((_("The data"), "")),
    }
    return render(request, "pages/data.html", context)


@require_safe
def legal(request):
    context = {"publisher": settings.PUBLISHER, "crumbs": trail((_("Legal notice"), ""))}
    return render(request, "pages/legal.html", context)


@require_safe
def accessibility(request):
    context = {"publisher": settings.PUBLISHER, "crumbs": trail((_("Accessibility"), ""))}
    return render(request, "pages/accessibility.html", context)


@require_safe
def styleguide(request):
    return render(request, "styleguide/index.html", {"robots": "noindex"})
