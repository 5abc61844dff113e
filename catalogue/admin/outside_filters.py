"""How the review list is narrowed: to what waits, to what vanished, to what differs from ours."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Standing


class StandingFilter(admin.SimpleListFilter):
    """What waits, unless something else is asked for."""

    title = _("where it stands")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [*Standing.choices, ("all", _("All"))]

    def value(self):
        return super().value() or Standing.WAITING.value

    def choices(self, changelist):
        for value, words in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": words,
            }

    def queryset(self, request, queryset):
        if self.value() in Standing.values:
            return queryset.filter(standing=self.value())
        return queryset


class Vanished(admin.SimpleListFilter):
    """What its catalogue no longer holds."""

    title = _("vanished there")
    parameter_name = "vanished"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        if self.value() in {"yes", "no"}:
            return queryset.filter(vanished_at__isnull=self.value() == "no")
        return queryset


class Differs(admin.SimpleListFilter):
    """Where ours said something else when it was last read."""

    title = _("differs from ours")
    parameter_name = "differs"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.exclude(differs=[])
        if self.value() == "no":
            return queryset.filter(differs=[])
        return queryset
