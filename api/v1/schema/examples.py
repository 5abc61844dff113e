"""Examples in the description: real answers of the curated catalogue to the requests that the views
name, kept in a file beside this one.
"""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("examples.json")
#: What the file says instead of the address of a site.
SITE = "https://communal.example"
#: Lists in an example show so many.
MOST = 2


@cache
def kept():
    """`{operation: answer}`"""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def examples_of(described):
    """The example of an address: the request as its summary, the answer as its value."""
    if described.operation not in kept():
        return {}
    return {"curated": {"summary": f"GET {described.asked}", "value": kept()[described.operation]}}


def shortened(answer):
    """An answer that a reader takes in at a glance: the lists that a question fills, cut."""
    if isinstance(answer, dict) and isinstance(answer.get("results"), list):
        cut = answer["results"][:MOST]
        return {**answer, "results": [shortened_one(each) for each in cut]}
    if isinstance(answer, dict) and "facets" in answer:
        facets = [{**facet, "values": facet["values"][:MOST]} for facet in answer["facets"]]
        return {**answer, "facets": facets}
    return answer


def shortened_one(result):
    """One result with its own lists cut."""
    return {
        name: value[:1] if name in ("records", "adoptions") else value
        for name, value in result.items()
    }


def written(examples):
    return json.dumps(examples, ensure_ascii=False, indent=1) + "\n"
