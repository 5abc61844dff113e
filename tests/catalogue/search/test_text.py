"""Words without accents, case and signs."""

import pytest

from catalogue.search.text import fold, squash, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Échirolles", "echirolles"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("København", "kobenhavn"),
        ("Łódź", "lodz"),
        ("ﬁchier", "fichier"),
        ("É", "e"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Libre Office", "libre-office", "« Libre_Office »"])
def test_squash_sees_one_name_in_many_spellings(text):
    assert squash(text) == "libreoffice"


def test_words_in_order():
    assert words("L’hôtel-de-ville, n° 2") == ["l", "hotel", "de", "ville", "n", "2"]
