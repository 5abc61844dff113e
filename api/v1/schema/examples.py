"""Examples in the description: real answers of the curated catalogue to the requests that the views
name, kept in a file beside this one.
"""

import json
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("examples.json")
#: What the file says instead of the address of a site.
SITE = "https://communal.example"
#: Lists in an example show so many things.
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
    if "results" in answer:
        return {**answer, "results": [_cut(each) for each in answer["results"][:MOST]]}
    if "facets" in answer:
        facets = [{**facet, "values": facet["values"][:MOST]} for facet in answer["facets"]]
        return {**answer, "facets": facets}
    held = next((name for name in ("files", "labels") if name in answer), None)
    return {**answer, held: answer[held][:MOST]} if held else answer


def _cut(result):
    """A result with its own lists cut."""
    return {
        name: value[:1] if name in ("records", "adoptions") else value
        for name, value in result.items()
    }


def beginning(text, content_type):
    """The first lines of a file: of a CSV, its columns. All of a YAML or a JSON-LD, as what it
    says.
    """
    if content_type in ("application/yaml", "application/ld+json"):
        return yaml.safe_load(text)
    return text.splitlines(keepends=True)[0]


def written(examples):
    return json.dumps(examples, ensure_ascii=False, indent=1) + "\n"
