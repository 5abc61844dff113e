"""What single values must be."""

import pytest

from catalogue.exchange.publiccode import rules


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("été", 3, id="composed"),
        pytest.param("e\u0301te\u0301", 3, id="decomposed"),
        pytest.param("👩‍🚒", 1, id="joined"),
        pytest.param("🇫🇷🇮🇹", 2, id="flags"),
        pytest.param("a\r\nb", 3, id="a line break of two characters"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_lengths_count_what_readers_see(text, length):
    assert rules.length(text) == length
    assert rules.at_most(length).is_kept(text)
    assert rules.at_least(length).is_kept(text)
    assert not rules.at_least(length + 1).is_kept(text)


@pytest.mark.parametrize("text", ["2026-01-31", "2024-02-29"])
def test_days(text):
    assert rules.is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-1-31",
        "2026-02-30",
        "20260131",
        "31/01/2026",
        "2026-01-31T00:00:00Z",
        "٢٠٢٦-٠١-٣١",
    ],
)
def test_no_days(text):
    assert not rules.is_day(text)


@pytest.mark.parametrize(
    "text", ["a@example.org", "a.b+c@mail.example.org", "é@exämple.org", "o'neil@a-b.museum"]
)
def test_email_addresses(text):
    assert rules.is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@example.org",
        "a@",
        "a b@example.org",
        "a@exam ple.org",
        "a..b@example.org",
        ".a@example.org",
        "a@example..org",
        "a@example.org.",
        "a@-example.org",
        "a@example.1",
        "City <a@example.org>",
        "mailto:a@example.org?x",
    ],
)
def test_no_email_addresses(text):
    assert not rules.is_email(text)


@pytest.mark.parametrize("text", ["FR", "fr", "XK"])
def test_countries(text):
    assert rules.is_country(text)


@pytest.mark.parametrize("text", ["", "Fr", "fR", "EU", "UK", "ZZ", "FRA", "f", "ſs"])
def test_no_countries(text):
    assert not rules.is_country(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "ftp://example.org/x",
        "urn:foo:bar",
        "urn:x-italian-pa:c_h501",
        "URN:X-Italian-PA:C_H501",
    ],
)
def test_organisations(text):
    assert rules.is_organisation(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "City of Rome",
        "example.org",
        "mailto:a@example.org",
        "/city",
        "urn:x",
        "urn:x-italian-pa:no_such_body",
        "urn:x-italian-pa:",
    ],
)
def test_no_organisations(text):
    assert not rules.is_organisation(text)


@pytest.mark.parametrize("text", ["alias:gdpr", "https://example.org/law", "urn:example:standard"])
def test_what_may_be_supported(text):
    assert rules.is_supported(text)


@pytest.mark.parametrize("text", ["gdpr", "alias:", "alias:GDPR", "alias:other", "", "the law"])
def test_what_cannot_be_supported(text):
    assert not rules.is_supported(text)


@pytest.mark.parametrize("text", ["text/plain", "application/vnd.api+json", " a/b "])
def test_media_types(text):
    assert rules.MEDIA.is_kept(text)


@pytest.mark.parametrize("text", ["", "text", "text/", "text/a b", "text/plain; charset=utf-8"])
def test_no_media_types(text):
    assert not rules.MEDIA.is_kept(text)
