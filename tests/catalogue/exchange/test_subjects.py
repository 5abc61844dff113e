"""Subjects of other catalogues lead to categories of ours, or honestly nowhere."""

import tomllib
from collections import Counter

import pytest
from django.conf import settings

from catalogue.exchange import publiccode, readers
from catalogue.exchange.formats.publiccode_words import CATEGORIES
from catalogue.exchange.subjects import (
    MOST_OTHERS,
    TABLE,
    UNSORTED,
    Filed,
    category_of,
)
from catalogue.exchange.told import Told

REAL = settings.BASE_DIR.parent / "shared" / "data"
WRITTEN = tomllib.loads(TABLE.read_text(encoding="utf-8"))
CURATED = tomllib.loads((settings.BASE_DIR / "fixtures/categories.toml").read_text("utf-8"))
SLUGS = {category["slug"] for category in CURATED["category"]}


@pytest.mark.parametrize(
    ("catalogue", "subjects", "filed"),
    [
        ("awesome-selfhosted", ["Wikis"], Filed("knowledge-wikis")),
        (
            "awesome-selfhosted",
            ["Polls and Events", "Booking and Scheduling"],
            Filed("date-polls", ("events",)),
        ),
        ("sill", ["Espace utilisateur et canal", "Visiophonie"], Filed("video-conferencing")),
        ("sill", ["Conception et  Développement"], Filed("software-development")),
        ("sill", ["SYSTÈME D'EXPLOITATION"], Filed("operating-systems")),
        ("publiccode", ["collaboration", "survey"], Filed("surveys-forms")),
        ("opendata-example-org", ["e-signature"], Filed("e-signature")),
        (
            "awesome-selfhosted",
            ["Pastebins", "File Transfer & Synchronization"],
            Filed("file-sharing"),
        ),
    ],
    ids=[
        *("one", "the-first-of-the-table-decides", "what-says-nothing-is-passed-over"),
        *("other-ampersand", "other-apostrophe", "of-the-standard", "no-table-of-its-own"),
        "two-for-one-place",
    ],
)
def test_a_tool_is_filed_by_its_subjects(catalogue, subjects, filed):
    assert category_of(catalogue, subjects) == filed


@pytest.mark.parametrize(
    ("catalogue", "subjects"),
    [
        ("comptoir-du-libre", []),
        ("awesome-selfhosted", ["Games"]),
        ("awesome-selfhosted", ["Something New"]),
        ("sill", ["Wikis"]),
        ("publiccode", ["other", "collaboration"]),
    ],
    ids=["none-told", "no-place-for-it", "unknown", "word-of-another", "says-nothing"],
)
def test_what_cannot_be_placed_is_not_sorted(catalogue, subjects):
    assert category_of(catalogue, subjects) == Filed(UNSORTED)


def test_who_ticks_every_box_is_filed_in_few_places():
    filed = category_of("publiccode", sorted(CATEGORIES))

    assert len(filed.others) == MOST_OTHERS
    assert filed.category not in filed.others


def test_a_category_that_is_not_there_is_passed_over():
    subjects = ["survey", "e-signature"]

    assert category_of("publiccode", subjects, {"e-signature"}) == Filed("e-signature")
    assert category_of("publiccode", subjects, set()) == Filed(UNSORTED)


def test_every_place_of_the_table_is_a_curated_category():
    named = {slug for table in WRITTEN.values() for slug in table.values()}

    assert named <= SLUGS
    assert UNSORTED in SLUGS


def test_every_category_of_the_standard_has_its_place():
    assert set(WRITTEN["publiccode"]) == CATEGORIES


def test_no_subject_stands_twice_under_two_spellings():
    for catalogue, table in WRITTEN.items():
        spelt = Counter(subject.casefold().replace("&", "et") for subject in table)

        assert max(spelt.values()) == 1, catalogue


@pytest.mark.skipif(not REAL.exists(), reason="the files of other catalogues are not here")
@pytest.mark.parametrize(
    ("name", "where", "least"),
    [
        ("sill", "sill/disic/sill-2020.csv", 74),
        ("sill", "sill/sill-2022-05/sill.json", 73),
        ("awesome-selfhosted", "awesome-selfhosted", 87),
        ("open-catalog", "developers-italia/api-responses/developers_italia_page1.json", 100),
    ],
    ids=str,
)
def test_most_records_of_the_real_catalogues_find_a_place(name, where, least):
    told = [
        each
        for each in readers.read(readers.formats()[name], REAL / where)
        if isinstance(each, Told)
    ]

    placed = [
        each
        for each in told
        if category_of(each.catalogue, each.values.get("subjects", ())).category != UNSORTED
    ]

    assert len(placed) * 100 >= len(told) * least


@pytest.mark.skipif(not REAL.exists(), reason="the files of other catalogues are not here")
def test_most_real_files_of_the_standard_that_say_a_category_find_a_place():
    said = [
        publiccode.read(path.read_bytes()).categories
        for path in sorted((REAL / "publiccode/real").glob("*.yml"))
    ]

    filed = [category_of("publiccode", each) for each in said if each]

    assert sum(each.category != UNSORTED for each in filed) * 100 >= len(filed) * 97


@pytest.mark.skipif(not REAL.exists(), reason="the files of other catalogues are not here")
def test_every_real_tag_of_awesome_selfhosted_is_known():
    known = set(WRITTEN["awesome-selfhosted"])
    names = {
        line.partition(":")[2].strip(" '\"")
        for path in (REAL / "awesome-selfhosted/tags").glob("*.yml")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("name:")
    }

    assert names <= known
