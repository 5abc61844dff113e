"""Stewards and providers, and what they do for the cities that run a tool."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.columns import count
from catalogue.admin.filters import Cited, Visibility
from catalogue.admin.inlines import CatalogueInline
from catalogue.admin.joined import JoinedToRecords
from catalogue.models import Organisation, Service


class ServicesInline(CatalogueInline):
    """On an organisation: the tools that it helps with."""

    model = Service
    fields = ["tool", "kinds", "attested_by"]
    autocomplete_fields = ["tool", "attested_by"]
    reads = ("tool", "organisation", "attested_by")


class ProvidersInline(CatalogueInline):
    """On a tool: the organisations that help with it."""

    model = Service
    fields = ["organisation", "kinds", "attested_by"]
    autocomplete_fields = ["organisation", "attested_by"]
    reads = ("tool", "organisation", "attested_by")


@admin.register(Organisation)
class OrganisationAdmin(JoinedToRecords, PublishedAdmin):
    list_display = [
        *(
            "name",
            "visible",
            "sources",
            "tools",
            "number_of_services",
            "kind",
            "country",
            "founded",
        ),
        "last_changed",
    ]
    list_filter = [Visibility, Cited, "kind", "country"]
    search_fields = [
        "name__unaccent",
        "aliases__spoken__unaccent",
        "slug",
        "regions__spoken__unaccent",
    ]
    date_hierarchy = "updated_at"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("name", "slug", "aliases", ("kind", "country", "founded"), "website"),
                    *("summary", "description", "regions"),
                ]
            },
        ),
        (_("On the site"), {"fields": ["published_at", ("entered", "last_changed")]}),
    ]
    prepopulated_fields = {"slug": ("name",)}
    inlines = [ServicesInline, CitationInline]

    tools = count("tools", _("tools"))
    number_of_services = count("services", _("services"))
