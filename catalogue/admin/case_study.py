"""Stories of adoptions for people who decide."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import PublishedAdmin
from catalogue.admin.citation import CitationInline
from catalogue.admin.columns import count
from catalogue.admin.filters import Cited, Visibility
from catalogue.models import CaseStudy


@admin.register(CaseStudy)
class CaseStudyAdmin(PublishedAdmin):
    list_display = [
        *(
            "__str__",
            "visible",
            "sources",
            "number_of_adoptions",
            "amounts",
            "outcome_kind",
            "date",
        ),
        "last_changed",
    ]
    list_filter = [Visibility, Cited, "outcome_kind", "cities__country"]
    search_fields = [
        *("title__spoken__unaccent", "slug", "cities__name__spoken__unaccent"),
        "adoptions__tool__name__unaccent",
    ]
    date_hierarchy = "updated_at"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("title", "slug", "summary", ("outcome_kind", "date")),
                    *("cities", "adoptions", "money"),
                ]
            },
        ),
        (_("Why"), {"fields": ["context", "motivation", "replaced"]}),
        (_("How"), {"fields": ["approach", "training", "obstacles"]}),
        (_("What came of it"), {"fields": ["outcome", "went_wrong", "lessons"]}),
        (_("On the site"), {"fields": ["published_at", ("entered", "last_changed")]}),
    ]
    autocomplete_fields = ["cities", "adoptions", "money"]
    prepopulated_fields = {"slug": ("title",)}
    inlines = [CitationInline]

    number_of_adoptions = count("adoptions", _("adoptions"))
    amounts = count("money", _("money facts"))
