"""UUIDs that clients may keep."""

import re

import pytest

from api.open_catalog.identifiers import find, identifier, with_first_slug
from catalogue.models import Tool
from tests.factories.tool import ToolFactory

#: The contract's own pattern.
PATTERN = r"[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89aAbB][a-f0-9]{3}-[a-f0-9]{12}"


def test_identifier_is_as_the_contract_has_it_and_always_the_same():
    assert re.fullmatch(PATTERN, identifier("software", "gimp"))
    assert identifier("software", "gimp") == "fe7f3b18-4e16-447e-82aa-1c3be1888ed3"
    assert identifier("software", "gimp") != identifier("publishers", "gimp")


@pytest.mark.django_db
def test_identifier_survives_every_renaming():
    tool = ToolFactory(slug="first")
    for slug in ("second", "third", "second"):
        tool.slug = slug
        tool.save()

    row = with_first_slug(Tool.objects.all()).get()

    assert row.first_slug == "first"
    assert find(Tool.objects.all(), "software", identifier("software", "first")) == tool


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["second", "other", "%"])
def test_identifier_of_something_else_finds_nothing(slug):
    tool = ToolFactory(slug="first")
    tool.slug = "second"
    tool.save()

    assert find(Tool.objects.all(), "software", identifier("software", slug)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["first", "%", "_" * 36, "", "é" * 400])
def test_what_is_no_identifier_finds_nothing(key):
    ToolFactory(slug="first")

    assert find(Tool.objects.all(), "software", key) is None


@pytest.mark.django_db
def test_deleted_thing_is_not_found():
    ToolFactory(slug="first").delete()

    assert find(Tool.objects.all(), "software", identifier("software", "first")) is None
