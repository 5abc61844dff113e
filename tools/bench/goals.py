"""What is to be reached, as ratios within a round, and whether a run reached it."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Goal:
    """`over` and `under` are two of the rows, as who/what/clients. Answers a second are compared
    where the goal is a least, the time of an answer where it is a most.
    """

    words: str
    over: str
    under: str
    least: float = 0
    most: float = 0

    def ratio(self, rounds, requests):
        """The median over the rounds; None where one of the two was not measured."""
        found = ratio(rounds, requests, self.over, self.under)
        return found and (found if self.least else 1 / found)

    def by_cpu(self, medians, requests):
        """The same ratio in time of processors: it hears nothing of who else is at work. None
        where a side is no server, or its system does not tell.
        """
        over, under = (
            medians.get(row, {}).get("cpu", 0) * _requests(row, requests)
            for row in (self.over, self.under)
        )
        if not (over and under):
            return None
        return under / over if self.least else over / under

    def is_met(self, ratio):
        return ratio >= self.least if self.least else ratio <= self.most

    @property
    def wanted(self):
        return f"≥ {self.least:g}" if self.least else f"≤ {self.most:g}"


GOALS = (
    Goal("unchanged (304) / answer of nothing",
         "kept/unchanged/16", "beside/unchanged/16", least=0.6),
    Goal("kept JSON list / answer of nothing", "kept/list/16", "beside/list/16", least=0.6),
    Goal("kept HTML list / answer of nothing", "kept/page/16", "beside/page/16", least=0.5),
    Goal("HTML list / answer of nothing", "fresh/page/16", "beside/page/16", least=0.1),
    Goal("list / Starlette + asyncpg", "fresh/list/16", "starlette/list/16", least=0.5),
    Goal("tool’s adopters / Starlette + asyncpg",
         "fresh/adopters/16",
         "starlette/adopters/16", least=0.4),
    Goal("search, count, facets: time / bare SQL", "fresh/search_facets/1",
         "reference/search_facets/1", most=3),
    Goal("misspelt: time / well spelt", "fresh/misspelt/1", "fresh/name/1", most=2),
    Goal("alternatives: time / bare SQL", "fresh/alternatives/1", "reference/alternatives/1",
         most=6),
    Goal("cities like mine: time / bare SQL", "fresh/peers/1", "reference/peers/1", most=6),
    Goal("export, made anew / COPY", "fresh/export/1", "reference/export/1", least=0.5),
    Goal("list / Datasette", "fresh/list/16", "datasette/list/16", least=10),
    Goal("tool’s adopters / Datasette", "fresh/adopters/16", "datasette/adopters/16", least=3),
    Goal("search / Datasette", "fresh/search/16", "datasette/search/16", least=5),
    Goal("search, count, facets / Datasette", "fresh/search_facets/16",
         "datasette/search_facets/16", least=40),
    Goal("list behind nginx / nginx’s static file", "nginx/list/16", "nginx/static/16", least=0.5),
)  # fmt: skip
#: Whose p50 may grow so much from S to L, beside the answer of nothing of the same run.
GROWTH = dict.fromkeys(("list", "tool", "adopters", "alternatives", "deep", "misspelt"), 3)
MEMORY = 200
#: Rows that count requests of the site: several may make one answer.
PER_REQUEST = ("fresh", "kept", "sent")


def ratio(rounds, requests, over, under):
    """How many times as many answers a second, as the median of what each round says. `requests`
    tells how many requests of the site make one answer to a question.
    """
    found = [
        _answers(held, requests, over) / _answers(held, requests, under)
        for held in rounds
        if over in held and under in held and held[over].rate and held[under].rate
    ]
    return median(found) if found else None


def _answers(held, requests, row):
    return held[row].rate / _requests(row, requests)


def _requests(row, requests):
    who, what, _clients = row.split("/")
    return requests.get(what, 1) if who in PER_REQUEST else 1


def judged(rounds, requests):
    """`[(Goal, ratio or None, met or None)]`."""
    found = [(goal, goal.ratio(rounds, requests)) for goal in GOALS]
    return [(goal, value, None if value is None else goal.is_met(value)) for goal, value in found]
