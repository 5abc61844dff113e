"""Tools of other catalogues: joined to the right one of ours, followed while nobody edits, and
never against an editor.
"""

import pytest

from catalogue.actions.attribution import acting
from catalogue.models import OutsideRecord, Tool
from tests.catalogue.exchange.importing.given import (
    bring,
    comptoir,
    counted,
    everything,
    origins,
    record,
    selfhosted,
    sill,
    told,
)
from tests.factories import CategoryFactory, ToolFactory

pytestmark = pytest.mark.django_db

SITE = {"softwareExternalData": {"websiteUrl": "https://datelune.example/"}}
ENTRY = {"id": 1, "name": "Datelune", **SITE}


def edit(tool, **values):
    """What an editor does in the admin."""
    with acting("Bob"):
        Tool.objects.filter(pk=tool.pk).update(**values)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"sill": "1"}, {}),
        ({"wikidata": "Q7"}, {"wikidataId": "Q7"}),
        ({"comptoir_du_libre": "9"}, {"comptoirDuLibreId": 9}),
        ({"name": "DATE-lune"}, {}),
        (
            {"name": "Datelune", "repository": "https://github.com/d/datelune"},
            {"softwareExternalData": {"sourceUrl": "https://github.com/D/Datelune.git"}},
        ),
    ],
    ids=["sill", "wikidata", "comptoir", "name", "repository"],
)
def test_a_tool_of_ours_is_known(shelves, tmp_path, ours, theirs):
    tool = ToolFactory(**{"name": "Another name", **ours})

    bring("sill", sill(tmp_path, ENTRY | theirs))

    assert (Tool.objects.get(), record("Datelune").object_id) == (tool, tool.pk)
    assert Tool.objects.get().summary == {"fr": "Fait une chose.", "en": "Does one thing."}


def test_homonyms_with_other_addresses_wait(shelves, tmp_path):
    ToolFactory(slug="mine", name="Datelune", website="https://another.example/")

    report = bring("sill", sill(tmp_path, ENTRY))

    assert Tool.objects.count() == 1
    waiting = record("Datelune")
    assert (waiting.standing, waiting.candidates) == ("waiting", ["mine"])
    assert counted(report, "tool") == {"waiting": 1}


def test_homonyms_with_other_identifiers_wait(shelves, tmp_path):
    ToolFactory(slug="mine", name="Datelune", wikidata="Q1")

    bring("sill", sill(tmp_path, ENTRY | {"wikidataId": "Q2"}))

    assert record("Datelune").candidates == ["mine"]


def test_another_name_of_a_tool_waits(shelves, tmp_path):
    ToolFactory(slug="mine", name="Moon", aliases=["Datelune"])

    bring("sill", sill(tmp_path, ENTRY))

    assert record("Datelune").candidates == ["mine"]


def test_another_name_and_the_same_site_are_enough(shelves, tmp_path):
    tool = ToolFactory(name="Moon", aliases=["Datelune"], website="https://www.datelune.example")

    bring("sill", sill(tmp_path, ENTRY))

    assert record("Datelune").object_id == tool.pk


def test_a_second_record_of_one_catalogue_for_one_tool_waits(shelves, tmp_path):
    ToolFactory(slug="mine", sill="1", name="Datelune")

    bring("sill", sill(tmp_path, {"id": 5, "name": "Datelune"}, ENTRY))

    [waiting] = OutsideRecord.objects.filter(standing="waiting")
    assert (waiting.key, waiting.candidates) == ("5", ["mine"])


def test_two_records_of_one_name_that_nobody_has_are_two_tools(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY, {"id": 5, "name": "Datelune"}))

    assert sorted(Tool.objects.values_list("slug", "sill")) == [
        ("datelune", "1"),
        ("datelune-2", "5"),
    ]


def test_identifiers_of_two_tools_wait_for_an_editor(shelves, tmp_path):
    ToolFactory(slug="one", wikidata="Q7")
    ToolFactory(slug="other", sill="1")

    report = bring("sill", sill(tmp_path, ENTRY | {"wikidataId": "Q7"}))

    assert record("Datelune").candidates == ["one", "other"]
    assert ("waiting", "Datelune") in told(report)


def test_a_name_that_upstream_changed_is_followed(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))

    report = bring("sill", sill(tmp_path, ENTRY | {"name": "Moonpoll"}))

    tool = Tool.objects.get()
    assert (tool.name, tool.slug) == ("Moonpoll", "datelune")
    assert told(report) == {("updated", "Moonpoll"): "name"}


def test_a_name_that_an_editor_changed_is_not(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))
    edit(Tool.objects.get(), name="Ana’s name")

    bring("sill", sill(tmp_path, ENTRY | {"name": "Moonpoll"}))

    assert Tool.objects.get().name == "Ana’s name"
    assert record("Moonpoll").differs == ["name"]


def test_a_name_in_other_letters_is_no_difference(shelves, tmp_path):
    ToolFactory(name="DateLune")

    bring("sill", sill(tmp_path, ENTRY))

    assert "name" not in record("Datelune").differs


def test_a_value_that_upstream_changed_is_followed(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))
    moved = {"softwareExternalData": {"websiteUrl": "https://moved.example/"}}

    report = bring("sill", sill(tmp_path, ENTRY | moved))

    assert Tool.objects.get().website == "https://moved.example/"
    assert told(report) == {("updated", "Datelune"): "website"}


@pytest.mark.parametrize("edited", ["https://bob.example/", ""], ids=["changed", "emptied"])
def test_a_value_that_an_editor_set_is_never_overwritten(shelves, tmp_path, edited):
    bring("sill", sill(tmp_path, ENTRY))
    edit(Tool.objects.get(), website=edited)
    moved = {"softwareExternalData": {"websiteUrl": "https://moved.example/"}}

    bring("sill", sill(tmp_path, ENTRY))
    bring("sill", sill(tmp_path, ENTRY | moved))

    assert Tool.objects.get().website == edited
    assert record("Datelune").differs == ["website"]


def test_a_value_that_its_only_source_no_longer_says_is_emptied(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))

    bring("sill", sill(tmp_path, {"id": 1, "name": "Datelune"}))

    assert Tool.objects.get().website == ""
    assert "website" not in origins(Tool.objects.get())


def test_what_no_tool_can_do_without_stays(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))

    bring("sill", sill(tmp_path, ENTRY | {"function": ""}))

    assert Tool.objects.get().summary == {"fr": "Fait une chose."}


def test_a_tool_that_an_editor_deleted_stays_deleted(shelves, tmp_path):
    path = sill(tmp_path, ENTRY)
    bring("sill", path)
    with acting("Bob"):
        Tool.objects.get().delete()

    first = bring("sill", path)
    bring("sill", sill(tmp_path, ENTRY | {"function": "Fait autre chose."}))

    assert not Tool.objects.exists()
    assert record("Datelune").standing == "aside"
    assert counted(first, "tool") == {"kept": 1}


def test_a_tool_that_an_editor_deleted_is_no_trap_for_the_next_catalogue(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY | {"wikidataId": "Q7"}))
    with acting("Bob"):
        Tool.objects.get().delete()
    other = {"id": 9, "name": "Datelune", "external_resources": {"wikidata": {"id": "Q7"}}}

    bring("comptoir-du-libre", comptoir(tmp_path, other))

    assert not Tool.objects.exists()
    assert record("Datelune", "comptoir-du-libre").standing == "waiting"


def test_a_tool_that_an_editor_deleted_does_not_come_back_by_another_catalogue(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))
    with acting("Bob"):
        Tool.objects.get().delete()

    bring("sill", sill(tmp_path, ENTRY | {"id": 77}), name="another")

    assert not Tool.objects.exists()
    assert record("Datelune", "another").standing == "waiting"
    assert record("Datelune", "another").candidates == []


def test_a_record_that_an_editor_left_aside_stays_aside(shelves, tmp_path):
    ToolFactory(name="Datelune", website="https://another.example/")
    bring("sill", sill(tmp_path, ENTRY))
    OutsideRecord.objects.update(standing="aside", why="not for cities")

    report = bring("sill", sill(tmp_path, ENTRY | {"function": "Fait autre chose."}))

    assert Tool.objects.count() == 1
    assert record("Datelune").standing == "aside"
    assert not report.lines


def test_what_vanished_upstream_is_marked_and_its_values_stay(shelves, tmp_path):
    other = {"id": 2, "name": "Autre"}
    bring("sill", sill(tmp_path, ENTRY, other))
    before = Tool.objects.filter(sill="1").values().get()

    report = bring("sill", sill(tmp_path, other))

    assert Tool.objects.filter(sill="1").values().get() == before
    assert record("Datelune").vanished_at
    assert told(report) == {("vanished", "Datelune"): ""}
    again = bring("sill", sill(tmp_path, other))
    assert counted(again, "tool") == {"unchanged": 1}


def test_what_comes_back_is_followed_again(shelves, tmp_path):
    other = {"id": 2, "name": "Autre"}
    bring("sill", sill(tmp_path, ENTRY, other))
    bring("sill", sill(tmp_path, other))

    bring("sill", sill(tmp_path, ENTRY | {"license": "AGPL-3.0-or-later"}, other))

    assert record("Datelune").vanished_at is None
    assert Tool.objects.get(sill="1").licence == "AGPL-3.0-or-later"


def test_a_tool_is_filed_by_its_subjects_once(shelves, tmp_path):
    polls = CategoryFactory(slug="date-polls")
    path = selfhosted(tmp_path, datelune={"tags": ["Polls and Events"]})
    bring("awesome-selfhosted", path)
    filed = Tool.objects.get().category
    edit(Tool.objects.get(), category=polls)

    bring("awesome-selfhosted", selfhosted(tmp_path, datelune={"tags": ["Wikis"]}))

    assert (filed, Tool.objects.get().category) != (polls, filed)
    assert Tool.objects.get().category == polls


def test_a_tool_without_a_word_of_what_it_does_waits(shelves, tmp_path):
    path = comptoir(tmp_path, {"id": 1, "name": "Datelune"})

    bring("comptoir-du-libre", path)
    before = everything()
    again = bring("comptoir-du-libre", path)

    assert not Tool.objects.exists()
    assert record("Datelune").standing == "waiting"
    assert everything() == before
    assert counted(again, "tool") == {"unchanged": 1}


def test_a_tool_that_waited_comes_in_once_another_catalogue_describes_it(shelves, tmp_path):
    theirs = comptoir(tmp_path, {"id": 9, "name": "Datelune"})
    bring("comptoir-du-libre", theirs)
    bring("sill", sill(tmp_path, ENTRY | {"comptoirDuLibreId": 9}))

    bring("comptoir-du-libre", theirs)

    assert record("Datelune", "comptoir-du-libre").object_id == Tool.objects.get().pk


def test_an_address_that_was_another_s_is_not_given_again(shelves, tmp_path):
    tool = ToolFactory(slug="datelune", name="Moon")
    edit(tool, slug="moon")

    bring("sill", sill(tmp_path, ENTRY))

    assert Tool.objects.get(sill="1").slug == "datelune-2"


@pytest.mark.parametrize("name", ["日本語", "!!!", "…"], ids=["ideograms", "marks", "dots"])
def test_a_name_that_makes_no_address_gets_one_of_its_catalogue(shelves, tmp_path, name):
    bring("sill", sill(tmp_path, {"id": 1, "name": name}, {"id": 2, "name": name + name}))

    assert sorted(Tool.objects.values_list("slug", flat=True)) == ["sill-1", "sill-2"]


def test_a_licence_that_the_catalogue_does_not_know_is_left_to_an_editor(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY | {"license": "EUPL-1.2"}))

    assert Tool.objects.get().licence == ""
    assert record("Datelune").values["licence"] == "EUPL-1.2"


def test_a_record_is_kept_as_it_came_beside_the_tool(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))

    kept = record("Datelune")

    assert (kept.raw["name"], kept.raw["softwareExternalData"]) == (
        "Datelune",
        SITE["softwareExternalData"],
    )
