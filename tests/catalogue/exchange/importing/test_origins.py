"""Who said what: each value remembers its catalogue and licence, whatever the order of imports."""

import json
from itertools import permutations

import pytest

from catalogue.actions.attribution import acting
from catalogue.exchange.gather import values_of
from catalogue.exchange.importing.judging import SHAPE
from catalogue.models import OutsideCatalogue, SearchEntry, Tool, ValueOrigin
from tests.catalogue.exchange.importing.given import (
    bring,
    changed_something,
    comptoir,
    origins,
    record,
    selfhosted,
    sill,
)
from tests.factories import ToolFactory

pytestmark = pytest.mark.django_db

IDS = {"comptoirDuLibreId": 9}


@pytest.fixture
def sources(shelves, tmp_path):
    """Three catalogues of one tool, who do not agree."""
    state = {
        "id": 1,
        "name": "Datelune",
        "function": "Trouve une date.",
        "license": "MIT",
        **IDS,
        "softwareExternalData": {
            "websiteUrl": "https://state.example/",
            "sourceUrl": "https://github.com/D/Datelune",
        },
    }
    list_ = {
        "name": "DATELUNE",
        "description": "Finds a date.",
        "licenses": ["AGPL-3.0-or-later"],
        "website_url": "https://list.example/",
        "source_code_url": "https://github.com/d/datelune",
    }
    users = {
        "id": 9,
        "name": "DateLune",
        "external_resources": {
            "website": "https://users.example/",
            "repository": "https://github.com/d/datelune",
        },
    }
    ToolFactory(
        slug="datelune",
        name="Datelune",
        comptoir_du_libre="9",
        repository="https://github.com/d/datelune",
    )
    return {
        "sill": sill(tmp_path, state),
        "awesome-selfhosted": selfhosted(tmp_path, datelune=list_),
        "comptoir-du-libre": comptoir(tmp_path, users),
    }


def values():
    own = {"slug", "category", "other_categories", "cites"}
    found = values_of(Tool.objects.get(), SHAPE["tool"])
    return {name: value for name, value in found.items() if name not in own}


ORDERS = list(permutations(["sill", "comptoir-du-libre", "awesome-selfhosted"]))


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_the_more_trusted_is_heard_in_whatever_order_they_come(sources, order):
    for form in order:
        bring(form, sources[form])

    tool = Tool.objects.get()
    assert (tool.website, tool.licence) == ("https://state.example/", "MIT")
    assert origins(tool) == {
        "website": "sill",
        "licence": "sill",
        "sill": "sill",
        "platforms": "awesome-selfhosted",
    }
    assert record("DATELUNE").differs == ["licence", "summary.en", "website"]
    assert record("DateLune").differs == ["website"]


@pytest.mark.parametrize("order", list(permutations(["sill", "awesome-selfhosted"])), ids=" ".join)
def test_a_new_tool_is_the_same_in_whatever_order_they_come(sources, order):
    with acting("Bob"):
        Tool.objects.all().delete()
    for form in order:
        bring(form, sources[form])

    tool = Tool.objects.get()

    assert values() | {"platforms": []} == values() | {
        "name": "Datelune",
        "summary": {"fr": "Trouve une date.", "en": "Finds a date."},
        "website": "https://state.example/",
        "licence": "MIT",
        "repository": "https://github.com/D/Datelune",
        "platforms": [],
    }
    assert origins(tool) == {
        "name": "sill",
        "summary.fr": "sill",
        "summary.en": "awesome-selfhosted",
        "website": "sill",
        "licence": "sill",
        "repository": "sill",
        "sill": "sill",
        "comptoir_du_libre": "sill",
        "platforms": "awesome-selfhosted",
    }


def test_a_value_remembers_when_and_under_which_licence(sources):
    bring("awesome-selfhosted", sources["awesome-selfhosted"])

    origin = ValueOrigin.objects.get(field="website")

    assert (origin.licence, origin.value) == ("CC-BY-SA-3.0", "https://list.example/")
    assert origin.taken_at


def test_a_value_taken_from_another_names_the_other(sources):
    bring("awesome-selfhosted", sources["awesome-selfhosted"])
    bring("sill", sources["sill"])

    origin = ValueOrigin.objects.get(field="website")

    assert (origin.catalogue.slug, origin.licence) == ("sill", "etalab-2.0")


def test_an_editor_may_trust_another_first(sources):
    for form in ("sill", "awesome-selfhosted"):
        bring(form, sources[form])
    OutsideCatalogue.objects.filter(slug="awesome-selfhosted").update(trust=1)

    bring("awesome-selfhosted", sources["awesome-selfhosted"])

    assert Tool.objects.get().website == "https://list.example/"
    assert origins(Tool.objects.get())["licence"] == "awesome-selfhosted"


def test_a_value_that_the_first_no_longer_says_is_the_next_one_s(sources, tmp_path):
    for form in ("sill", "awesome-selfhosted"):
        bring(form, sources[form])

    bring("sill", sill(tmp_path, {"id": 1, "name": "Datelune", "license": "MIT", **IDS}))

    assert Tool.objects.get().website == "https://list.example/"
    assert origins(Tool.objects.get())["website"] == "awesome-selfhosted"


def test_both_catalogues_are_cited(sources):
    for form in ("sill", "awesome-selfhosted"):
        bring(form, sources[form])

    cited = Tool.objects.get().citations.values_list("source__slug", flat=True)

    assert list(cited) == ["sill", "awesome-selfhosted"]


def test_a_record_names_whoever_says_a_value_now(sources):
    """Also where no value changes, only who is heard first."""
    for name in ("one", "other"):
        bring("sill", sources["sill"], name=name, publishes=True)
    assert named() == {"one"}
    OutsideCatalogue.objects.filter(slug="other").update(trust=1)

    report = bring("sill", sources["sill"], name="other")

    assert not changed_something(report)
    assert named() == {"other"}


def named():
    """The catalogues that the record of the one tool names."""
    record = json.loads(SearchEntry.objects.get(kind="tool").record)
    return {origin["catalogue"]["slug"] for origin in record["origins"]}
