"""Amounts that somebody stated."""

from django.contrib import admin

from catalogue.admin.base import CitedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.filters import Cited
from catalogue.admin.forms import SuggestsSlug
from catalogue.models import MoneyFact


class MoneyFactForm(SuggestsSlug):
    def slug_words(self, given):
        """toulouse-2014-saving"""
        return [getattr(given.get("city"), "slug", ""), given.get("year"), given.get("nature")]


@admin.register(MoneyFact)
class MoneyFactAdmin(CitedAdmin):
    form = MoneyFactForm
    list_display = [
        *(
            "slug",
            "city",
            "adoption",
            "amount",
            "currency",
            "year",
            "nature",
            "recurrence",
            "standing",
        ),
        "sources",
    ]
    list_filter = ["nature", "standing", "recurrence", "currency", Cited]
    list_select_related = ["city", "adoption"]
    search_fields = ["slug", "city__name__spoken__unaccent", "covers__spoken__unaccent"]
    fields = [
        *("city", "adoption"),
        *(("amount", "currency", "year"), ("nature", "standing"), ("recurrence", "period")),
        *("covers", "said_by", "slug"),
    ]
    autocomplete_fields = ["city", "adoption"]
    inlines = [CitationInline]
