"""The reference of the API in the reader's language."""

import pytest
from django.utils import translation

from catalogue.choices import AdoptionStatus, Kind
from catalogue.web.openapi import document
from catalogue.web.reference import chapter, chapters

#: Members whose name says it all: how many of each noun or status.
COUNTS = {"CountsByNoun", "CountsByStatus"}


def test_chapters_are_the_nouns_and_what_goes_across():
    assert list(chapters())[: len(Kind)] == [kind.noun for kind in Kind]


@pytest.mark.parametrize("tag", chapters())
def test_every_parameter_and_member_is_explained(tag):
    operations, shapes = chapter(tag)

    silent = [
        (operation.path, part.name)
        for operation in operations
        for part in operation.parameters
        if not part.text
    ] + [
        (shape.name, part.name)
        for shape in shapes
        if shape.name not in COUNTS
        for part in shape.members
        if not part.text
    ]

    assert silent == []


def test_record_of_a_noun_is_the_first_shape_of_its_chapter():
    first = {tag: chapter(tag)[1][0].name for tag in ("tools", "case-studies", "adoptions")}

    assert first == {"tools": "Tool", "case-studies": "CaseStudy", "adoptions": "Adoption"}


def test_record_of_another_noun_is_told_in_its_own_chapter():
    operations, shapes = chapter("tools")

    [adoptions] = [each for each in operations if each.path == "/api/v1/tools/{slug}/adoptions/"]
    assert "Adoption" not in [shape.name for shape in shapes]
    assert adoptions.url == "/fr/api/adoptions/#Adoption"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_values_are_told_in_the_words_of_the_pages(language):
    with translation.override(language):
        operations, shapes = chapter("adoptions")
        labels = [(str(value), str(label)) for value, label in AdoptionStatus.choices]
        [status] = [part for part in operations[0].parameters if part.name == "status"]
        [member] = [part for part in shapes[0].members if part.name == "status"]

        assert status.choices == member.choices == labels


def test_every_shape_of_an_answer_has_its_place():
    told = {shape.name for tag in chapters() for shape in chapter(tag)[1]}
    loose = ("AsAsked", "Page")
    whole = {
        name
        for name, schema in document()["components"]["schemas"].items()
        if "properties" in schema and not name.endswith(loose)
    }

    assert whole - told == {"Problem"}  # which has a page of its own


def test_examples_are_of_this_site(settings):
    settings.SITE_URL = "https://logiciels.ville.example"

    examples = [each.example for tag in chapters() for each in chapter(tag)[0] if each.example]

    assert "communal.example" not in "".join(examples)
    assert any("https://logiciels.ville.example/" in example for example in examples)
