"""The types of the API's description in a few words."""

import pytest

from catalogue.web.openapi import Type, document, row_of, type_of


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


TYPES = {
    "a text": ({"type": "string"}, Type("string")),
    "a text or nothing": ({"type": ["string", "null"]}, Type("string | null")),
    "an address": ({"type": "string", "format": "uri"}, Type("uri")),
    "words of a list": (
        {"type": "array", "items": {"type": "string", "enum": ["name", "proof"]}},
        Type("string[]", values=("name", "proof")),
    ),
    "another shape": (ref("Ref"), Type("Ref", shape="Ref")),
    "another shape or nothing": (
        {"oneOf": [ref("Texts"), {"type": "null"}]},
        Type("Texts | null", shape="Texts"),
    ),
    "several of a shape": (
        {"type": "array", "items": ref("Cited")},
        Type("Cited[]", shape="Cited"),
    ),
    "a record as it was asked for": (
        {"anyOf": [ref("Tool"), ref("ToolAsAsked")]},
        Type("Tool", shape="Tool"),
    ),
    "one of two": (
        {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        Type("string | integer"),
    ),
}


@pytest.mark.parametrize(("schema", "expected"), TYPES.values(), ids=TYPES)
def test_type_is_told_in_a_few_words(schema, expected):
    assert type_of(schema) == expected


def test_closed_list_bears_its_name():
    found = type_of(ref("Coverage"))

    assert (found.vocabulary, found.values) == ("Coverage", ("full", "partial", "companion"))


def test_page_of_a_list_is_told_by_its_rows():
    assert row_of(ref("ToolPage")) == Type("Tool", shape="Tool")
    assert row_of(ref("Facets")) is None


def test_every_type_of_the_description_is_understood():
    schemas = document()["components"]["schemas"]
    members = [part for each in schemas.values() for part in each.get("properties", {}).values()]

    assert {type_of(part).words.strip("[] |") for part in members} & {"", "any"} == set()
