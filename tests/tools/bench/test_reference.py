"""What cannot be beaten has to answer the same question: the reference statements give what the API
gives.
"""

import json

import psycopg
import pytest
from django.db import connection
from django.test import Client

from tests.conftest import on_database
from tools.bench import reference, sample
from tools.bench.questions import questions

#: Not lists of records, in the order of the API.
OTHERWISE = {"facets", "tool", "alternatives"}


@pytest.fixture
def compared(made_up, django_db_blocker):
    """Asks both: `(what the API says, what the reference says)` for each subject of a question."""
    name = psycopg.conninfo.conninfo_to_dict(made_up)["dbname"]
    with psycopg.connect(made_up, autocommit=True) as alone, django_db_blocker.unblock():
        reference.build(alone)
        asked = {one.name: one for one in questions(sample.take(alone), static="/")}

        def compare(name):
            question = asked[name]
            paths = [path for path in question.paths if "/facets/?" not in path]
            for path, values in zip(paths, question.parameters, strict=True):
                said = alone.pgconn.exec_params(
                    reference.STATEMENTS[name].encode(), [value.encode() for value in values]
                )
                yield Client().get(path).json(), said.get_value(0, 0).decode()

        with on_database(name):
            yield compare
        connection.close()
        reference.drop(alone)


@pytest.mark.parametrize("name", sorted(reference.STATEMENTS.keys() - OTHERWISE))
def test_a_page_holds_the_same_records_in_the_same_order(compared, name):
    for api, said in compared(name):
        count, rows = json.loads(f"[{said}]")[:2]

        assert count == api["count"] > 0
        assert [row["slug"] for row in rows] == [row["slug"] for row in api["results"]]


def test_the_same_tools_stand_in_for_a_product(compared):
    for api, said in compared("alternatives"):
        count, rows = json.loads(f"[{said}]")

        assert count == api["count"] > 0
        assert {row["slug"]: (row["cities"], row["adoptions"]) for row in rows} == {
            row["tool"]["slug"]: (row["cities_in_production"], row["adoptions_count"])
            for row in api["results"]
        }


def test_facets_of_everything_have_the_same_numbers(compared):
    for api, said in compared("facets"):
        held = json.loads(said)

        assert {
            f"{facet['name']}:{value['value']}": value["count"]
            for facet in api["facets"]
            for value in facet["values"]
            if facet["values_count"] == len(facet["values"])
        }.items() <= held.items()
