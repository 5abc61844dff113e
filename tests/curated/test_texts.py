"""What holds for every text of the curated files."""

import re

#: Addresses, code, and names that end with a sign.
NOT_FRENCH = re.compile(r"https?://\S+|`[^`]*`|Public Money\? Public Code!|Joomla!")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
#: Words that speak of how the files were made, or that were left to be written.
NOT_FOR_READERS = re.compile(
    r"\b(seed|todo|fixme|tbd|lorem|xxx|json|toml|dossier de recherche|as an ai)\b|\?\?",
    re.IGNORECASE,
)


def texts(value, path=""):
    """`(path, {language: words})` of every text in a record, however deep."""
    if isinstance(value, dict):
        if value and all(LANGUAGE.fullmatch(key) for key in value) and {"fr", "en"} & set(value):
            yield path, value
            return
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{path}[{number}]")


def every_text(records):
    for noun in records:
        for record in records[noun]:
            for path, text in texts(record.values):
                yield f"{record.where} {path}", text


def test_every_text_is_in_french_and_in_english(records):
    lacking = {
        where: sorted(text)
        for where, text in every_text(records)
        if not {"fr", "en"} <= set(text) or not all(words.strip() for words in text.values())
    }

    assert lacking == {}


def test_no_text_speaks_of_how_it_was_made(records):
    found = {
        f"{where} ({language})": match.group()
        for where, text in every_text(records)
        for language, words in text.items()
        if (match := NOT_FOR_READERS.search(words))
    }

    assert found == {}


def test_summary_of_a_tool_is_one_short_sentence(records):
    long = {
        f"{record.where} ({language})": len(words)
        for record in records["tool"]
        for language, words in record.values["summary"].items()
        if len(words) > 160 or "\n" in words
    }

    assert long == {}


def test_french_is_written_as_french_is(records):
    """A space before ; : ! ? that does not break, « » for quotations, ’ for the apostrophe."""
    slips = {}
    for where, text in every_text(records):
        words = NOT_FRENCH.sub("", text.get("fr", ""))
        if match := re.search(r"\w'\w|\"\w|“|\w[;!?](\s|$)| [;:!?]", words):
            slips[where] = words[max(0, match.start() - 15) : match.end() + 15]

    assert slips == {}


def test_english_has_curly_apostrophes_too(records):
    slips = {
        where: match.group()
        for where, text in every_text(records)
        if (match := re.search(r"\w+'\w+", re.sub(r"`[^`]*`", "", text.get("en", ""))))
    }

    assert slips == {}


def test_no_text_is_the_same_in_both_languages_when_it_is_a_sentence(records):
    same = [
        where
        for where, text in every_text(records)
        if text.get("fr") == text.get("en") and len(text.get("fr", "").split()) > 4
    ]

    assert same == []
