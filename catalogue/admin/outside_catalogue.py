"""The other catalogues that this one reads: from where, how often, and how far each is trusted."""

import ipaddress
from datetime import timedelta
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import InStep
from catalogue.admin.forms import CatalogueForm
from catalogue.admin.inlines import CatalogueFields
from catalogue.admin.links import in_a_row, link_to
from catalogue.choices import Standing
from catalogue.exchange import readers
from catalogue.exchange.sources.files import is_address
from catalogue.exchange.sources.http import NotFetched
from catalogue.exchange.sources.http import web_address as address_of_the_web
from catalogue.models import ImportRun, OutsideCatalogue, OutsideRecord
from catalogue.validators import spdx_expression, web_address

WHERE = _(
    "A public address (https://…), or the whole path of a file or a folder on the server (/srv/…). "
    "Empty: each import says it."
)
OFTEN = _(
    "“manage.py harvest”, once a day, reads it when so many days have passed. Empty: only by hand."
)
TRUST = _(
    "Where catalogues disagree, the one with the smaller number is heard. An editor is always "
    "heard first."
)
#: What formats are called whose titles are no names.
TITLES = {
    "adoptions": _("Sheet of adoptions"),
    "mappings": _("Table of replacements"),
    "places": _("Table of places"),
}


class OutsideCatalogueForm(CatalogueForm):
    format = forms.ChoiceField(label=_("Format"), choices=lambda: _formats())  # noqa: PLW0108  it is written below

    class Meta:
        model = OutsideCatalogue
        fields = "__all__"  # those of the page
        help_texts = {
            "slug": _("What the commands call it. It stays for good."),
            "where": WHERE,
            "every_days": OFTEN,
            "trust": TRUST,
            "licence": _("SPDX identifier of the licence of its data, such as ODbL-1.0."),
        }

    def clean_where(self):
        where = self.cleaned_data["where"].strip()
        if is_address(where):
            try:
                address_of_the_web(where)
            except NotFetched as fault:
                raise ValidationError(str(fault)) from fault
            if _is_private(urlsplit(where).hostname):
                raise ValidationError(_("This is in a private network: give a public address."))
        elif where and not where.startswith("/"):
            raise ValidationError(
                _(
                    "This is neither an address (https://…) nor a whole path (/srv/…): "
                    "write one of them."
                )
            )
        return where

    def clean_licence(self):
        return _checked(self, "licence", spdx_expression)

    def clean_home(self):
        return _checked(self, "home", web_address)

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if given.get("every_days") == 0:
            self.add_error("every_days", _("Write 1 or more, or leave it empty."))
        elif given.get("every_days") and not given.get("where") and "where" not in self.errors:
            self.add_error(
                "where", _("Say where it is read from, or leave the number of days empty.")
            )


@admin.register(OutsideCatalogue)
class OutsideCatalogueAdmin(InStep, CatalogueFields, admin.ModelAdmin):
    form = OutsideCatalogueForm
    list_display = [
        *("title", "shown_format", "trust", "licence", "last_read", "due", "waiting"),
        "last_run_went_through",
    ]
    search_fields = ["title__unaccent", "slug", "where"]
    ordering = ["trust", "slug"]
    empty_value_display = "–"
    view_on_site = False
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = [
        (None, {"fields": ["title", "slug", "format", "home", "licence"]}),
        (_("How it is read"), {"fields": ["where", "every_days", "publishes", "by_hand"]}),
        (_("How far it is trusted"), {"fields": ["trust"]}),
        (_("What came of it"), {"fields": [("last_read", "tried"), "due", "its_records"]}),
    ]

    class Media:
        css = {"all": ["admin_communal/admin.css"]}

    def get_readonly_fields(self, request, obj=None):
        """Its records are known by its slug, and written in its format."""
        facts = ["by_hand", "last_read", "tried", "due", "its_records"]
        return [*facts, "slug", "format"] if obj else facts

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_fieldsets(self, request, obj=None):
        """What came of it, once something may have."""
        return self.fieldsets if obj else self.fieldsets[:-1]

    def lookup_allowed(self, lookup, value, request=None):
        return "regex" not in lookup and super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request):
        waiting = (
            OutsideRecord.objects.filter(catalogue=OuterRef("pk"), standing=Standing.WAITING)
            .order_by()
            .values("catalogue")
            .annotate(number=Count("pk"))
            .values("number")
        )
        last = ImportRun.objects.filter(catalogue=OuterRef("pk")).order_by("-began_at", "-pk")
        return (
            super()
            .get_queryset(request)
            .annotate(
                number_waiting=Coalesce(Subquery(waiting, output_field=IntegerField()), 0),
                last_failure=Subquery(last.values("failure")[:1]),
            )
        )

    def save_model(self, request, obj, form, change):
        """A licence that is mended here is that of all that was taken from it."""
        super().save_model(request, obj, form, change)
        if change and "licence" in form.changed_data:
            obj.origins.update(licence=obj.licence)

    def save_related(self, request, form, formsets, change):
        """Of a catalogue, records name nothing but these: all else leaves them as they are."""
        if {"title", "home", "licence"} & set(form.changed_data):
            super().save_related(request, form, formsets, change)
        else:
            super(InStep, self).save_related(request, form, formsets, change)

    def get_deleted_objects(self, catalogues, request):
        """What goes with it is counted: nobody reads thousands before saying yes."""
        catalogues = list(catalogues)
        records = OutsideRecord.objects.filter(catalogue__in=catalogues).count()
        runs = ImportRun.objects.filter(catalogue__in=catalogues).count()
        said = [
            ngettext("%(number)s record", "%(number)s records", records) % {"number": records},
            ngettext("%(number)s import run", "%(number)s import runs", runs) % {"number": runs},
            gettext("What was taken from it stays, and is the editors’ from now on."),
        ]
        counted = {capfirst(str(self.opts.verbose_name_plural)): len(catalogues)}
        return [*map(str, catalogues), said], counted, set(), []

    @admin.display(description=_("format"), ordering="format")
    def shown_format(self, catalogue):
        return dict(_formats()).get(catalogue.format, catalogue.format)

    @admin.display(description=_("last read"), ordering=F("read_at").desc(nulls_last=True))
    def last_read(self, catalogue):
        return _spoken(catalogue.read_at, "DATE_FORMAT")

    @admin.display(description=_("last tried"))
    def tried(self, catalogue):
        return _spoken(catalogue.tried_at, "DATETIME_FORMAT")

    @admin.display(description=_("due"))
    def due(self, catalogue):
        if not catalogue.every_days:
            return _("by hand")
        if not catalogue.read_at:
            return _("at the next harvest")
        moment = catalogue.read_at + timedelta(days=catalogue.every_days)
        if moment <= timezone.now():
            return _("at the next harvest")
        return _spoken(moment, "DATE_FORMAT")

    @admin.display(description=_("waiting"), ordering="number_waiting")
    def waiting(self, catalogue):
        if not catalogue.number_waiting:
            return 0
        query = {"catalogue__id__exact": catalogue.pk, "standing": Standing.WAITING}
        return link_to(OutsideRecord, "changelist", catalogue.number_waiting, **query)

    @admin.display(description=_("last run went through"), boolean=True)
    def last_run_went_through(self, catalogue):
        return None if catalogue.last_failure is None else not catalogue.last_failure

    @admin.display(description=_("to read it now"))
    def by_hand(self, catalogue):
        """Reading takes minutes: that is for a command, not for a page."""
        if not catalogue.pk:
            return _("Once it is saved, this page names the command.")
        if not catalogue.format:
            return _("It is never read here: this copy of another site only names it.")
        words = (
            f"manage.py harvest {catalogue.slug}"
            if catalogue.where
            else f"manage.py import_catalogue {catalogue.format} … --as {catalogue.slug}"
        )
        return format_html("<code>{}</code>", words)

    @admin.display(description=_("its records"))
    def its_records(self, catalogue):
        mine = {"catalogue__id__exact": catalogue.pk}
        return in_a_row(
            link_to(
                OutsideRecord, "changelist", _("those that wait"), **mine, standing=Standing.WAITING
            ),
            link_to(OutsideRecord, "changelist", _("all"), **mine, standing="all"),
            link_to(ImportRun, "changelist", _("its import runs"), **mine),
        )


def _formats():
    """`(name, title)` of each, in the order of their titles."""
    named = [
        (each.name, str(TITLES.get(each.name, each.title))) for each in readers.formats().values()
    ]
    return sorted(named, key=lambda each: each[1].casefold())


def _is_private(host):
    """Whether a host says itself that it is no public one; the importer looks at all others."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _checked(form, name, validator):
    value = form.cleaned_data[name].strip()
    if value:
        validator(value)
    return value


def _spoken(moment, form):
    return moment and formats.date_format(timezone.localtime(moment), form)
