"""Tools: only free software, with words and dates that mean something."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from catalogue.models import Tool
from tests.factories import CategoryFactory, LicenceFactory, ToolFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "licence", ["BUSL-1.1", "SSPL-1.0", "Proprietary", "MIT AND BUSL-1.1", "mit"]
)
def test_licence_that_is_not_free_software_is_refused(licence):
    LicenceFactory(spdx="MIT")

    with refused("tool_licence_is_free"):
        ToolFactory(licence=licence)


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "MIT OR GPL-2.0-only",
        "(MIT AND GPL-2.0-only) OR EUPL-1.2",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "MIT AND (GPL-2.0-only WITH Classpath-exception-2.0 OR EUPL-1.2)",
        "",
    ],
)
def test_licence_made_of_free_ones_is_taken(licence):
    for spdx in ("MIT", "GPL-2.0-only", "EUPL-1.2"):
        LicenceFactory(spdx=spdx)

    tool = ToolFactory(licence=licence)

    assert Tool.objects.get(pk=tool.pk).licence == licence


def test_licence_cannot_become_unfree():
    tool = ToolFactory(licensed=True)

    with refused("tool_licence_is_free"):
        Tool.objects.filter(pk=tool.pk).update(licence="BUSL-1.1")


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("software_type", "toy", "tool_type_known"),
        ("development_status", "dying", "tool_status_known"),
        ("maintenance", "some", "tool_maintenance_known"),
        ("platforms", ["web", "toaster"], "tool_platforms_known"),
        ("first_release", "1998-00", "tool_dates_are_dates"),
        ("latest_release_on", "2020-1-1", "tool_dates_are_dates"),
        ("last_activity", "yesterday", "tool_dates_are_dates"),
    ],
)
def test_words_and_dates_are_known_ones(field, value, rule):
    tool = ToolFactory()

    with refused(rule):
        Tool.objects.filter(pk=tool.pk).update(**{field: value})


@pytest.mark.parametrize("field", ["part_of", "based_on"])
def test_tool_is_neither_its_own_suite_nor_its_own_fork(field):
    tool = ToolFactory()

    with refused("tool_is_not_its_own_suite_or_fork"):
        Tool.objects.filter(pk=tool.pk).update(**{field: tool})


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("wikidata", "tool_wikidata_unique"),
        ("sill", "tool_sill_unique"),
        ("comptoir_du_libre", "tool_comptoir_unique"),
    ],
)
def test_outside_id_belongs_to_one_tool(field, rule):
    ToolFactory(**{field: "Q10135"})
    ToolFactory()
    ToolFactory()

    with refused(rule):
        ToolFactory(**{field: "Q10135"})


def test_category_that_holds_tools_cannot_be_deleted():
    category = CategoryFactory()
    ToolFactory(category=category)

    with refused("catalogue_tool_category_id"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_category WHERE id = %s", [category.pk])
        connection.check_constraints()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "//example.org", "example"],
)
def test_address_is_one_of_the_web(address):
    with pytest.raises(ValidationError):
        Tool._meta.get_field("website").clean(address, None)


@pytest.mark.parametrize(
    ("fields", "dead"),
    [
        ({"development_status": "obsolete"}, True),
        ({"maintenance": "none"}, True),
        ({"development_status": "beta", "maintenance": "community"}, False),
        ({}, False),
    ],
)
def test_dead_is_obsolete_or_abandoned(fields, dead):
    assert Tool(**fields).is_dead is dead
