"""What is proposed while a reader types."""

import pytest

from catalogue.search import suggest
from catalogue.search.suggestions import MOST


def proposed(text):
    return [(entry.kind, entry.slug) for entry in suggest(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("libr", ("tool", "libreoffice")),
        ("LibreOf", ("tool", "libreoffice")),
        ("photos", ("product", "adobe-photoshop")),
        ("doo", ("product", "doodle")),
        ("échir", ("city", "echirolles")),
        ("ECHIR", ("city", "echirolles")),
        ("microsoft exc", ("product", "microsoft-exchange")),
        ("nant", ("city", "nantes")),
        ("adul", ("organisation", "adullact")),
    ],
)
def test_beginning_proposes_first(catalogue, text, first):
    assert proposed(text)[0] == first


@pytest.mark.parametrize("text", ["messagerie", "email"])
def test_need_proposes_its_categories_first(catalogue, text):
    assert ("category", "email-groupware") in proposed(text)[:3]


def test_misspelt_beginning_gets_the_nearest_names(catalogue):
    assert proposed("libreofice")[0] == ("tool", "libreoffice")


@pytest.mark.parametrize("text", ["", " ", "!", "'", "&", ":*", "%", "\u0301", "—"], ids=ascii)
def test_no_word_proposes_nothing(catalogue, text):
    assert proposed(text) == []


@pytest.mark.parametrize(
    "text",
    ["a", "e", "l'", "o'b", "a & b", "a:*", "\\", "(", "💾a", "مدينة", "x" * 200],
    ids=ascii,
)
def test_no_text_breaks_the_proposals(catalogue, text):
    found = proposed(text)

    assert len(found) <= MOST
    assert len(set(found)) == len(found)
