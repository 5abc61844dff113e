"""Pages that speak about the catalogue and the reasons for it."""

from django.conf import settings
from django.db.models import Prefetch, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, Argument, CaseStudy, Milestone, SearchEntry
from catalogue.search import Question
from catalogue.search.tallies import totals
from catalogue.web.bibliography import Bibliography
from catalogue.web.links import trail
from catalogue.web.twins import data_twins, list_twins

#: So many facts of each kind bear a reason out: more would prove no more.
EVIDENCE = 20


@require_safe
def why(request):
    adoptions = Adoption.objects.visible().select_related("city", "tool").order_by_proof()
    milestones = Milestone.objects.filter(city__published_at__isnull=False).select_related("city")
    arguments = Argument.objects.published().prefetch_related(
        Prefetch("adoptions", adoptions[:EVIDENCE], to_attr="seen_adoptions"),
        Prefetch("case_studies", CaseStudy.objects.published()[:EVIDENCE], to_attr="seen_studies"),
        Prefetch("milestones", milestones[:EVIDENCE], to_attr="seen_milestones"),
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
    counts = {kind.value: 0 for kind in Kind} | totals()
    tools = SearchEntry.objects.filter(kind=Kind.TOOL)
    context = {
        "counts": counts,
        "adoption_count": counts[Kind.ADOPTION],
        # A city has one adoption in production at most of each tool.
        "proven_count": tools.aggregate(proven=Sum("proof"))["proven"] or 0,
        "source_count": counts[Kind.SOURCE],
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
