"""Free-software licences."""

from django.contrib import admin

from catalogue.admin.base import CatalogueAdmin
from catalogue.models import Licence


@admin.register(Licence)
class LicenceAdmin(CatalogueAdmin):
    list_display = ["spdx", "name", "family", "osi", "fsf"]
    list_filter = ["family", "osi", "fsf"]
    search_fields = ["spdx", "name__unaccent"]
    fields = ["spdx", "name", "family", "osi", "fsf"]

    def get_readonly_fields(self, request, obj=None):
        """The identifier is what tools refer to."""
        return ["spdx"] if obj else []
