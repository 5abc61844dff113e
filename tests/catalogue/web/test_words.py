"""Values as a reader reads them, in both languages."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from catalogue.models import MoneyFact
from catalogue.web.words import amount, language_name, partial_date, period, prose, text
from tests.pages import read_page


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2016", "2016", "2016"),
        ("2016-04", "avril 2016", "April 2016"),
        ("2016-04-30", "30 avril 2016", "30 April 2016"),
        ("2016-08-01", "1er août 2016", "1 August 2016"),
    ],
)
def test_date_says_no_more_than_is_known(value, french, english):
    for language, words in (("fr", french), ("en", english)):
        with override(language):
            assert partial_date(value) == words


@pytest.mark.parametrize(
    ("started", "ended", "words"),
    [
        ("2013", "", "since 2013"),
        ("", "2017", "until 2017"),
        ("2003", "2017", "2003–2017"),
        ("2016-09", "2017", "September 2016 – 2017"),
        ("2016", "2016", "2016"),
        ("", "", ""),
    ],
)
def test_period(started, ended, words):
    with override("en"):
        assert period(started, ended) == words


@pytest.mark.parametrize(
    ("value", "currency", "recurrence", "french", "english"),
    [
        (Decimal(260_000), "EUR", "per_year", "260 000 € par an", "€260,000 a year"),
        (Decimal("12.50"), "EUR", "one_off", "12,50 €", "€12.50"),
        (Decimal(5_000_000), "CHF", "one_off", "5 000 000 CHF", "CHF5,000,000"),
    ],
)
def test_amount_is_written_as_each_language_does(value, currency, recurrence, french, english):
    fact = MoneyFact(amount=value, currency=currency, recurrence=recurrence)

    for language, words in (("fr", french), ("en", english)):
        with override(language):
            assert " ".join(amount(fact).split()) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"fr": "Bonjour", "en": "Hello"}, "Hello"),
        ({"fr": "Bonjour"}, '<span lang="fr">Bonjour</span>'),
        ({"nl": "Dag <b>&", "de": "Tag"}, '<span lang="nl">Dag &lt;b&gt;&amp;</span>'),
        ({}, ""),
    ],
    ids=["own language", "other language", "any language", "none"],
)
def test_text_is_in_the_reader_s_language_or_says_in_which(value, shown):
    with override("en"):
        assert str(text(value)) == shown


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<iframe src=https://evil.example>",
    "<p style='position:fixed'>x</p>",
    "<a href='//evil.example' onclick=alert(1)>x</a>",
    "<https://a'onmouseover='alert(1)>",
    "`<script>alert(1)</script>`",
    "[x]: javascript:alert(1)\n\n[x]",
    "<form action=//evil.example><input name=q>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_becomes_harmless(attack):
    html = str(prose({"fr": attack}))

    page = read_page(html)
    assert page.faults == []
    assert page.files == []
    assert "<img" not in html
    assert "<script" not in html
    assert "<form" not in html


def test_markdown_is_read_as_people_write_it():
    with override("fr"):
        html = str(prose({"fr": "Un *mot*, un [lien](https://example.org).\n\n- a\n- b"}))

    assert "<em>mot</em>" in html
    assert 'href="https://example.org"' in html
    assert "<li>a</li>" in html


def test_endless_markdown_is_cut():
    assert len(str(prose({"fr": "a " * 200_000}))) < 150_000


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr", "French"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("ca-valencia", "Catalan"),
        ("zh-Hans", "Chinese (Simplified)"),
        ("x-martian", "x-martian"),
        ("qqq-??", "qqq-??"),
    ],
)
def test_a_language_is_named_or_stays_its_tag(tag, said):
    with override("en"):
        assert language_name(tag) == said
