"""Makers of products."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import CatalogueAdmin
from catalogue.admin.columns import count
from catalogue.models import Vendor


@admin.register(Vendor)
class VendorAdmin(CatalogueAdmin):
    list_display = ["name", "country", "gafam", "number_of_products", "last_changed"]
    list_filter = ["gafam", "country"]
    search_fields = ["name__unaccent", "slug"]
    fieldsets = [
        (None, {"fields": ["name", "slug", ("country", "gafam")]}),
        (_("In the catalogue"), {"fields": [("entered", "last_changed")]}),
    ]
    prepopulated_fields = {"slug": ("name",)}

    number_of_products = count("products", _("products"))
