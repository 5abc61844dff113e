"""A made-up catalogue is the same everywhere, and shaped as real ones are."""

import hashlib
import json
from collections import Counter

from catalogue.exchange.synthetic.tables import rows_of
from catalogue.exchange.synthetic.world import SCALES, Scale
from catalogue.models import Adoption, Citation, City, Tool

TINY = Scale("tiny", tools=150, products=45, cities=60, adoptions=600)


def drawn(scale, seed=1):
    return {model: list(rows) for model, rows in rows_of(scale, seed)}


def digest(tables):
    told = {model._meta.db_table: rows for model, rows in tables.items()}
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def test_same_scale_and_seed_are_the_same_rows_on_every_machine():
    assert digest(drawn(TINY))[:16] == "da53c01b486b315f"


def test_another_seed_is_another_catalogue():
    assert digest(drawn(TINY, seed=2)) != digest(drawn(TINY))


def test_there_are_as_many_as_the_scale_says():
    tables = drawn(SCALES["S"])

    assert {m.__name__: len(tables[m]) for m in (Tool, City, Adoption)} == {
        "Tool": 200,
        "City": 300,
        "Adoption": 2_000,
    }


def test_a_few_tools_have_most_of_the_adopters_and_many_have_hardly_any():
    adopters = Counter(row["tool_id"] for row in drawn(SCALES["S"])[Adoption])

    numbers = sorted((adopters[tool] for tool in range(1, 201)), reverse=True)
    assert sum(numbers[:20]) > 900
    assert numbers[100] < 8


def test_every_adoption_cites_a_source_and_some_sources_serve_many():
    tables = drawn(TINY)

    cited = {row["adoption_id"] for row in tables[Citation] if "adoption_id" in row}
    served = Counter(row["source_id"] for row in tables[Citation])
    assert cited == {row["id"] for row in tables[Adoption]}
    assert served.most_common(1)[0][1] > 20
