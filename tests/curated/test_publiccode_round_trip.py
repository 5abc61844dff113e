"""The curated tools as publiccode.yml and back: what the file can carry comes back the same.

It cannot carry: a description that is too short even with its summary before it; texts in a
language that has no such description while others have; a release known to the month only; a
maintainer without an address; a documentation apart for each language; other names, cautions and
notes; the first release and the last activity; the addresses of downloads, training and community;
identifiers of other catalogues.
"""

import pytest
from django.conf import settings

from catalogue.exchange.formats import publiccode_told
from catalogue.exchange.formats.publiccode import (
    LONGEST_SHORT,
    cut,
    describable,
    document,
    own_name,
    unknown,
    with_everything,
    write,
)
from catalogue.exchange.publiccode import validate
from catalogue.exchange.told import Told
from catalogue.models import Organisation, Tool
from tests.catalogue.exchange.told_of import sorted_out
from tests.factories.category import CategoryFactory
from tests.factories.tool import ToolFactory

REAL = settings.BASE_DIR / "../shared/data/publiccode/real"

#: The columns of a tool that the file has keys for.
COLUMNS = (
    *("name", "summary", "description", "licence", "website", "repository", "documentation"),
    *("platforms", "software_type", "development_status", "maintenance", "languages"),
    "localisation_ready",
    *("latest_release_version", "latest_release_on"),
)
ENOUGH = 100


@pytest.fixture
def tools(catalogue):
    found = list(with_everything(describable(Tool.objects.all())))
    assert len(found) > ENOUGH
    return found


def read(text):
    [told], faults = sorted_out(publiccode_told.tool(text))
    return told, faults


def test_what_is_written_of_a_tool_is_read_as_its_values(tools):
    for tool in tools:
        told, _faults = read(write(tool))

        languages = document(tool)["description"]
        steward = tool.steward if tool.steward and tool.steward.published_at else None
        expected = {column: getattr(tool, column) for column in COLUMNS} | {
            "summary": {each: cut(tool.summary[each], LONGEST_SHORT) for each in languages},
            "description": {
                each: tool.description[each].strip()
                for each in languages
                if "longDescription" in languages[each]
            },
            "latest_release_on": tool.latest_release_on
            if len(tool.latest_release_on) == 10
            else "",
            "parent": tool.part_of.name if tool.part_of and tool.part_of.published_at else "",
            "based_on": document(tool).get("isBasedOn"),
            "maintainer": steward.name if steward and steward.website else "",
            "subjects": document(tool).get("categories"),
            "languages": document(tool).get("localisation", {}).get("availableLanguages"),
        }
        assert told.values == {
            name: value for name, value in expected.items() if value not in (None, "", [], {})
        }
        assert [user.name for user in told.users] == list(
            dict.fromkeys(own_name(adoption.city) for adoption in tool.proven)
        )


def test_what_was_read_is_written_as_the_same_bytes(tools):
    for tool in tools:
        text = write(tool)
        told, _faults = read(text)
        for column in COLUMNS:
            empty = Tool._meta.get_field(column).get_default()
            setattr(tool, column, told.values.get(column, empty))

        assert write(tool) == text


def test_what_is_wrong_in_a_file_of_ours_is_what_it_says_to_lack(tools):
    for tool in tools:
        lacking = {key.partition("/")[0] for key in unknown(document(tool))}

        findings = validate(write(tool)).findings

        assert {finding.key.partition(".")[0] for finding in findings} == lacking
        assert {finding.rule for finding in findings} <= {"required", "empty"}


@pytest.mark.django_db
@pytest.mark.skipif(not REAL.is_dir(), reason="the files of others are not here")
def test_file_of_others_that_was_read_and_written_is_read_as_the_same():
    category = CategoryFactory()
    for path in sorted(REAL.glob("*.yml")):
        for told in publiccode_told.tool(path.read_bytes()):
            if isinstance(told, Told) and told.values.get("licence"):
                ours = write(_tool(told, category))
                again, _faults = read(ours)
                before = {name: value for name, value in told.values.items() if name != "aliases"}
                assert again.values == before, path.name
                if validate(path.read_bytes()).word != "invalid":
                    assert validate(ours).findings == (), path.name


def _tool(told, category):
    """What an import makes of a record, without the rest of the catalogue."""
    values = told.values
    category.publiccode = values.get("subjects", [])
    tool = ToolFactory(category=category)
    for column in COLUMNS:
        setattr(tool, column, values.get(column, Tool._meta.get_field(column).get_default()))
    if "parent" in values:
        tool.part_of = Tool(name=values["parent"], published_at=tool.published_at)
    if "based_on" in values:
        tool.based_on = Tool(repository=values["based_on"][0], published_at=tool.published_at)
    if "maintainer" in values:
        tool.steward = Organisation(
            name=values["maintainer"], website="https://a.example", published_at=tool.published_at
        )
    return tool
