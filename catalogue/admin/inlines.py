"""Rows that belong to a noun, on the page of that noun."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.contrib.postgres.fields import ArrayField
from django.db import models

from catalogue.admin.fields import BoxesField, TextsField, WordsField
from catalogue.admin.forms import CatalogueForm, KnownSelect
from catalogue.models.fields import LocalisedText, PartialDate
from catalogue.validators import web_address


class MomentInput(forms.DateTimeInput):
    """One box with the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self):
        super().__init__(attrs={"step": 1}, format="%Y-%m-%dT%H:%M:%S")


class CatalogueFields:
    """Form fields and widgets of the catalogue's own kinds of columns; for admins and inlines."""

    form = CatalogueForm

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, LocalisedText):
            kwargs["form_class"] = TextsField
        elif isinstance(db_field, ArrayField) and db_field.base_field.choices:
            kwargs["form_class"] = BoxesField
        elif isinstance(db_field, ArrayField):
            kwargs["form_class"] = WordsField
            kwargs["widget"] = forms.TextInput(attrs={"class": "vLargeTextField"})
        elif isinstance(db_field, PartialDate):
            kwargs["widget"] = forms.TextInput(attrs={"size": 12, "autocomplete": "off"})
        elif isinstance(db_field, models.DateTimeField):
            kwargs["form_class"], kwargs["widget"] = forms.DateTimeField, MomentInput
        elif web_address in db_field.validators:
            kwargs["widget"] = AdminURLFieldWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CatalogueInline(CatalogueFields, admin.StackedInline):
    """Rows that are edited here. `reads` is what their titles need."""

    extra = 0
    reads = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.reads)


class LinksInline(admin.TabularInline):
    """Rows that have a page of their own, and their history there: a list of links to them."""

    apart = True
    extra = 0
    can_delete = False
    show_change_link = True
    reads = ()

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.reads)
