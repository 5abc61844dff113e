"""Organisations: who looks after the tools and who helps cities to run them."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, City, Organisation, SearchEntry, Service
from catalogue.search.documents import published
from catalogue.search.results import rows_of
from catalogue.web.addresses import find
from catalogue.web.bibliography import Bibliography
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.origins import origins_of
from catalogue.web.providers import tools_named
from catalogue.web.twins import record_twins


@require_safe
def organisation_list(request):
    return list_page(request, Kind.ORGANISATION, "organisations/list.html")


@require_safe
def organisation_detail(request, slug):
    services = (
        Service.objects.filter(tool__published_at__isnull=False)
        .select_related("tool")
        .prefetch_related(published("attested_by", City))
        .order_by("tool__name")
    )
    organisations = Organisation.objects.published().prefetch_related(
        Prefetch("services", services),
        "citations__source",
    )
    organisation = find(organisations, slug, "organisation-detail")
    adoptions = list(
        Adoption.objects.visible()
        .filter(provider=organisation)
        .select_related("city", "tool")
        .order_by_proof()
    )
    context = {
        "organisation": organisation,
        "twins": record_twins(organisation, Kind.ORGANISATION),
        "crumbs": trail(
            (_("Organisations"), reverse("organisation-list")), (organisation.name, "")
        ),
        "tools": tools_of(organisation),
        "services": organisation.services.all(),
        "named": _not_among(organisation.services.all(), tools_named(organisation)),
        "adoptions": adoptions,
        "bibliography": Bibliography(organisation),
        "origins": origins_of(organisation, *adoptions),
    }
    return render(request, "organisations/detail.html", context)


def _not_among(services, named):
    """What only other catalogues say."""
    known = {service.tool_id for service in services}
    return [(tool, catalogues) for tool, catalogues in named if tool.pk not in known]


def tools_of(organisation):
    """The tools that it looks after, the best proven first."""
    stewarded = organisation.tools.published().values("pk")
    entries = SearchEntry.objects.filter(kind=Kind.TOOL, object_id__in=stewarded)
    return rows_of(Kind.TOOL, list(entries.order_by("-proof", "-cities", "sort_fr")))
