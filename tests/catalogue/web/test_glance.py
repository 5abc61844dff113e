"""The five questions about a tool, answered at a glance."""

import pytest
from django.utils.translation import override

from catalogue.choices import AdoptionStatus
from catalogue.models import Adoption, City, Tool
from catalogue.web.glance import is_older, tool_glance

FREE, ALIVE, USED, HELPED, FOUND = range(5)


def states(tool, adoptions=(), services=()):
    with override("en"):
        return [item["state"] for item in tool_glance(tool, list(adoptions), list(services))]


def adoption(status, city=1):
    return Adoption(status=status, confidence="high", city_id=city, city=City(pk=city))


@pytest.mark.parametrize(
    ("fields", "question", "state"),
    [
        ({"licence": "MIT"}, FREE, "yes"),
        ({"licence": "MIT", "licence_note": {"en": "Open core."}}, FREE, "caution"),
        ({}, FREE, "unknown"),
        ({"maintenance": "none"}, ALIVE, "no"),
        ({"development_status": "obsolete", "last_activity": "2026"}, ALIVE, "no"),
        ({}, ALIVE, "unknown"),
        ({"maintainer": "Somebody"}, HELPED, "unknown"),
        ({"website": "https://example.org"}, FOUND, "yes"),
        ({}, FOUND, "unknown"),
    ],
)
def test_answer_is_no_better_than_what_is_known(fields, question, state):
    assert states(Tool(name="x", **fields))[question] == state


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ([AdoptionStatus.IN_PRODUCTION], "yes"),
        ([AdoptionStatus.REVERSED, AdoptionStatus.IN_PRODUCTION], "yes"),
        ([AdoptionStatus.PLANNED], "caution"),
        ([AdoptionStatus.REVERSED], "no"),
        ([], "unknown"),
    ],
)
def test_use_is_told_by_what_is_proven(statuses, state):
    adoptions = [adoption(status, city) for city, status in enumerate(statuses, 1)]

    assert states(Tool(name="x"), adoptions)[USED] == state


@pytest.mark.parametrize(
    ("date", "state"), [("2026-10", "yes"), ("2026", "yes"), ("2024-12-31", "caution")]
)
def test_long_silence_is_to_be_checked(date, state, time_machine):
    time_machine.move_to("2026-11-21")

    assert states(Tool(name="x", last_activity=date))[ALIVE] == state


def test_word_of_low_confidence_proves_nothing():
    weak = Adoption(status=AdoptionStatus.IN_PRODUCTION, confidence="low", city=City(pk=1))

    assert states(Tool(name="x"), [weak])[USED] == "caution"


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([("in_production", "low")], "1 in production, to be confirmed"),
        ([("partly_reversed", "high")], "1 partly reversed"),
        ([("planned", "high"), ("pilot", "high"), ("declined", "high")], "1 pilot, 1 planned"),
    ],
)
def test_use_that_proves_nothing_is_told_as_it_stands(rows, answer):
    adoptions = [
        Adoption(status=status, confidence=confidence, city_id=city)
        for city, (status, confidence) in enumerate(rows, 1)
    ]

    with override("en"):
        assert tool_glance(Tool(name="x"), adoptions, [])[USED]["answer"] == answer


def test_month_is_taken_at_its_end(time_machine):
    time_machine.move_to("2026-06-10")

    assert [is_older(date, 20) for date in ("2026-05-12", "2026-05", "2026")] == [
        True,
        False,
        False,
    ]
