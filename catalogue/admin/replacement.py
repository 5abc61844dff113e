"""Which tool stands in for which product: a page of its own, and part of both others."""

from django.contrib import admin

from catalogue.admin.base import CitedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.filters import Cited
from catalogue.admin.inlines import CatalogueInline
from catalogue.models import Replacement


@admin.register(Replacement)
class ReplacementAdmin(CitedAdmin):
    list_display = ["product", "tool", "coverage", "sources", "last_changed"]
    list_display_links = ["product", "tool"]
    list_filter = ["coverage", "product__vendor__gafam", Cited]
    list_select_related = ["product", "tool"]
    search_fields = [
        *("product__name__unaccent", "product__aliases__spoken__unaccent"),
        *("tool__name__unaccent", "tool__aliases__spoken__unaccent"),
    ]
    fields = ["product", "tool", "coverage", "caveat", ("entered", "last_changed")]
    autocomplete_fields = ["product", "tool"]
    inlines = [CitationInline]


class ReplacedProducts(CatalogueInline):
    """On a tool: the products that it stands in for. Their sources are on the page of each."""

    model = Replacement
    fields = [("product", "coverage"), "caveat"]
    autocomplete_fields = ["product"]
    show_change_link = True
    reads = ("product", "tool")


class ReplacingTools(CatalogueInline):
    """On a product: the tools that stand in for it. Their sources are on the page of each."""

    model = Replacement
    fields = [("tool", "coverage"), "caveat"]
    autocomplete_fields = ["tool"]
    show_change_link = True
    reads = ("product", "tool")
