"""One search over everything, and what is proposed while a reader types."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.search import ask_everything, read_text, suggest
from catalogue.search.browse import domains
from catalogue.web.cards import cards
from catalogue.web.links import link_to
from catalogue.web.twins import search_twins
from catalogue.web.words import plain

EACH = 5


@require_safe
def search(request):
    text = read_text(request.GET)
    answers, corrected = ask_everything(text, each=EACH) if text else ([], "")
    context = {
        "text": text,
        "twins": search_twins(text),
        "corrected": corrected,
        "answers": [
            {"kind": kind, "count": count, "rows": cards(kind, rows)}
            for kind, count, rows in answers
        ],
        "total": sum(count for kind, count, rows in answers),
        "domains": [] if answers else domains(),
        "robots": "noindex, follow",
    }
    return render(request, "search/results.html", context)


@require_safe
def suggestions(request):
    """`{"suggestions": [{label, kind, kind_label, url}]}` for the script of the search box."""
    found = suggest(read_text(request.GET))
    response = JsonResponse(
        {
            "suggestions": [
                {
                    "label": plain(entry.label),
                    "kind": entry.kind,
                    "kind_label": str(Kind(entry.kind).label),
                    "url": link_to(entry.kind, entry.slug),
                }
                for entry in found
            ]
        }
    )
    patch_cache_control(response, public=True, max_age=60)
    return response
