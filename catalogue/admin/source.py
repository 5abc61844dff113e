"""Documents that state facts."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import CatalogueAdmin
from catalogue.admin.columns import count
from catalogue.models import Source


@admin.register(Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ["title", "publisher", "kind", "date", "lang", "facts", "last_changed"]
    list_filter = ["kind", "lang"]
    search_fields = ["title__unaccent", "publisher__unaccent", "slug", "url"]
    date_hierarchy = "updated_at"
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "date", "lang"), "publisher", "url"]}),
        (_("In the catalogue"), {"fields": [("entered", "last_changed")]}),
    ]
    prepopulated_fields = {"slug": ("title",)}

    facts = count("citations", _("facts that rest on it"))
