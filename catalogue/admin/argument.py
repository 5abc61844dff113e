"""Reasons to choose free software, with their evidence and their caution."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.columns import count
from catalogue.models import Argument


@admin.register(Argument)
class ArgumentAdmin(PublishedAdmin):
    list_display = [
        *(
            "slug",
            "visible",
            "sources",
            "number_of_adoptions",
            "stories",
            "steps",
            "position",
            "last_changed",
        ),
    ]
    search_fields = ["title__spoken__unaccent", "text__spoken__unaccent", "slug"]
    fieldsets = [
        (None, {"fields": ["title", ("slug", "position"), "text", "caution"]}),
        (_("Evidence"), {"fields": ["adoptions", "case_studies", "milestones"]}),
        (_("On the site"), {"fields": ["published_at", ("entered", "last_changed")]}),
    ]
    autocomplete_fields = ["adoptions", "case_studies", "milestones"]
    prepopulated_fields = {"slug": ("title",)}
    inlines = [CitationInline]

    number_of_adoptions = count("adoptions", _("adoptions"))
    stories = count("case_studies", _("case studies"))
    steps = count("milestones", _("milestones"))

    def view_on_site(self, row):
        """All arguments are on one page."""
        return
