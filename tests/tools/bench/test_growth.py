"""Costs are compared between scales as answers of nothing of their own run."""

from tools.bench.growth import growth


def result(scale, cost, nothing):
    return {
        "catalogue": {"scale": scale},
        "questions": {"list": {"label": "list", "requests": 1}},
        "medians": {"fresh/list/1": {"p50": cost}, "beside/list/1": {"p50": nothing}},
    }


def test_a_slower_day_is_no_growth():
    results = {"S": result("S", cost=2, nothing=1), "L": result("L", cost=8, nothing=2)}

    assert growth(results) == [("list", [2, 4], 2, 3, True)]


def test_one_scale_tells_nothing_of_growth():
    assert growth({"S": result("S", cost=2, nothing=1)}) == []


def test_nothing_is_wanted_of_half_the_way():
    results = {"S": result("S", cost=2, nothing=1), "M": result("M", cost=20, nothing=1)}

    assert growth(results) == [("list", [2, 20], 10, None, None)]
