"""Every word of publiccode.yml has a name that people understand, and no two words the same."""

import csv
import io
from collections import Counter

import pytest

from catalogue.exchange.publiccode.labels import FILE, as_csv, labels
from catalogue.exchange.publiccode.words import CATEGORIES, SCOPES

LANGUAGES = ("fr", "en")


@pytest.mark.parametrize(("kind", "words"), [("category", CATEGORIES), ("scope", SCOPES)])
def test_every_word_that_the_validator_knows_has_a_label_and_no_other(kind, words):
    named = [label.term for label in labels() if label.kind == kind]

    assert sorted(named) == sorted(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["category", "scope"])
def test_no_two_words_of_a_list_have_the_same_name(kind, language):
    names = Counter(label.names[language].lower() for label in labels() if label.kind == kind)

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("label", labels(), ids=lambda label: f"{label.kind} {label.term}")
def test_label_is_a_name_in_sentence_case(label):
    for name in label.names.values():
        assert name == " ".join(name.split())
        assert name[0].isupper()
        assert not name.endswith(".")
        assert "'" not in name


def test_file_for_spreadsheets_is_the_same_list():
    text = as_csv().decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert as_csv().startswith(b"\xef\xbb\xbfkind,term,label_fr,label_en\r\n")
    assert as_csv().count(b"\n") == as_csv().count(b"\r\n")
    assert [(row["kind"], row["term"], row["label_fr"], row["label_en"]) for row in rows] == [
        (label.kind, label.term, label.names["fr"], label.names["en"]) for label in labels()
    ]
    assert FILE.read_bytes().count(b"\r") == 0
