"""Tools: the list, and all that a city asks about one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import (
    Adoption,
    Alternative,
    City,
    Organisation,
    Replacement,
    Service,
    Tool,
)
from catalogue.search import Question
from catalogue.search.adopters import (
    CLAIMS,
    CURRENT,
    OVER,
    counts_of,
    first_of,
    provider_count,
    providers_of,
)
from catalogue.search.browse import domains
from catalogue.search.documents import published
from catalogue.search.firsts import Firsts, first
from catalogue.search.tallies import tallies_of
from catalogue.search.text import fold
from catalogue.web.addresses import find
from catalogue.web.adoptions import all_told
from catalogue.web.cards import first_cards
from catalogue.web.glance import tool_glance
from catalogue.web.links import list_of, trail
from catalogue.web.lists import list_page
from catalogue.web.origins import origins_of
from catalogue.web.providers import providers_named
from catalogue.web.twins import record_twins
from catalogue.web.words import plain

SIMILAR = 4
#: So many are shown; all of them are a list away.
STUDIES = HELPERS = 8
FAMILY = 30
ADOPTERS = {"current": (CURRENT, 30), "past": (OVER, 12), "claims": (CLAIMS, 12)}


@require_safe
def tool_list(request):
    return list_page(request, Kind.TOOL, "tools/list.html", domains=domains)


@require_safe
def tool_detail(request, slug):
    tools = (
        Tool.objects.published()
        .select_related("category")
        .prefetch_related(
            published("steward", Organisation),
            published("part_of", Tool),
            published("based_on", Tool),
            "citations__source",
        )
    )
    tool = find(tools, slug, "tool-detail")
    counts = counts_of(tool)
    adopters = adopters_of(tool, counts)
    services = services_of(tool)
    named = providers_named(tool)
    context = {
        "tool": tool,
        "crumbs": trail(
            (_("Tools"), reverse("tool-list")),
            (plain(tool.category.name), tool.category.get_absolute_url()),
            (tool.name, ""),
        ),
        "counts": counts.only(CURRENT),
        **adopters,
        "city_count": tallies_of(Kind.CITY, {"tool": [tool.slug]}).get(("tool", tool.slug), 0),
        "cities_url": list_of(Kind.CITY, tool=[tool.slug]),
        "past_url": list_of(Kind.CITY, tool=[tool.slug], status=OVER),
        "claims_url": list_of(Kind.CITY, tool=[tool.slug], status=CLAIMS),
        "glance": tool_glance(tool, counts, provider_count(tool), named),
        "replacements": replacements_of(tool),
        "services": services,
        "providers": providers_of(tool, HELPERS),
        "named": Firsts(named[:HELPERS], len(named)),
        "parts": first(tool.parts.published().order_by("name"), FAMILY),
        "derived": first(tool.derived.published().order_by("name"), FAMILY),
        "studies": first_cards(Question(Kind.CASE_STUDY, chosen={"tool": [tool.slug]}), STUDIES),
        "studies_url": list_of(Kind.CASE_STUDY, tool=[tool.slug]),
        "similar": similar(tool),
        "origins": origins_of(tool, *(row for group in adopters.values() for row in group.rows)),
        "twins": record_twins(tool, Kind.TOOL),
    }
    return render(request, "tools/detail.html", context)


def adopters_of(tool, counts):
    """`{group: Firsts}` of the adoptions that run, that are over, and that others claim."""
    ids = first_of(tool, **ADOPTERS)
    rows = (
        Adoption.objects.select_related("city", "provider")
        .prefetch_related(*all_told())
        .in_bulk([pk for group in ids.values() for pk in group])
    )
    return {
        group: Firsts([rows[pk] for pk in ids[group]], counts.of(*statuses))
        for group, (statuses, _most) in ADOPTERS.items()
    }


def services_of(tool):
    """Who serves it, by name."""
    return first(
        Service.objects.filter(tool=tool, organisation__published_at__isnull=False)
        .select_related("organisation")
        .prefetch_related(published("attested_by", City))
        .order_by("organisation__name", "pk"),
        HELPERS,
    )


def replacements_of(tool):
    """`[(replacement, the Alternative that it makes)]` of the products it stands in for, the best
    proven first.
    """
    replacements = Replacement.objects.filter(
        tool=tool, product__published_at__isnull=False
    ).select_related("product")
    of_products = Alternative.objects.filter(tool=tool, product__in=replacements.values("product"))
    made = {row.product_id: row for row in of_products}
    nothing = Alternative(statuses={}, proven=0, adoptions=0, switches="[]")
    rows = [(each, made.get(each.product_id, nothing)) for each in replacements]
    return sorted(
        rows, key=lambda row: (-row[1].proven, -row[1].adoptions, fold(row[0].product.name))
    )


def similar(tool):
    """Tools of the same category, the best proven first."""
    if tool.category.is_unsorted:
        return []
    question = Question(Kind.TOOL, chosen={"category": [tool.category.slug]})
    found = first_cards(question, SIMILAR + 1).rows
    return [card for card in found if card["url"] != tool.get_absolute_url()][:SIMILAR]
