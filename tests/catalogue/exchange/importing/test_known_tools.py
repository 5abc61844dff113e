"""Which of our tools another catalogue means; and on real files, how often that is right."""

import json
from collections import Counter

import pytest
from django.conf import settings

from catalogue.exchange.importing.known_tools import NEW, Found, KnownTools
from catalogue.exchange.readers import formats, read
from catalogue.exchange.told import Told
from catalogue.models import Tool
from tests.catalogue.exchange.importing.given import bring
from tests.factories import ToolFactory

REAL = settings.BASE_DIR.parent / "shared" / "data"
is_real = pytest.mark.skipif(not REAL.exists(), reason="the files of others are not here")


def found(name, website="", **ids):
    return KnownTools().find(name, ids, website)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Datelune", "date-lune", "DATELUNE", "Date Lune (agent)", "Dätelüne"], ids=str
)
def test_a_tool_is_known_by_its_name_in_any_letters(name):
    tool = ToolFactory(name="Date Lune")

    assert found(name) == Found(tool.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Date", "Datelune Pro", "Lune", ""], ids=str)
def test_a_part_of_a_name_is_another_tool(name):
    ToolFactory(name="Date Lune")

    assert found(name) == NEW


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ours", "theirs", "is_known"),
    [
        ({"website": "https://a.example"}, {"website": "https://www.a.example/fr"}, True),
        ({"website": "https://a.example"}, {"website": "https://b.example"}, False),
        ({"website": "https://a.example"}, {}, True),
        ({"repository": "https://github.com/a/x"}, {"repository": "github.com/a/y"}, True),
        ({"repository": "https://github.com/a/x"}, {"repository": "github.com/b/x"}, False),
        ({"wikidata": "Q1"}, {"wikidata": "Q2"}, False),
        (
            {"wikidata": "Q1", "website": "https://a.example"},
            {"wikidata": "Q2", "website": "https://a.example"},
            True,
        ),
    ],
    ids=[
        *("same site", "other site", "one is silent", "same owner", "other owner"),
        *("other identifier", "other identifier, same site"),
    ],
)
def test_a_homonym_is_the_same_unless_something_speaks_against_it(ours, theirs, is_known):
    tool = ToolFactory(name="Datelune", **ours)

    answer = found("Datelune", **theirs)

    assert (answer.tool, answer.candidates) == ((tool.pk, ()) if is_known else (None, (tool.pk,)))


@pytest.mark.django_db
def test_the_code_of_a_tool_under_a_longer_name_is_that_tool():
    tool = ToolFactory(slug="decidim", name="Decidim", repository="https://github.com/d/decidim")

    assert found("Decidim Barcelona", repository="github.com/d/decidim") == Found(tool.pk)


@pytest.mark.django_db
def test_the_code_of_a_tool_under_another_name_is_for_a_person_to_decide():
    tool = ToolFactory(slug="decidim", name="Decidim", repository="https://github.com/d/decidim")

    answer = found("Metadecidim", repository="github.com/d/decidim")

    assert (answer.tool, answer.candidates) == (None, (tool.pk,))


@pytest.mark.django_db
def test_an_identifier_outweighs_a_name():
    tool = ToolFactory(name="Moon", wikidata="Q1")
    ToolFactory(name="Datelune")

    assert found("Datelune", wikidata="Q1") == Found(tool.pk)


@pytest.mark.django_db
def test_two_homonyms_of_ours_are_for_a_person_to_decide():
    tools = {ToolFactory(name="Datelune").pk, ToolFactory(name="DateLune").pk}

    answer = found("Datelune")

    assert (answer.tool, set(answer.candidates)) == (None, tools)


def sill(where):
    """`(name, addresses, sill)` of every tool in a file of the SILL."""
    for told in read(formats()["sill"], REAL / "sill" / where):
        if isinstance(told, Told) and told.noun == "tool":
            repository = told.outside_ids.get("repository", "")
            yield told.values["name"], repository, told.values.get("website", ""), told.key


def crosswalk():
    said = json.loads((REAL / "sill" / "wikidata-crosswalk.json").read_text(encoding="utf-8"))
    for item in said["items"]:
        yield item["name"], "", "", str(item["sill_id"])


TABLES = {
    "2020": lambda: sill("disic/sill-2020.csv"),
    "2022": lambda: sill("sill-2022-05/sill.json"),
    "compiled": lambda: sill("sill-data-template/compiledData_withoutReferents.json"),
    "2026": lambda: sill("sill-2026-sample-used_by.json"),
    "crosswalk": crosswalk,
}


@is_real
def test_names_and_addresses_find_the_tools_that_identifiers_name(catalogue):
    """The SILL numbers its software: other years of it and a crosswalk are matched without the
    numbers, which then tell who was right.
    """
    bring("sill", REAL / "sill" / "sill-api-history" / "sill-softwares.json")
    known = KnownTools()
    truth = dict(Tool.objects.exclude(sill="").values_list("sill", "pk"))
    numbers = dict(Tool.objects.values_list("pk", "sill"))
    seen = Counter()

    for table in TABLES.values():
        for name, repository, website, number in table():
            answer = known.find(name, {"repository": repository}, website)
            if answer.tool and numbers[answer.tool]:
                is_right = answer.tool == truth.get(number)
                seen["right" if is_right else "wrong"] += 1
            elif number in truth:
                seen["waits" if truth[number] in answer.candidates else "missed"] += 1

    joined = seen["right"] + seen["wrong"]
    print(seen)  # noqa: T201
    assert seen["right"] > 300
    assert seen["right"] / joined >= 0.98
    assert seen["right"] / (seen["right"] + seen["waits"] + seen["missed"]) >= 0.9
