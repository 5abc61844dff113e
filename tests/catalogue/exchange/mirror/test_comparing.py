"""When two records of a thing say the same."""

import json

import pytest

from catalogue.exchange.mirror.comparing import differing, fault_of

KEPT = {
    "slug": "gimp",
    "url": "⟦site⟧/api/v1/tools/gimp/",
    "page": "⟦site⟧/fr/tools/gimp/",
    "updated_at": "⟦updated⟧",
    "name": "GIMP",
    "summary": {"fr": "Retouche des images : https://origin.example/"},
    "licences": [{"spdx": "MIT", "osi": True}],
    "category": {"slug": "images", "url": "⟦site⟧/api/v1/categories/images/"},
    "part_of": None,
}
TOLD = {
    **KEPT,
    "url": "https://origin.example/api/v1/tools/gimp/",
    "page": "https://origin.example/fr/tools/gimp/",
    "updated_at": "2026-01-02T03:04:05+00:00",
    "category": {"slug": "images", "url": "https://origin.example/api/v1/categories/images/"},
}


ORIGIN = {"field": "name", "catalogue": {"slug": "list"}, "licence": "etalab-2.0"}


def differences(**members):
    return differing("tools", {**TOLD, **members}, json.dumps(KEPT))


def test_address_and_date_of_the_origin_are_no_difference():
    assert differences() == []


@pytest.mark.parametrize(
    "members",
    [
        {"later": "something"},
        {"licences": [{"spdx": "MIT", "osi": True, "later": 1}]},
        {"category": {**TOLD["category"], "later": {}}},
    ],
    ids=["in the record", "in a list", "in a reference"],
)
def test_what_a_later_release_adds_is_no_difference(members):
    assert differences(**members) == []


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ({}, []),
        ({"origins": []}, ["origins"]),
        ({"origins": [{**ORIGIN, "licence": None}]}, ["origins"]),
        ({"origins": [ORIGIN]}, []),
    ],
    ids=["an earlier release", "none", "another licence", "the same"],
)
def test_origins_of_values_are_compared_where_they_are_told(said, faults):
    assert differing("tools", {**TOLD, **said}, json.dumps({**KEPT, "origins": [ORIGIN]})) == faults


@pytest.mark.parametrize(
    "members",
    [
        {"name": "Gimp"},
        {"summary": {**TOLD["summary"], "de": "Bildbearbeitung"}},
        {"summary": {}},
        {"licences": []},
        {"licences": [{"spdx": "MIT"}]},
        {"category": {**TOLD["category"], "slug": "drawing"}},
        {"category": {**TOLD["category"], "url": "https://other.example/api/v1/x/"}},
        {"part_of": {"slug": "gnome"}},
    ],
    ids=str,
)
def test_everything_else_is_one(members):
    assert differences(**members) == list(members)


def test_a_member_that_is_not_told_is_one():
    told = {name: value for name, value in TOLD.items() if name != "part_of"}

    assert differing("tools", told, json.dumps(KEPT)) == ["part_of"]


def test_a_thing_is_missing_or_one_too_many():
    assert fault_of("tools", TOLD, None)
    assert fault_of("tools", None, json.dumps(KEPT))
    assert not fault_of("tools", None, None)
