"""The examples of the description, asked of the curated catalogue."""

import re
from dataclasses import dataclass

import pytest
import yaml

from api.v1.schema.names import plural_of
from catalogue.choices import Kind
from tests.api.description import faults, holding, operations, shape


@dataclass(frozen=True)
class Example:
    """A request, and the answer that the description shows to it."""

    operation: str
    media_type: str
    schema: dict
    address: str
    answer: object


def examples():
    for _path, operation in operations():
        for media_type, content in operation["responses"]["200"]["content"].items():
            for shown in content.get("examples", {}).values():
                address = shown["summary"].removeprefix("GET ")
                name = operation["operationId"]
                yield Example(name, media_type, content["schema"], address, shown["value"])


def linked():
    """`(operation, example request, link)` of each link from an answer to another address."""
    asked = {example.operation: example.address for example in examples()}
    for _path, operation in operations():
        for link in operation["responses"]["200"].get("links", {}).values():
            name = operation["operationId"]
            yield pytest.param(asked[name], link, id=f"{name} to {link['operationId']}")


EXAMPLES = [pytest.param(each, id=each.operation) for each in examples()]
RECORDS = [each for each in EXAMPLES if "anyOf" in each.values[0].schema]
FILES = [each for each in EXAMPLES if each.values[0].media_type != "application/json"]


def test_every_operation_has_an_example_but_the_description_itself_and_what_is_no_text():
    shown = {example.operation for example in examples()}

    every = {operation["operationId"] for _path, operation in operations()}
    sheets = {f"download{plural_of(kind)}AsOds" for kind in Kind}
    assert every - shown == {"readDescriptionAsJson", "readDescriptionAsYaml", *sheets}


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each not in FILES])
def test_example_is_answered_as_described(client, catalogue, example):
    answer = client.get(example.address)

    told, shown = answer.json(), example.answer
    assert answer.status_code == 200
    assert answer["Content-Type"] == example.media_type
    assert faults(holding(example.schema), told) == []
    assert faults(holding(example.schema), shown) == []
    assert list(told) == list(shown)
    for name in ("results", "facets", "files"):
        assert bool(told.get(name)) == bool(shown.get(name)), "an example shows something"


@pytest.mark.parametrize("example", FILES)
def test_example_of_a_file_begins_like_the_file(client, catalogue, example):
    answer = client.get(example.address)

    text = answer.getvalue().decode()
    assert answer.status_code == 200
    assert answer["Content-Type"].partition(";")[0] == example.media_type
    if example.media_type in ("application/yaml", "application/ld+json"):
        told = yaml.safe_load(text)
        assert faults(holding(example.schema), told) == []
        assert told.keys() == example.answer.keys()
    else:
        assert len(text.splitlines()) > 1
    if example.media_type == "text/csv":
        assert text.splitlines()[0] == example.answer.strip()


@pytest.mark.parametrize("example", RECORDS)
def test_example_of_a_record_is_a_whole_one(example):
    whole = example.schema["anyOf"][0]["$ref"].rpartition("/")[2]

    assert faults(shape(whole), example.answer) == []


@pytest.mark.parametrize(("address", "link"), list(linked()))
def test_link_leads_from_an_answer_to_the_next(client, catalogue, address, link):
    whole = re.sub("[?&]fields=[^&]*", "", address)
    path, operation = next(
        each for each in operations() if each[1]["operationId"] == link["operationId"]
    )
    [(name, expression)] = link["parameters"].items()
    value = client.get(whole).json()
    for step in expression.removeprefix("$response.body#/").split("/"):
        value = value[int(step) if step.isdigit() else step]

    filled = path.replace(f"{{{name}}}", value)
    answer = client.get(filled if filled != path else f"{path}?{name}={value}")

    assert answer.status_code == 200
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert faults(holding(schema), answer.json()) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_parameter_that_is_not_described_is_refused(client, catalogue, example):
    more = "&" if "?" in example.address else "?"

    answer = client.get(f"{example.address}{more}stranger=1")

    assert answer.status_code == 400
    assert answer.json()["parameter"] == "stranger"
