"""Form fields of the admin: a text per language, words between commas, boxes to tick."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from catalogue.validators import LANGUAGE_TAG

#: The languages of the interface always have their box; others are shown where a text has them.
OURS = [code for code, name in settings.LANGUAGES]
#: Between the name of the field and the language; no name of a field holds it.
JOINT = "--"
ANOTHER = "another"


class TextsWidget(forms.Widget):
    """A box for each language, and one more to add a language."""

    template_name = "admin/catalogue/texts.html"
    label = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        base = own.pop("id", f"id_{name}")
        own.pop("required", None)  # one language is enough: the browser cannot know that
        given, another = {}, ("", "")
        for tag, text in _pairs(value):
            if tag in given or not LANGUAGE_TAG.fullmatch(tag):
                another = (tag, text)  # cannot be kept as it is: shown where it was typed
            else:
                given[tag] = text
        context["widget"] |= {
            "label": self.label,
            "id": base,
            "texts": [
                {
                    "id": base if language == OURS[0] else f"{base}{JOINT}{language}",
                    "name": f"{name}{JOINT}{language}",
                    "lang": language,
                    "language": name_of(language),
                    "text": given.get(language, ""),
                }
                for language in dict.fromkeys([*OURS, *given])
            ],
            "another": {
                "name": f"{name}{JOINT}{ANOTHER}",
                "tag": another[0],
                "text": another[1],
            },
        }
        return context

    def value_from_datadict(self, data, files, name):
        """Pairs of language and text, as they were typed."""
        start = f"{name}{JOINT}"
        tags = [key.removeprefix(start) for key in data if key.startswith(start)]
        pairs = [(tag, data.get(start + tag, "")) for tag in tags if LANGUAGE_TAG.fullmatch(tag)]
        tag = data.get(start + ANOTHER, "").strip()
        text = data.get(f"{start}{ANOTHER}-text", "")
        return [*pairs, (tag, text)] if tag or text.strip() else pairs

    def value_omitted_from_data(self, data, files, name):
        return not any(key.startswith(f"{name}{JOINT}") for key in data)


class TextsField(forms.Field):
    """`{"fr": "…", "en": "…"}`; a language left empty is left out."""

    widget = TextsWidget
    empty_values = [None, {}, ""]
    default_error_messages = {
        "required": _("Write this text in one language at least."),
        "no_language": _("Say in which language the text “%(text)s” is."),
        "no_text": _("Write the text in “%(language)s”, or leave its language out."),
        "twice": _("There is already a text in “%(language)s”."),
    }

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        kwargs["show_hidden_initial"] = False
        super().__init__(**kwargs)
        self.widget.label = self.label

    def to_python(self, value):
        texts = {}
        for language, typed in _pairs(value):
            text = _tidy(typed)
            if not language:
                self._refuse("no_language", text=text)
            if not text and not LANGUAGE_TAG.fullmatch(language):
                self._refuse("no_text", language=language)
            if language in texts:
                self._refuse("twice", language=language)
            if text:
                texts[language] = text
        return texts

    def _refuse(self, code, **params):
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial, data):
        try:
            return {tag: _tidy(text) for tag, text in _pairs(initial)} != self.to_python(data)
        except ValidationError:
            return True


class WordsField(forms.Field):
    """A list of words between commas."""

    widget = forms.TextInput

    def __init__(self, *, base_field, max_length=None, **kwargs):
        self.base_field = base_field
        kwargs["show_hidden_initial"] = False
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        return [word for part in (value or "").split(",") if (word := part.strip())]

    def validate(self, value):
        super().validate(value)
        for word in value:
            self.base_field.clean(word)

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class BoxesField(forms.MultipleChoiceField):
    """Any number of words of a closed list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, base_field, max_length=None, **kwargs):
        kwargs["show_hidden_initial"] = False
        super().__init__(choices=[pair for pair in base_field.choices if pair[0]], **kwargs)


def name_of(language):
    """A language in the reader's words, or its tag when Django does not know it."""
    try:
        name = get_language_info(language)["name_translated"]
    except KeyError:
        return language
    return name[:1].upper() + name[1:]


def _pairs(value):
    return list(value.items()) if isinstance(value, dict) else list(value or [])


def _tidy(text):
    """Browsers send `\\r\\n`; the catalogue keeps `\\n`."""
    return text.replace("\r\n", "\n").strip()
