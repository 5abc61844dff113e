import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from catalogue.admin.fields import BoxesField, TextsField, WordsField, name_of
from catalogue.choices import Platform


class Story(forms.Form):
    """Its other field begins like the languages of the first."""

    outcome = TextsField(label="Outcome")
    outcome_kind = forms.CharField(required=False)


def told(answers, **options):
    return Story(QueryDict("", mutable=True) | {"outcome_kind": "running", **answers}, **options)


def boxes(form):
    return BeautifulSoup(str(form["outcome"]), "html.parser").select("textarea")


def test_a_text_has_a_box_for_french_and_one_for_english_with_their_languages():
    with override("en"):
        found = boxes(Story())
        labels = BeautifulSoup(str(Story()["outcome"]), "html.parser").select("label")

    assert [(box["name"], box["lang"]) for box in found[:2]] == [
        ("outcome--fr", "fr"),
        ("outcome--en", "en"),
    ]
    assert [(label["for"], label.text) for label in labels[:2]] == [
        ("id_outcome", "French"),
        ("id_outcome--en", "Outcome – English"),
    ]


def test_a_text_shows_its_other_languages_too():
    found = boxes(Story(initial={"outcome": {"de": "Gut", "fr": "Bien"}}))

    assert [(box.get("lang"), box.text.strip()) for box in found] == [
        ("fr", "Bien"),
        ("en", ""),
        ("de", "Gut"),
        (None, ""),
    ]


def test_what_was_typed_is_escaped():
    page = str(Story(initial={"outcome": {"fr": "</textarea><script>"}})["outcome"])

    assert "<script>" not in page


def test_a_language_left_empty_is_left_out():
    form = told({"outcome--fr": " Bien.\r\nVraiment. ", "outcome--en": "  ", "outcome--de": "Gut."})

    assert form.is_valid()
    assert form.cleaned_data["outcome"] == {"fr": "Bien.\nVraiment.", "de": "Gut."}


def test_a_language_can_be_added():
    form = told(
        {
            "outcome--fr": "Bien.",
            "outcome--another": "oc",
            "outcome--another-text": "Plan.",
        }
    )

    assert form.is_valid()
    assert form.cleaned_data["outcome"] == {"fr": "Bien.", "oc": "Plan."}


@pytest.mark.parametrize(
    ("tag", "text", "sentence"),
    [
        ("", "Plan.", "Say in which language the text “Plan.” is."),
        ("fr", "Encore.", "There is already a text in “fr”."),
        ("", "", "Write this text in one language at least."),
    ],
    ids=["no language", "twice", "nothing"],
)
def test_a_text_without_its_language_is_refused(tag, text, sentence):
    first = {"outcome--fr": "Bien."} if tag or text else {}
    with override("en"):
        form = told({**first, "outcome--another": tag, "outcome--another-text": text})

        assert form.errors["outcome"] == [sentence]
        if text:
            assert boxes(form)[-1].text.strip() == text


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ({"outcome--fr": "Un.\r\nDeux."}, False),
        ({"outcome--fr": "Un.\r\nDeux. ", "outcome--en": ""}, False),
        ({"outcome--fr": "Un.\r\nTrois."}, True),
        ({"outcome--fr": "Un.\r\nDeux.", "outcome--another-text": "?"}, True),
    ],
    ids=["new lines", "spaces", "text", "mistake"],
)
def test_only_what_is_said_otherwise_is_a_change(typed, changed):
    form = told(typed, initial={"outcome": {"fr": "Un.\nDeux."}, "outcome_kind": "running"})

    assert form.has_changed() is changed


def test_words_are_between_commas():
    field = WordsField(base_field=forms.CharField(max_length=9))

    assert field.prepare_value(["Libre Office", "LO"]) == "Libre Office, LO"
    assert field.clean("Libre, , LO ,") == ["Libre", "LO"]
    assert not field.has_changed(["Libre", "LO"], "Libre,LO")
    assert field.has_changed(["Libre", "LO"], "LO, Libre")
    with pytest.raises(forms.ValidationError):
        field.clean("far too long a word")


def test_boxes_are_ticked_in_any_order():
    field = BoxesField(base_field=forms.ChoiceField(choices=[("", "–"), *Platform.choices]))

    assert ("", "–") not in field.choices
    assert field.clean(["linux", "web"]) == ["linux", "web"]
    assert not field.has_changed(["web", "linux"], ["linux", "web"])
    with pytest.raises(forms.ValidationError):
        field.clean(["beos"])


def test_languages_have_names():
    with override("fr"):
        assert name_of("de") == "Allemand"
        assert name_of("x-klingon") == "x-klingon"
