"""Free software that cities run."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.columns import count
from catalogue.admin.filters import Cited, HidesAdoptions
from catalogue.admin.joined import JoinedToRecords
from catalogue.admin.links import in_a_row, link_to
from catalogue.admin.organisation import ProvidersInline
from catalogue.admin.replacement import ReplacedProducts
from catalogue.models import Adoption, Tool


@admin.register(Tool)
class ToolAdmin(JoinedToRecords, PublishedAdmin):
    list_display = [
        *("name", "visible", "sources", "adopters", "products", "category", "licence"),
        *("development_status", "last_activity", "last_changed"),
    ]
    list_filter = [
        *(HidesAdoptions, Cited, "development_status", "maintenance", "software_type"),
        ("category__domain", admin.RelatedOnlyFieldListFilter),
        ("licence", admin.AllValuesFieldListFilter),
    ]
    list_select_related = ["category"]
    search_fields = [
        "name__unaccent",
        "aliases__spoken__unaccent",
        "slug",
        "summary__spoken__unaccent",
    ]
    date_hierarchy = "updated_at"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("name", "slug", "aliases", "category", "other_categories"),
                    *("summary", "description", "caution"),
                ]
            },
        ),
        (_("Is it free?"), {"fields": ["licence", "licence_note"]}),
        (
            _("Is it alive?"),
            {
                "fields": [
                    ("development_status", "maintenance"),
                    ("first_release", "first_release_verified"),
                    ("latest_release_version", "latest_release_on", "last_activity"),
                    *("steward", "maintainer"),
                ]
            },
        ),
        (_("Who uses it?"), {"fields": ["cities"]}),
        (
            _("What it is made for"),
            {
                "fields": [
                    ("software_type", "languages"),
                    "localisation_ready",
                    "platforms",
                    "part_of",
                    "based_on",
                ]
            },
        ),
        (
            _("Where to get it, learn it and find help"),
            {
                "fields": [
                    *("website", "repository", "download"),
                    *("documentation", "training", "community"),
                ]
            },
        ),
        (
            _("In other catalogues"),
            {
                "fields": [("wikidata", "sill", "comptoir_du_libre"), "publiccode_url"],
                "classes": ["collapse"],
            },
        ),
        (_("On the site"), {"fields": ["published_at", ("entered", "last_changed")]}),
    ]
    autocomplete_fields = ["category", "other_categories", "part_of", "based_on", "steward"]
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ["cities", "entered", "last_changed"]
    inlines = [ReplacedProducts, ProvidersInline, CitationInline]

    products = count("replacements", _("products replaced"))
    adopters = count("adoptions", _("adoptions"))

    @admin.display(description=_("adoptions"))
    def cities(self, row):
        """Adoptions are written on pages of their own."""
        if not row.pk:
            return None
        return in_a_row(
            link_to(Adoption, "changelist", _("its adoptions"), tool__id__exact=row.pk),
            link_to(Adoption, "add", _("add an adoption"), tool=row.pk),
        )
