"""Local public bodies, with their labels, their adoptions and their milestones."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import CitedAdmin, PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.columns import count
from catalogue.admin.filters import Cited, HidesAdoptions
from catalogue.admin.inlines import CatalogueInline, LinksInline
from catalogue.admin.joined import JoinedToRecords
from catalogue.admin.links import in_a_row, link_to
from catalogue.models import Adoption, City, CityLabel, Milestone, MoneyFact


class LabelInline(CatalogueInline):
    """The labels of a city. The sources of each are on its own page."""

    model = CityLabel
    fields = [("label", "level", "year")]
    show_change_link = True


class AdoptionsInline(LinksInline):
    model = Adoption
    fields = readonly_fields = [
        "tool",
        "status",
        "as_of",
        "started",
        "ended",
        "confidence",
        "published_at",
    ]
    reads = ("tool",)


class MilestonesInline(LinksInline):
    model = Milestone
    fields = readonly_fields = ["on", "kind"]


@admin.register(City)
class CityAdmin(JoinedToRecords, PublishedAdmin):
    list_display = [
        *(
            "__str__",
            "visible",
            "sources",
            "number_of_adoptions",
            "kind",
            "country",
            "region",
            "population",
        ),
        "last_changed",
    ]
    list_filter = [HidesAdoptions, Cited, "kind", "country", "labels__label"]
    search_fields = [
        *("name__spoken__unaccent", "slug", "region__unaccent", "department__unaccent"),
        *("insee", "siren", "istat", "wikidata"),
    ]
    date_hierarchy = "updated_at"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("name", "slug", ("kind", "country"), ("region", "department")),
                    *("summary", "website"),
                ]
            },
        ),
        (
            _("Size and place"),
            {
                "fields": [
                    ("population", "population_year"),
                    "population_note",
                    ("latitude", "longitude"),
                ]
            },
        ),
        (
            _("Official numbers"),
            {"fields": [("insee", "siren", "istat"), ("geonames", "wikidata")]},
        ),
        (_("On the site"), {"fields": ["published_at", ("entered", "last_changed")]}),
        (_("What this city did"), {"fields": ["add_more"]}),
    ]
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ["add_more", "entered", "last_changed"]
    inlines = [AdoptionsInline, MilestonesInline, LabelInline, CitationInline]

    number_of_adoptions = count("adoptions", _("adoptions"))

    @admin.display(description=_("add"))
    def add_more(self, row):
        """Adoptions, milestones and amounts are written on pages of their own."""
        if not row.pk:
            return None
        return in_a_row(
            link_to(Adoption, "add", _("an adoption"), city=row.pk),
            link_to(Milestone, "add", _("a milestone"), city=row.pk),
            link_to(MoneyFact, "add", _("an amount"), city=row.pk),
        )


@admin.register(CityLabel)
class CityLabelAdmin(CitedAdmin):
    """Reached from its city."""

    fields = ["city", ("label", "level", "year")]
    autocomplete_fields = ["city"]
    inlines = [CitationInline]

    def has_module_permission(self, request):
        return False
