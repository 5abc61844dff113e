"""Ratios are taken within a round, and a goal says how it was missed."""

import pytest

from tools.bench.goals import Goal, judged, ratio
from tools.bench.load import Measured


def round_of(**rates):
    return {
        f"{who}/list/16": Measured(rate, p50=1000 / rate, p99=1000 / rate)
        for who, rate in rates.items()
    }


def test_the_ratio_is_the_median_of_those_within_each_round():
    rounds = [round_of(fresh=50, starlette=100), round_of(fresh=5, starlette=10),
              round_of(fresh=30, starlette=10)]  # fmt: skip

    assert ratio(rounds, {}, "fresh/list/16", "starlette/list/16") == 0.5


def test_two_requests_for_one_answer_count_as_one_answer():
    rounds = [round_of(fresh=100, starlette=100)]

    assert ratio(rounds, {"list": 2}, "fresh/list/16", "starlette/list/16") == 0.5


@pytest.mark.parametrize(
    ("limit", "met"),
    [({"least": 0.5}, True), ({"least": 0.6}, False), ({"most": 2}, True), ({"most": 1.5}, False)],
    ids=["enough answers", "too few answers", "quick enough", "too slow"],
)
def test_a_goal_is_met_or_not(limit, met):
    goal = Goal("list", "fresh/list/16", "starlette/list/16", **limit)

    value = goal.ratio([round_of(fresh=50, starlette=100)], {})

    assert goal.is_met(value) is met


def test_what_was_not_measured_is_neither_met_nor_missed():
    assert {met for _goal, _ratio, met in judged([round_of(fresh=50)], {})} == {None}


def test_processors_are_compared_whatever_the_clock_says():
    goal = Goal("list", "fresh/list/16", "starlette/list/16", least=0.5)
    medians = {"fresh/list/16": {"cpu": 4}, "starlette/list/16": {"cpu": 1}}

    assert goal.by_cpu(medians, {}) == 0.25
    assert goal.by_cpu({"fresh/list/16": {"cpu": 4}}, {}) is None
