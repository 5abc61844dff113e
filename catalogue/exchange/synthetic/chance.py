"""Draws that are the same on every machine for the same seed, skewed as the world is."""

from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate, cycle

#: Nothing in a generated catalogue is later: the same rows come out on any day.
TODAY = date(2026, 1, 1)


class Weighted:
    """Draws one of `{thing: weight}`."""

    def __init__(self, weights):
        self.things = list(weights)
        self.heaps = list(accumulate(weights.values()))

    def __call__(self, rng):
        place = rng.random() * self.heaps[-1]
        return self.things[bisect(self.heaps, place, 0, len(self.heaps) - 1)]


class Skewed(Weighted):
    """Draws one of some things; the first ones far more often than the last."""

    def __init__(self, things, exponent=1.0):
        self.things = things
        self.heaps = list(accumulate(rank**-exponent for rank in range(1, len(things) + 1)))


def shares(many, total, most, exponent=1.05, offset=2.0):
    """`many` decreasing numbers that add up to `total`, none above `most`: a few giants and a long
    tail.
    """
    total = min(total, many * most)
    weights = [(i + offset) ** -exponent for i in range(many)]
    low, high = 0.0, total * (many + offset) ** exponent
    for _ in range(100):
        middle = (low + high) / 2
        if sum(min(most, middle * weight) for weight in weights) > total:
            high = middle
        else:
            low = middle
    exact = [min(most, low * weight) for weight in weights]
    numbers = [int(share) for share in exact]
    missing = total - sum(numbers)
    for i in cycle(sorted(range(many), key=lambda i: (numbers[i] - exact[i], i))):
        if not missing:
            return numbers
        if numbers[i] < most:
            numbers[i] += 1
            missing -= 1
    return numbers


def day_before(rng, most_days, latest=TODAY):
    """A day of the last so many, recent ones more often."""
    return latest - timedelta(days=int(most_days * rng.random() ** 2))


def as_known(rng, day):
    """A day as a source gives it: often the month or the year alone."""
    return day.isoformat()[: 4 if (luck := rng.random()) < 0.3 else 7 if luck < 0.6 else 10]
