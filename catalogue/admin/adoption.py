"""Cities running tools."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.filters import HIDING, Cited, Visibility
from catalogue.admin.forms import SuggestsSlug
from catalogue.admin.joined import JoinedToRecords
from catalogue.admin.links import link_to
from catalogue.models import Adoption, City, Tool


class AdoptionForm(SuggestsSlug):
    def slug_words(self, given):
        """echirolles-libreoffice"""
        return [getattr(given.get(name), "slug", "") for name in ("city", "tool")]


@admin.register(Adoption)
class AdoptionAdmin(JoinedToRecords, PublishedAdmin):
    form = AdoptionForm
    list_display = [
        *("slug", "visible", "sources", "city", "tool", "status", "as_of", "confidence"),
        *("confirmed_by_city", "started", "ended", "last_changed"),
    ]
    list_filter = [
        *(
            Visibility,
            Cited,
            "status",
            "confidence",
            "confirmed_by_city",
            "city__country",
            "city__kind",
        ),
        ("tool__category__domain", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["city", "tool"]
    search_fields = [
        *(
            "slug",
            "city__name__spoken__unaccent",
            "tool__name__unaccent",
            "tool__aliases__spoken__unaccent",
        ),
        *("replaces__name__unaccent", "provider_name__unaccent"),
    ]
    date_hierarchy = "updated_at"
    fieldsets = [
        (None, {"fields": ["city", "tool", ("status", "as_of"), ("started", "ended"), "note"]}),
        (_("How sure are we?"), {"fields": [("confidence", "confirmed_by_city")]}),
        (_("What it took the place of"), {"fields": ["replaces", "replaces_tools"]}),
        (
            _("How widely, and with whom"),
            {
                "fields": [
                    *("scale", ("workstations", "people", "version"), "roles"),
                    *("provider", "provider_name"),
                ]
            },
        ),
        (_("On the site"), {"fields": ["slug", "published_at", ("entered", "last_changed")]}),
    ]
    autocomplete_fields = ["city", "tool", "replaces", "replaces_tools", "provider"]
    inlines = [CitationInline]

    def not_seen_yet(self, rows):
        """An adoption is seen once its city and its tool are."""
        if number := rows.filter(city__published_at=None).count():
            said = ngettext(
                "%(number)s of them will only be seen once its city is published.",
                "%(number)s of them will only be seen once their cities are published.",
                number,
            )
            yield _with_drafts(said % {"number": number}, City)
        if number := rows.filter(tool__published_at=None).count():
            said = ngettext(
                "%(number)s of them will only be seen once its tool is published.",
                "%(number)s of them will only be seen once their tools are published.",
                number,
            )
            yield _with_drafts(said % {"number": number}, Tool)

    def view_on_site(self, row):
        """The page of its city tells of it."""
        return row.city.get_absolute_url() if row.published_at and row.city.published_at else None


def _with_drafts(sentence, model):
    drafts = link_to(model, "changelist", gettext("See such drafts"), visibility=HIDING)
    return format_html("{} {}", sentence, drafts)
