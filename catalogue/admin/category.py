"""What tools do: domains and the categories that lie in them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import CatalogueAdmin
from catalogue.admin.columns import count
from catalogue.admin.inlines import LinksInline
from catalogue.models import Category


class CategoriesInline(LinksInline):
    model = Category
    verbose_name_plural = _("categories of this domain")
    fields = readonly_fields = ["slug", "publiccode", "position"]


@admin.register(Category)
class CategoryAdmin(CatalogueAdmin):
    list_display = [
        "__str__",
        "domain",
        "publiccode",
        "number_of_tools",
        "number_of_products",
        "position",
    ]
    list_filter = [("domain", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["domain"]
    search_fields = ["name__spoken__unaccent", "keywords__spoken__unaccent", "slug"]
    fieldsets = [
        (None, {"fields": ["name", "slug", ("domain", "position")]}),
        (_("What it is"), {"fields": ["summary", "keywords", "publiccode"]}),
        (_("In the catalogue"), {"fields": [("entered", "last_changed")]}),
    ]
    autocomplete_fields = ["domain"]
    prepopulated_fields = {"slug": ("name",)}
    inlines = [CategoriesInline]

    number_of_tools = count("main_tools", _("tools"))
    number_of_products = count("products", _("products"))

    def view_on_site(self, row):
        return row.get_absolute_url()

    def get_inlines(self, request, obj):
        """Only a domain holds categories."""
        return [] if obj and obj.domain_id else super().get_inlines(request, obj)
