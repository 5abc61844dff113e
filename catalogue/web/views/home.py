"""The front door: what do you want to replace?"""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from catalogue.choices import Kind, Outcome
from catalogue.search import Question
from catalogue.search.browse import domains, seen
from catalogue.search.tallies import tallies_of, totals
from catalogue.web.cards import first_cards

MOST_LEFT = 8
BEST_KNOWN = 6
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
    outcomes = tallies_of(Kind.CASE_STUDY, {"outcome": [Outcome.REVERSED.value]})
    context = {
        "counts": totals(),
        "seen": seen(),
        "most_left": first_cards(Question(Kind.PRODUCT), MOST_LEFT).rows,
        "best_known": first_cards(Question(Kind.TOOL), BEST_KNOWN).rows,
        "studies": first_cards(Question(Kind.CASE_STUDY), LATEST).rows,
        "went_back": outcomes.get(("outcome", Outcome.REVERSED.value), 0),
        "domains": domains(),
    }
    return render(request, "home.html", context)
