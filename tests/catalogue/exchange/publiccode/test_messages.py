"""What a reader is told: what is wrong and how to mend it, short and harmless."""

from django.utils.translation import override

from catalogue.exchange.publiccode import validate
from catalogue.exchange.publiccode.messages import SHOWN, cut
from tests.publiccode_file import description, file


def message(**changes):
    with override("en"):
        [finding] = validate(file(**changes)).findings
    return finding.message


def test_slips_of_the_pen_are_guessed():
    assert message(colour="x").endswith("on yml.publiccode.tools.")
    assert "Did you mean landingURL?" in message(landingUrl="x")
    assert "website-builder" in message(categories="[web-site-builder]")


def test_lengths_are_told():
    told = message(description=description(shortDescription="é" * 151))

    assert told == "This text has 151 characters, and may have 150. Shorten it."


def test_words_that_may_stand_there_are_told():
    told = message(developmentStatus="alpha")

    assert told == (
        "“alpha” is not allowed here. Write one of: concept, development, beta, stable, obsolete."
    )


def test_yes_is_explained():
    with override("en"):
        text = "{localisationReady: yes, availableLanguages: [fr]}"
        told = {each.rule: each.message for each in validate(file(localisation=text)).findings}

    assert told["type.flag-1.1"] == (
        "“yes” is a text since YAML 1.2. Write true or false, without quotes."
    )


def test_long_values_are_cut():
    told = message(developmentStatus="x" * 10_000)

    assert len(told) < 200


def test_nothing_in_a_value_moves_the_cursor_of_a_terminal():
    told = message(developmentStatus='"\\e[31mred\\a"')

    assert told.startswith("“ [31mred ”")
    assert len(cut("a\n" * SHOWN)) == SHOWN


def test_nor_does_anything_in_a_key():
    [finding] = validate(file() + '"a\\e[31m\\n": x\n').findings

    assert finding.key == "a [31m "
    assert finding.key in finding.message


def test_reasons_are_given_in_the_readers_language():
    with override("fr"):
        [finding] = validate("a:\n\tb: c").findings

    assert finding.rule == "yaml.tab"
    assert finding.message
