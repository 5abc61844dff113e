"""Tools: the list, and all that a city asks about one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import (
    Adoption,
    City,
    Organisation,
    Product,
    Replacement,
    SearchEntry,
    Service,
    Tool,
)
from catalogue.search.browse import domains
from catalogue.search.documents import published
from catalogue.search.results import case_study_cards, rows_of
from catalogue.web.addresses import find
from catalogue.web.glance import tool_glance
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.origins import origins_of
from catalogue.web.providers import providers_named
from catalogue.web.twins import record_twins
from catalogue.web.words import plain

SIMILAR = 4


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
    adoptions = list(
        Adoption.objects.visible()
        .filter(tool=tool)
        .select_related("city", "provider")
        .prefetch_related(
            published("replaces", Product),
            published("replaces_tools", Tool),
            "citations__source",
        )
        .order_by_proof()
    )
    services = list(
        Service.objects.filter(tool=tool, organisation__published_at__isnull=False)
        .select_related("organisation")
        .prefetch_related(published("attested_by", City))
    )
    named = providers_named(tool)
    context = {
        "tool": tool,
        "crumbs": trail(
            (_("Tools"), reverse("tool-list")),
            (plain(tool.category.name), tool.category.get_absolute_url()),
            (tool.name, ""),
        ),
        "adoptions": [adoption for adoption in adoptions if adoption.is_current],
        "past": [adoption for adoption in adoptions if adoption.is_over],
        "claims": [adoption for adoption in adoptions if adoption.is_claim],
        "proven": sum(adoption.is_proven for adoption in adoptions),
        "glance": tool_glance(
            tool, [row for row in adoptions if not row.is_claim], services, named
        ),
        "replacements": replacements_of(tool, adoptions),
        "services": services,
        "providers": Organisation.objects.published().filter(adoptions__in=adoptions).distinct(),
        "named": named,
        "parts": tool.parts.published().order_by("name"),
        "derived": tool.derived.published().order_by("name"),
        "studies": case_study_cards().published().filter(adoptions__tool=tool).distinct(),
        "similar": similar(tool),
        "origins": origins_of(tool, *adoptions),
        "twins": record_twins(tool, Kind.TOOL),
    }
    return render(request, "tools/detail.html", context)


def replacements_of(tool, adoptions):
    """`[(replacement, cities in production that left the product, other cities)]`, the best proven
    first.
    """
    rows = []
    replacements = (
        Replacement.objects.filter(tool=tool, product__published_at__isnull=False)
        .select_related("product__vendor")
        .prefetch_related("citations__source")
    )
    for replacement in replacements:
        left = [
            adoption for adoption in adoptions if replacement.product in adoption.replaces.all()
        ]
        proven = [adoption for adoption in left if adoption.is_proven]
        rows.append(
            (replacement, proven, [adoption for adoption in left if not adoption.is_proven])
        )
    return sorted(rows, key=lambda row: (-len(row[1]), -len(row[2]), row[0].product.name.lower()))


def similar(tool):
    """Tools of the same category, the best proven first."""
    if tool.category.is_unsorted:
        return []
    entries = (
        SearchEntry.objects.filter(
            kind=Kind.TOOL, facets__contains=[f"category:{tool.category.slug}"]
        )
        .exclude(object_id=tool.pk)
        .order_by("-proof", "-cities", "sort_fr")[:SIMILAR]
    )
    return rows_of(Kind.TOOL, list(entries))
