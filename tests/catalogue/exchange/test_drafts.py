"""A record in the making."""

import pytest

from catalogue.exchange.drafts import LIMITS, Draft
from catalogue.exchange.told import Where
from catalogue.models import Tool
from tests.catalogue.exchange.told_of import sorted_out


def draft(noun="tool", key="1"):
    made = Draft(noun, "elsewhere", key, Where("a.json", entry=3), {"email": "x", "n": 1})
    made.text("name", " Parc ")
    return made


def test_a_record_is_told_with_its_place_and_without_private_persons():
    [told], faults = sorted_out(draft().told())

    assert faults == []
    assert (told.key, told.values, told.raw) == ("1", {"name": "Parc"}, {"n": 1})
    assert str(told.where.at("name")) == "a.json[3] name"


def test_limits_are_those_of_the_columns():
    assert {name: Tool._meta.get_field(name).max_length for name in LIMITS} == LIMITS


def test_what_is_too_long_or_unspeakable_is_left_out_and_told():
    made = draft()

    made.text("latest_release_version", "1" * 41)
    made.text("maintainer", "a\x00b")
    made.address("website", "javascript:alert(1)")
    made.date("last_activity", "soon")
    [told], faults = sorted_out(made.told())

    assert told.values == {"name": "Parc"}
    assert [fault.split(":")[0] for fault in faults] == [
        "warning a.json[3] latest_release_version",
        "warning a.json[3] maintainer",
        "warning a.json[3] website",
        "warning a.json[3] last_activity",
    ]


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda made: made.values.pop("name"), "name"),
        (lambda made: made.licence("SSPL-1.0"), "licence"),
        (lambda made: made.licence(["MIT", "Ours"], frozenset({"Ours"})), "licence"),
    ],
    ids=["no name", "not free", "not free there"],
)
def test_a_refused_record_is_not_told(spoil, key):
    made = draft()

    spoil(made)
    told, faults = sorted_out(made.told())

    assert told == []
    assert faults[0].startswith(f"error a.json[3] {key}: ")


def test_a_record_without_identifier_is_refused():
    told, [fault] = sorted_out(draft(key=None).told())

    assert told == []
    assert fault.startswith("error a.json[3] id: ")
