"""Filters that editors need on most lists: drafts, and facts without a source."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from catalogue.models import Adoption, Citation

#: Drafts that hide what is published.
HIDING = "hiding"


class Visibility(admin.SimpleListFilter):
    """Drafts apart from what visitors see."""

    title = _("visibility")
    parameter_name = "visibility"

    def lookups(self, request, model_admin):
        return [("published", _("Published")), ("draft", _("Draft"))]

    def queryset(self, request, queryset):
        if self.value() in ("published", "draft"):
            return queryset.filter(published_at__isnull=self.value() == "draft")
        return queryset


class HidesAdoptions(Visibility):
    """Among the drafts, those without which visitors do not see an adoption that is published."""

    def lookups(self, request, model_admin):
        hiding = (HIDING, _("Draft, which hides published adoptions"))
        return [*super().lookups(request, model_admin), hiding]

    def queryset(self, request, queryset):
        if self.value() == HIDING:
            shown = Adoption.objects.filter(published_at__isnull=False)
            owner = queryset.model._meta.get_field("adoptions").field.name
            return queryset.filter(published_at=None, pk__in=shown.values(owner))
        return super().queryset(request, queryset)


class Cited(admin.SimpleListFilter):
    """What rests on a source, and what does not yet."""

    title = _("sources")
    parameter_name = "cited"

    def lookups(self, request, model_admin):
        return [("yes", _("With a source")), ("no", _("Without a source"))]

    def queryset(self, request, queryset):
        owner = queryset.model._meta.get_field("citations").field.name
        citations = Exists(Citation.objects.filter(**{owner: OuterRef("pk")}))
        if self.value() == "yes":
            return queryset.filter(citations)
        if self.value() == "no":
            return queryset.filter(~citations)
        return queryset
