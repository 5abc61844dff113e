"""The committed description is what the code says, and says all of it."""

import json
import re

import pytest

from api.reading import ReadView
from api.v1.schema.document import CannotDescribe, as_text, described, valid
from api.v1.urls import urlpatterns
from tests.api.description import FILE, description, operations

VIEWS = {pattern.callback.view_class for pattern in urlpatterns}


def walk(node, place="#"):
    """`(place, object)` of every object of the description."""
    if isinstance(node, dict):
        yield place, node
        for name, each in node.items():
            yield from walk(each, f"{place}/{name}")
    elif isinstance(node, list):
        for number, each in enumerate(node):
            yield from walk(each, f"{place}/{number}")


def test_committed_file_is_what_the_code_says():
    assert FILE.read_text(encoding="utf-8") == as_text(described()), (
        "docs/openapi-v1.yaml is behind the code: run `manage.py openapi --update`."
    )


def test_it_does_not_depend_on_the_machine_that_makes_it(settings):
    settings.SITE_URL = "https://elsewhere.example"
    settings.LANGUAGE_CODE = "en"

    assert as_text(described()) == FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("view", sorted(VIEWS, key=str), ids=lambda view: view.__name__)
def test_every_view_describes_itself(view):
    assert issubclass(view, ReadView)
    assert callable(getattr(view, "described", None))


def test_every_operation_has_a_name_a_summary_a_tag_and_its_problems():
    tags = {tag["name"] for tag in description()["tags"]}

    names = [operation["operationId"] for _path, operation in operations()]
    assert len(names) == len(set(names)) > 60
    for _path, operation in operations():
        assert re.fullmatch("[a-z][A-Za-z]+", operation["operationId"])
        assert operation["summary"]
        assert set(operation["tags"]) <= tags
        assert {"200", "304", "400", "401", "429", "503"} <= operation["responses"].keys()


def test_every_parameter_says_in_a_sentence_what_it_does():
    parameters = [
        each for _place, each in walk(description()) if each.keys() >= {"name", "in", "schema"}
    ]

    assert len(parameters) > 60
    assert [each["name"] for each in parameters if not each["description"].endswith(".")] == []


def test_every_reference_leads_somewhere_and_no_component_is_left_over():
    components = {
        f"#/components/{kind}/{name}"
        for kind, held in description()["components"].items()
        if kind != "securitySchemes"
        for name in held
    }

    referred = {each["$ref"] for _place, each in walk(description()) if "$ref" in each}

    assert referred == components


def test_every_object_says_whether_it_holds_more_than_its_members():
    open_ended = [
        place
        for place, each in walk(description()["components"]["schemas"])
        if each.get("type") == "object" and "additionalProperties" not in each
    ]

    assert open_ended == []


def test_it_names_no_host():
    said = json.dumps(description(), ensure_ascii=False)
    outside = set(re.findall(r"https?://[^/\"\s)]+", said))

    examples = {
        host
        for _path, operation in operations()
        for host in re.findall(r"https?://[^/\"\s)]+", json.dumps(operation, ensure_ascii=False))
    }
    assert outside == examples
    assert description()["servers"] == [
        {"url": "/", "description": "The catalogue that you read this in."}
    ]


def test_what_openapi_has_no_words_for_is_refused():
    broken = {**described(), "info": {"title": "Without a version"}}

    with pytest.raises(CannotDescribe, match="version"):
        valid(broken)
