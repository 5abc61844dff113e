"""A thing of ours, found by typing; where no script runs, by its slug."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext

from catalogue.models import Adoption, Replacement, Service

#: A column that points at each kind of thing: what its autocomplete asks.
POINTS_AT = {
    "tool": Adoption._meta.get_field("tool"),
    "city": Adoption._meta.get_field("city"),
    "product": Replacement._meta.get_field("product"),
    "organisation": Service._meta.get_field("organisation"),
}
#: Digits of a number that the database can look for.
LONGEST_NUMBER = 18


class Pick(AutocompleteSelect):
    """An autocomplete that shows again what was sent, if it can have been picked at all. Where no
    script runs, a slug is typed instead.
    """

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '{}<noscript><label>{} <input type="text" name="{}"></label></noscript>',
            super().render(name, value, attrs, renderer),
            gettext("Or its slug, the end of the address of its page:"),
            f"{name}_slug",
        )

    def value_from_datadict(self, data, files, name):
        typed = data.get(f"{name}_slug", "")
        if not typed:
            return super().value_from_datadict(data, files, name)
        row = self.field.remote_field.model.objects.filter(slug=slugify(typed)).first()
        return str(row.pk) if row else typed

    def optgroups(self, name, value, attr=None):
        numbers = [each for each in value if each.isdecimal() and len(each) <= LONGEST_NUMBER]
        return super().optgroups(name, numbers, attr)


def pick(kind, label, **options):
    """A thing of ours, found by typing."""
    column = POINTS_AT[kind]
    return forms.ModelChoiceField(
        column.related_model.objects.all(),
        label=label,
        widget=Pick(column, admin.site),
        **options,
    )
