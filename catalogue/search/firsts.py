"""The first of many: what a page shows of a list of any length."""

from typing import NamedTuple


class Firsts(NamedTuple):
    """The first rows of many, and how many there are."""

    rows: list
    total: int

    @property
    def others(self):
        return self.total - len(self.rows)


def first(rows, most):
    """The Firsts of a QuerySet. They are counted only where there are more."""
    found = list(rows[: most + 1])
    return Firsts(found[:most], len(found) if len(found) <= most else rows.count())
