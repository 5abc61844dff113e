"""The desk of the editors: lists, searches and forms of every noun. No rule lives here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin import (
    adoption,
    argument,
    case_study,
    category,
    city,
    import_run,
    licence,
    lookups,
    milestone,
    money_fact,
    organisation,
    outside_catalogue,
    outside_record,
    product,
    replacement,
    source,
    token,
    tool,
    vendor,
)

admin.site.site_header = _("Communal – editing")
admin.site.site_title = _("Communal – editing")
admin.site.index_title = _("What do you want to edit?")

__all__ = [
    "adoption",
    "argument",
    "case_study",
    "category",
    "city",
    "import_run",
    "licence",
    "lookups",
    "milestone",
    "money_fact",
    "organisation",
    "outside_catalogue",
    "outside_record",
    "product",
    "replacement",
    "source",
    "token",
    "tool",
    "vendor",
]
