"""Dated steps of a city that are not the adoption of a named tool."""

from django.contrib import admin

from catalogue.admin.base import CitedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.filters import Cited
from catalogue.admin.forms import SuggestsSlug
from catalogue.models import Milestone


class MilestoneForm(SuggestsSlug):
    def slug_words(self, given):
        """tirana-2018-05-decision"""
        return [getattr(given.get("city"), "slug", ""), given.get("on"), given.get("kind")]


@admin.register(Milestone)
class MilestoneAdmin(CitedAdmin):
    form = MilestoneForm
    list_display = ["slug", "city", "on", "kind", "sources"]
    list_filter = ["kind", "city__country", Cited]
    list_select_related = ["city"]
    search_fields = ["title__spoken__unaccent", "slug", "city__name__spoken__unaccent"]
    fields = ["city", ("on", "kind"), "title", "text", "slug"]
    autocomplete_fields = ["city"]
    inlines = [CitationInline]
