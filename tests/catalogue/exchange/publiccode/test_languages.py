"""Language tags: which exist, and which only look like one."""

import pytest

from catalogue.exchange.publiccode.languages import is_language_tag


@pytest.mark.parametrize(
    "tag",
    [
        "fr",
        "IT",
        "en-GB",
        "pt-br",
        "zh-Hant-TW",
        "es-419",
        "sl-rozaj",
        "ca-valencia",
        "de-CH-1996",
        "zh-yue",
        "br",
        "lld",
        "en-u-ca-gregory",
        "fr-x-ville",
        "x-ours",
        "i-klingon",
    ],
)
def test_tags_of_languages(tag):
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "en_GB", "english", "ita", "fra", "eng", "xx", "fr-ZZZ", "fr-QQ", "fr-Abcd", "fr-", "-fr"],
)
def test_no_tags_of_languages(tag):
    assert not is_language_tag(tag)
