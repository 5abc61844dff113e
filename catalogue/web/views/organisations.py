"""Organisations: who looks after the tools and who helps cities to run them."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, Organisation, Service, Tool
from catalogue.web.addresses import find
from catalogue.web.lists import list_page


@require_safe
def organisation_list(request):
    return list_page(request, Kind.ORGANISATION, "organisations/list.html")


@require_safe
def organisation_detail(request, slug):
    organisations = Organisation.objects.published().prefetch_related(
        Prefetch("tools", Tool.objects.published().order_by("name")),
        Prefetch(
            "services",
            Service.objects.filter(tool__published_at__isnull=False).select_related(
                "tool", "attested_by"
            ),
        ),
        "citations__source",
    )
    organisation = find(organisations, slug, "organisation-detail")
    context = {
        "organisation": organisation,
        "adoptions": Adoption.objects.visible()
        .filter(provider=organisation)
        .select_related("city", "tool")
        .order_by_proof(),
    }
    return render(request, "organisations/detail.html", context)
