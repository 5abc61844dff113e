"""What imports did: every run with its figures, and each record that it tells of."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogue.choices import ImportOutcome, OutsideNoun
from catalogue.models import ImportRun

PER_PAGE = 100
#: The figures that the list shows of each run.
TELLING = ("created", "updated", "waiting", "refused")
NOUNS = dict(OutsideNoun.choices)


class Ended(admin.SimpleListFilter):
    """What failed, apart from what went through."""

    title = _("end")
    parameter_name = "end"

    def lookups(self, request, model_admin):
        return [("failed", _("Failed")), ("done", _("Went through"))]

    def queryset(self, request, queryset):
        if self.value() == "failed":
            return queryset.exclude(failure="")
        if self.value() == "done":
            return queryset.filter(failure="")
        return queryset


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    list_display = ["began_at", "of_and_by", "went_through", "what_came_of_it"]
    list_filter = [Ended, "catalogue"]
    list_select_related = ["catalogue"]
    date_hierarchy = "began_at"
    list_per_page = 50
    empty_value_display = "–"

    class Media:
        css = {"all": ["admin_communal/admin.css", "admin_communal/outside.css"]}

    @admin.display(description=_("catalogue, and by whom"), ordering="catalogue")
    def of_and_by(self, run):
        return format_html("{}<br>{}", run.catalogue, run.by)

    @admin.display(description=_("went through"), boolean=True)
    def went_through(self, run):
        return not run.failure

    @admin.display(description=_("what came of it"))
    def what_came_of_it(self, run):
        """The figures that matter, in one column: four of them leave no room for the others."""
        totals = {each: sum(of.get(each, 0) for of in run.counts.values()) for each in TELLING}
        told = [f"{ImportOutcome(each).label}\xa0{many}" for each, many in totals.items() if many]
        return " · ".join(told) or None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """What happened, happened."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Old runs take room; only who runs the site throws them away."""
        return request.user.is_superuser

    def lookup_allowed(self, lookup, value, request=None):
        return "regex" not in lookup and super().lookup_allowed(lookup, value, request)

    def get_deleted_objects(self, runs, request):
        """Their lines are counted: nobody reads thousands before saying yes."""
        runs = list(runs)
        lines = sum(run.lines.count() for run in runs)
        said = ngettext("%(number)s line", "%(number)s lines", lines) % {"number": lines}
        counted = {capfirst(str(self.opts.verbose_name_plural)): len(runs)}
        return [*map(str, runs), said], counted, set(), []

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of a run: nothing is written there."""
        run = self.get_object(request, unquote(object_id))
        if run is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "GET" or not self.has_view_permission(request, run):
            raise PermissionDenied
        asked = request.GET.get("outcome", "")
        lines = (
            run.lines.filter(outcome=asked) if asked in ImportOutcome.values else run.lines.all()
        )
        page = Paginator(lines, PER_PAGE).get_page(request.GET.get(PAGE_VAR))
        for line in page:
            line.noun_in_words = NOUNS.get(line.noun, line.noun)
        context = {
            **self.admin_site.each_context(request),
            "title": str(run),
            "subtitle": None,
            "run": run,
            "original": run,
            "opts": self.opts,
            "media": self.media,
            "has_delete_permission": self.has_delete_permission(request, run),
            "table": _table(run.counts),
            "lines": page,
            "page_range": list(page.paginator.get_elided_page_range(page.number)),
            "page_var": PAGE_VAR,
            "outcomes": _choices(run, asked),
            "asked": asked if asked in ImportOutcome.values else "",
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/catalogue/import_run.html", context)


def _table(counts):
    """Counts as a table: headings, and `(noun, figures)`; only outcomes that occurred."""
    seen = {outcome for figures in counts.values() for outcome in figures}
    outcomes = [outcome for outcome in ImportOutcome if outcome in seen]
    nouns = [noun for noun in OutsideNoun if noun in counts]
    return {
        "headings": [outcome.label for outcome in outcomes],
        "rows": [
            (
                NOUNS.get(noun, _("The source itself")),
                [counts[noun].get(each, 0) for each in outcomes],
            )
            for noun in dict.fromkeys([*nouns, *counts])
        ],
    }


def _choices(run, asked):
    """The outcomes of which there are lines: `(value, words, number, is it chosen)`."""
    found = dict(run.lines.order_by().values_list("outcome").annotate(number=Count("pk")))
    return [
        (outcome.value, outcome.label, found[outcome], asked == outcome)
        for outcome in ImportOutcome
        if outcome in found
    ]
