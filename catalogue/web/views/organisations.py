"""Organisations: who looks after the tools and who helps cities to run them."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, City, Organisation, SearchEntry, Service
from catalogue.search.documents import published
from catalogue.search.firsts import Firsts, first
from catalogue.web.addresses import find
from catalogue.web.bibliography import Bibliography
from catalogue.web.cards import cards_of
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.origins import origins_of
from catalogue.web.providers import tools_named
from catalogue.web.twins import record_twins

#: So many of each are shown.
TOOLS, ROWS = 40, 100


@require_safe
def organisation_list(request):
    return list_page(request, Kind.ORGANISATION, "organisations/list.html")


@require_safe
def organisation_detail(request, slug):
    organisations = Organisation.objects.published().prefetch_related("citations__source")
    organisation = find(organisations, slug, "organisation-detail")
    helped = adoptions_of(organisation)
    adoptions = first(helped.order_by_proof(), ROWS)
    services = services_of(organisation)
    context = {
        "organisation": organisation,
        "twins": record_twins(organisation, Kind.ORGANISATION),
        "crumbs": trail(
            (_("Organisations"), reverse("organisation-list")), (organisation.name, "")
        ),
        "tools": tools_of(organisation),
        "services": first(services, ROWS),
        "named": only_named(organisation, services),
        "adoptions": adoptions,
        "city_count": helped.order_by().aggregate(n=Count("city", distinct=True))["n"],
        "bibliography": Bibliography(organisation),
        "origins": origins_of(organisation, *adoptions.rows),
    }
    return render(request, "organisations/detail.html", context)


def adoptions_of(organisation):
    """Where the sources name it."""
    adoptions = Adoption.objects.visible().filter(provider=organisation)
    return adoptions.select_related("city", "tool").defer("tool__description")


def services_of(organisation):
    return (
        Service.objects.filter(organisation=organisation, tool__published_at__isnull=False)
        .select_related("tool")
        .defer("tool__description")
        .prefetch_related(published("attested_by", City))
        .order_by("tool__name")
    )


def only_named(organisation, services):
    """What only other catalogues say that it serves."""
    named = tools_named(organisation)
    known = set(services.values_list("tool_id", flat=True)) if named else ()
    rows = [(tool, catalogues) for tool, catalogues in named if tool.pk not in known]
    return Firsts(rows[:ROWS], len(rows))


def tools_of(organisation):
    """The cards of the tools that it looks after, the best proven first."""
    stewarded = organisation.tools.published().values("pk")
    entries = SearchEntry.objects.filter(kind=Kind.TOOL, object_id__in=stewarded)
    ids = list(entries.order_by("-proof", "-cities", "sort_fr").values_list("object_id", flat=True))
    return Firsts(cards_of(Kind.TOOL, ids[:TOOLS]), len(ids))
