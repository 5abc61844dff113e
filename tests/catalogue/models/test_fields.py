"""What the two field types of the catalogue take and refuse, before the database sees it."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.models.fields import LocalisedText, PartialDate

TEXT = LocalisedText()
DATE = PartialDate()


@pytest.mark.parametrize(
    "value",
    [
        {"fr": "Bonjour", "en": "Hello"},
        {"de": "Guten Tag"},
        {"pt-BR": "Olá", "zh-Hant": "你好"},
        {"fr": "<b>gras</b> {{ 7*7 }}"},
    ],
)
def test_text_in_any_languages_is_taken(value):
    assert TEXT.clean(value, None) == value


@pytest.mark.parametrize(
    "value",
    [
        {},
        "Bonjour",
        ["Bonjour"],
        3,
        {"fr": ""},
        {"fr": "  "},
        {"fr": None},
        {"fr": {"en": "nested"}},
        {"french": "Bonjour"},
        {"fr-": "Bonjour"},
        {"FR": "Bonjour"},
        {"": "Bonjour"},
        {"fr": "a\x00b"},
        {"fr": "a\ud800b"},
    ],
    ids=repr,
)
def test_anything_else_is_not_a_text(value):
    with pytest.raises(ValidationError):
        TEXT.clean(value, None)


@pytest.mark.parametrize("value", ["2016", "2016-04", "2016-04-30", "2024-02-29", "0001"])
def test_year_month_or_day_is_a_date(value):
    assert DATE.clean(value, None) == value


@pytest.mark.parametrize(
    "value",
    [
        *("16", "2016-4", "2016-13", "2016-00", "2016-02-30", "2023-02-29", "0000", "20160430"),
        *("2016-04-30T10:00", " 2016", "2016\n", "2016-04-", "year", "٢٠١٦", "2016–04"),
    ],
    ids=repr,
)
def test_anything_else_is_not_a_date(value):
    with pytest.raises(ValidationError):
        DATE.clean(value, None)
