"""What every noun's admin shares: attributed writes, lists in step, refusals in words."""

from contextlib import contextmanager

from django.contrib import admin, messages
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponseRedirect
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogue.actions.attribution import acting
from catalogue.actions.editing import changed, merge, note, touched
from catalogue.admin.columns import count, with_counts
from catalogue.admin.filters import Cited, Visibility
from catalogue.admin.history import HistoryPage
from catalogue.admin.inlines import CatalogueFields
from catalogue.admin.refusals import refusal_of
from catalogue.errors import Busy
from catalogue.search import one_at_a_time
from catalogue.search.turns import others_at_the_same_row


@contextmanager
def editing(request):
    """All or nothing, attributed to whoever is signed in."""
    with others_at_the_same_row(), transaction.atomic(), acting(request.user):
        one_at_a_time()  # before asking what tells of a row: another editor may be adding to it
        yield


def settle():
    """Ask now what the database asks when a transaction ends, while a refusal can be shown."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class InStep:
    """An admin whose changes are attributed and all or nothing, and that lists and records follow
    at once.
    """

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002  Django's own signature
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def changeform_view(self, request, *args, **kwargs):
        """What the database refuses goes through the form once more, to be shown there."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with editing(request):
                return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, Busy) as error:
            request.refusal = refusal_of(error)
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        form.noted = note(self.model.objects.filter(pk=obj.pk)) if change else {}
        form.told_before, form.belongings = {}, []
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """What belongs to a row and was edited with it is told for itself."""
        edited = [each.instance for each in formset.initial_forms if each.has_changed()]
        form.told_before = merge(form.told_before, touched(edited))
        super().save_formset(request, form, formset, change)
        form.belongings += formset.new_objects
        form.belongings += [row for row, _names in formset.changed_objects]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        settle()
        changed(
            [*self.model.objects.filter(pk=form.instance.pk), *form.belongings],
            before=form.told_before,
            noted=form.noted,
        )

    def delete_view(self, request, *args, **kwargs):
        return self._or_refused(request, super().delete_view, *args, **kwargs)

    def delete_model(self, request, obj):
        before = touched([obj])
        super().delete_model(request, obj)
        settle()
        changed([], before=before)

    def changelist_view(self, request, *args, **kwargs):
        return self._or_refused(request, super().changelist_view, *args, **kwargs)

    def delete_queryset(self, request, queryset):
        before = touched(queryset)
        super().delete_queryset(request, queryset)
        settle()
        changed([], before=before)

    def _or_refused(self, request, view, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            with editing(request):
                return view(request, *args, **kwargs)
        except (IntegrityError, Busy) as error:
            _field, sentence = refusal_of(error)
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class CatalogueAdmin(InStep, HistoryPage, CatalogueFields, admin.ModelAdmin):
    """Lists, searches and forms of a noun."""

    save_on_top = True
    list_per_page = 50
    empty_value_display = "–"
    view_on_site = False
    readonly_fields = ["entered", "last_changed"]

    class Media:
        css = {"all": ["admin_communal/admin.css"]}

    @admin.display(description=_("entered on"))
    def entered(self, row):
        return _spoken(row.created_at) if row.pk else None

    @admin.display(description=_("last changed"), ordering="updated_at")
    def last_changed(self, row):
        return _spoken(row.updated_at) if row.pk else None

    def get_inlines(self, request, obj):
        """What has a page of its own refers to an entry that exists."""
        return [inline for inline in self.inlines if obj or not getattr(inline, "apart", False)]

    def get_queryset(self, request):
        names = self.get_list_display(request)
        return with_counts(
            super().get_queryset(request), [getattr(self, name, None) for name in names]
        )

    def lookup_allowed(self, lookup, value, request=None):
        """No list of ours asks for a pattern, and the database forgives no broken one."""
        return "regex" not in lookup and super().lookup_allowed(lookup, value, request)


def _spoken(moment):
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


class CitedAdmin(CatalogueAdmin):
    """A noun whose facts rest on sources."""

    list_filter = [Cited]
    sources = count("citations", _("sources"))


class PublishedAdmin(CitedAdmin):
    """A noun that visitors see once it is published."""

    actions = ["publish", "withdraw"]
    list_filter = [Visibility, Cited]

    @admin.display(description=_("published"), boolean=True, ordering="published_at")
    def visible(self, row):
        return row.published_at is not None

    def view_on_site(self, row):
        """Nothing to see there before publication."""
        return row.get_absolute_url() if row.published_at else None

    @admin.action(
        description=_("Publish the selected %(verbose_name_plural)s"), permissions=["change"]
    )
    def publish(self, request, queryset):
        chosen = self.model.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        number = self._set_published_at(queryset.filter(published_at=None), timezone.now())
        said = ngettext(
            "%(number)s entry is published.", "%(number)s entries are published.", number
        )
        self.message_user(request, said % {"number": number}, messages.SUCCESS)
        for sentence in self.not_seen_yet(chosen):
            self.message_user(request, sentence, messages.WARNING)

    def not_seen_yet(self, rows):
        """What to say of published rows that visitors do not see yet."""
        return []

    @admin.action(
        description=_("Withdraw the selected %(verbose_name_plural)s from the site"),
        permissions=["change"],
    )
    def withdraw(self, request, queryset):
        number = self._set_published_at(queryset.exclude(published_at=None), None)
        said = ngettext(
            "%(number)s entry is withdrawn.", "%(number)s entries are withdrawn.", number
        )
        self.message_user(request, said % {"number": number}, messages.SUCCESS)

    def _set_published_at(self, queryset, moment):
        rows = self.model.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        before = touched(rows)
        number = rows.update(published_at=moment)
        settle()
        changed(rows.all(), before=before)
        return number
