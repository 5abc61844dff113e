"""The five questions about a tool, answered at a glance."""

import pytest
from django.utils.translation import override

from catalogue.choices import AdoptionStatus
from catalogue.models import Tool
from catalogue.search.adopters import Counts
from catalogue.web.glance import is_older, tool_glance

FREE, ALIVE, USED, HELPED, FOUND = range(5)
NONE = Counts({}, 0)


def states(tool, counts=NONE, providers=0):
    with override("en"):
        return [item["state"] for item in tool_glance(tool, counts, providers)]


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
    ("statuses", "proven", "state"),
    [
        ({AdoptionStatus.IN_PRODUCTION: 1}, 1, "yes"),
        ({AdoptionStatus.REVERSED: 1, AdoptionStatus.IN_PRODUCTION: 1}, 1, "yes"),
        ({AdoptionStatus.IN_PRODUCTION: 1}, 0, "caution"),
        ({AdoptionStatus.PLANNED: 1}, 0, "caution"),
        ({AdoptionStatus.REVERSED: 1}, 0, "no"),
        ({AdoptionStatus.UNCONFIRMED: 1}, 0, "unknown"),
        ({}, 0, "unknown"),
    ],
    ids=["runs", "runs again", "weak word", "planned", "reversed", "claimed", "none"],
)
def test_use_is_told_by_what_is_proven(statuses, proven, state):
    assert states(Tool(name="x"), Counts(statuses, proven))[USED] == state


@pytest.mark.parametrize(("providers", "state"), [(0, "unknown"), (3, "yes")])
def test_help_is_told_by_who_is_known(providers, state):
    assert states(Tool(name="x"), providers=providers)[HELPED] == state


@pytest.mark.parametrize(
    ("date", "state"), [("2026-10", "yes"), ("2026", "yes"), ("2024-12-31", "caution")]
)
def test_long_silence_is_to_be_checked(date, state, time_machine):
    time_machine.move_to("2026-11-21")

    assert states(Tool(name="x", last_activity=date))[ALIVE] == state


@pytest.mark.parametrize(
    ("statuses", "answer"),
    [
        ({"in_production": 1}, "1 in production, to be confirmed"),
        ({"partly_reversed": 1}, "1 partly reversed"),
        ({"planned": 1, "pilot": 1200, "declined": 1}, "1,200 pilots, 1 planned"),
    ],
    ids=["weak word", "partly", "on the way"],
)
def test_use_that_proves_nothing_is_told_as_it_stands(statuses, answer):
    with override("en"):
        assert tool_glance(Tool(name="x"), Counts(statuses, 0))[USED]["answer"] == answer


def test_month_is_taken_at_its_end(time_machine):
    time_machine.move_to("2026-06-10")

    assert [is_older(date, 20) for date in ("2026-05-12", "2026-05", "2026")] == [
        True,
        False,
        False,
    ]
