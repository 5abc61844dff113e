"""Colours have names, behaviours have elements, and what is vendored says whose it is."""

import re

import pytest

from tests.architecture.tree import STATIC, TEMPLATES

SHEETS = sorted((STATIC / "css").rglob("*.css"))
#: Stand beside the sheets of Django's admin, which have colours but no layers.
OF_THE_ADMIN = sorted((STATIC / "admin_communal").glob("*.css"))
RAW = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(")
#: Ink on paper is black on white, whatever the theme of the screen.
RAW_ALLOWED = {"tokens.css", "print.css"}
NAMED = re.compile(r":[^;{}]*\b(white|black|gray|grey|red|green|blue|yellow|orange)\b[^;{}]*;")


def words_of(sheet):
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", [*SHEETS, *OF_THE_ADMIN], ids=lambda sheet: sheet.name)
def test_colours_are_tokens(sheet):
    found = RAW.findall(words_of(sheet)) + NAMED.findall(words_of(sheet))

    assert found == [] or sheet.name in RAW_ALLOWED


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_tokens_that_are_used_exist(sheet):
    """A misspelt custom property is silence, not an error."""
    every = "".join(map(words_of, SHEETS))
    given = set(re.findall(r"(--[\w-]+)\s*:", every))

    asked = set(re.findall(r"var\((--[\w-]+)\)", words_of(sheet)))

    assert asked - given == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheet_stays_in_its_layer(sheet):
    """So that the order in which the files are joined never matters."""
    outside = re.sub(r"\s", "", _without_blocks(words_of(sheet)))

    assert re.fullmatch(r"(@layer[\w,-]+;?|@font-face|@charset\"[^\"]*\";)*", outside), outside


def _without_blocks(text):
    while (shorter := re.sub(r"\{[^{}]*\}", "", text)) != text:
        text = shorter
    return text


def test_every_behaviour_has_an_element_and_every_element_its_behaviour():
    written = {path.stem for path in (STATIC / "js/behaviours").glob("*.js")}
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))

    assert set(re.findall(r'data-behaviour="([\w-]+)"', pages)) == written


def test_everything_vendored_says_its_version_and_licence():
    lacking = [
        folder.name
        for folder in sorted((STATIC / "vendor").iterdir())
        if not ((folder / "VERSION").exists() and (folder / "LICENSE.txt").exists())
    ]

    assert lacking == []
