"""The form of every noun: what an editor left alone stays to the letter."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify

from catalogue.admin.refusals import SENTENCES
from catalogue.models import FormerSlug


class KnownSelect(AutocompleteSelect):
    """An autocomplete that shows what was already read instead of asking for it again."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [
            self.create_option(name, self.known.pk, str(self.known), {str(self.known.pk)}, 0)
        ]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class CatalogueForm(forms.ModelForm):
    """`refusal`: the field (or None) and the sentence of what the database refused just now."""

    refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect):
                column = self.instance._meta.get_field(name)
                widget.known = column.get_cached_value(self.instance, default=None)

    def clean(self):
        """A browser sends lines, seconds and lists in ways of its own: none of it is a change."""
        super().clean()
        if self.instance.pk is not None:
            for column in self.instance._meta.concrete_fields:
                if column.name in self.cleaned_data and self._left_alone(column):
                    self.cleaned_data[column.name] = getattr(self.instance, column.name)
        if self.refusal:
            self._refuse(*self.refusal)

    def _left_alone(self, column):
        return not column.is_relation and column.name not in self.changed_data

    def _refuse(self, field, sentence):
        self.add_error(field if field in self.fields else None, sentence)

    def _update_errors(self, errors):
        """Say what a broken rule asks for, at its field; Django would only name the rule."""
        refusals = {
            rule.get_violation_error_message(): SENTENCES[rule.name]
            for rule in self._meta.model._meta.constraints
            if rule.name in SENTENCES
        }
        found = errors.update_error_dict({})
        kept = []
        for error in found.pop(NON_FIELD_ERRORS, []):
            refusal = refusals.get("".join(error.messages))
            if refusal:
                self._refuse(*refusal)
            else:
                kept.append(error)
        if kept:
            found[NON_FIELD_ERRORS] = kept
        super()._update_errors(ValidationError(found))


class SuggestsSlug(CatalogueForm):
    """Left empty, the slug is made of `slug_words`, and of a number where that is taken."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = bool(self.instance.pk)

    def slug_words(self, given):
        """The words of the slug, from cleaned data."""
        raise NotImplementedError

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("slug") and "slug" not in self.errors and not self.instance.pk:
            words = [slugify(str(word)) for word in self.slug_words(self.cleaned_data) if word]
            if any(words):
                self.cleaned_data["slug"] = free_slug(
                    self._meta.model, "-".join(filter(None, words))
                )


def free_slug(model, wanted):
    """`wanted`, or `wanted-2` and so on where something has, or had, that slug."""
    wanted = wanted[:90].rstrip("-")
    table = model._meta.db_table
    taken = {
        *model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True),
        *FormerSlug.objects.filter(kind=table, slug__startswith=wanted).values_list(
            "slug", flat=True
        ),
    }
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
