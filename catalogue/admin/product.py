"""What cities pay for, and the dated facts about it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import CitedAdmin, PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.columns import count
from catalogue.admin.filters import Cited, Visibility
from catalogue.admin.inlines import CatalogueInline
from catalogue.admin.replacement import ReplacingTools
from catalogue.models import Product, ProductFact


class FactInline(CatalogueInline):
    """Prices, ends of support, changes of terms. The sources of each are on its own page."""

    model = ProductFact
    fields = [("kind", "date", "verified"), "text"]
    show_change_link = True


@admin.register(Product)
class ProductAdmin(PublishedAdmin):
    list_display = [
        *("name", "visible", "sources", "alternatives", "vendor", "category", "part_of", "hosting"),
        "last_changed",
    ]
    list_filter = [
        Visibility,
        Cited,
        "vendor__gafam",
        "hosting",
        ("category__domain", admin.RelatedOnlyFieldListFilter),
        ("vendor", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["vendor", "category", "part_of"]
    search_fields = [
        "name__unaccent",
        "aliases__spoken__unaccent",
        "slug",
        "vendor__name__unaccent",
    ]
    date_hierarchy = "updated_at"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "slug",
                    "aliases",
                    "vendor",
                    "category",
                    ("part_of", "hosting"),
                    "summary",
                ]
            },
        ),
        (_("On the site"), {"fields": ["published_at", ("entered", "last_changed")]}),
    ]
    autocomplete_fields = ["vendor", "category", "part_of"]
    prepopulated_fields = {"slug": ("name",)}
    inlines = [ReplacingTools, FactInline, CitationInline]

    alternatives = count("replacements", _("alternatives"))


@admin.register(ProductFact)
class ProductFactAdmin(CitedAdmin):
    """Reached from its product."""

    fields = ["product", ("kind", "date", "verified"), "text"]
    autocomplete_fields = ["product"]
    inlines = [CitationInline]

    def has_module_permission(self, request):
        return False
