"""The front door: what do you want to replace?"""

from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from catalogue.choices import Kind, Outcome
from catalogue.models import Adoption, CaseStudy, SearchEntry
from catalogue.models.adoption import PROVEN
from catalogue.search.browse import domains
from catalogue.search.results import case_study_cards, entry_counts, rows_of

MOST_LEFT = 8
LATEST = 3


@require_safe
def root(request):
    """Send the reader to their language."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request):
    counts = entry_counts()
    seen = Adoption.objects.visible().aggregate(
        proven=Count("city", distinct=True, filter=PROVEN),
        countries=Count("city__country", distinct=True, filter=PROVEN),
    )
    most_left = SearchEntry.objects.filter(kind=Kind.PRODUCT).order_by(
        "-proof", "-cities", "sort_fr"
    )[:MOST_LEFT]
    context = {
        "counts": counts,
        "seen": seen,
        "most_left": rows_of(Kind.PRODUCT, list(most_left)),
        "best_known": rows_of(
            Kind.TOOL,
            list(
                SearchEntry.objects.filter(kind=Kind.TOOL).order_by("-proof", "-cities", "sort_fr")[
                    :6
                ]
            ),
        ),
        "studies": case_study_cards().published().order_by("-date", "slug")[:LATEST],
        "went_back": CaseStudy.objects.published().filter(outcome_kind=Outcome.REVERSED).count(),
        "domains": domains(),
    }
    return render(request, "home.html", context)
