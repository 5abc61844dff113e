"""Whether a record that has another key now stays joined to its row, and which are left alone."""

import pytest

from catalogue.exchange.importing.running import Order, take_in
from catalogue.exchange.readers import formats
from catalogue.exchange.sources.http import Door
from catalogue.models import Adoption, OutsideRecord, Tool
from tests.catalogue.exchange.importing.given import (
    bring,
    comptoir,
    everything,
    record,
    selfhosted,
    sill,
    told,
)
from tests.publiccode_file import description, file
from tests.web_server import web_server

pytestmark = pytest.mark.django_db

OLD, NEW = "https://github.com/old/datelune", "https://git.example.org/new/datelune"
OTHER = "https://github.com/other/other"


def publiccode(path, url, name="Datelune", summary="Does one thing"):
    path.parent.mkdir(parents=True, exist_ok=True)
    said = {"usedBy": "[Ville de Lunéville]", "legal": "\n  license: MIT"}
    path.write_text(
        file(**said, name=name, url=url, description=description(shortDescription=summary))
    )
    return path


def repositories():
    """`{name of a tool: where its code is}`, and that every record is joined to one."""
    records = OutsideRecord.objects.filter(noun="tool")
    assert {each.standing for each in records} == {"joined"}
    assert records.count() == Tool.objects.count()
    return dict(Tool.objects.values_list("name", "repository"))


def test_revisions_of_a_file_whose_code_moved_are_one_tool(places, tmp_path):
    path = publiccode(tmp_path / "publiccode.yml", OLD)
    bring("publiccode", path)
    tool, claim = Tool.objects.get(), Adoption.objects.get()

    publiccode(path, NEW, summary="Does it better")
    report = bring("publiccode", path)
    before = everything()
    bring("publiccode", path)

    tool.refresh_from_db()
    assert (tool.repository, tool.summary["en"]) == (NEW, "Does it better")
    assert OutsideRecord.objects.get(noun="tool").key == "git.example.org/new/datelune"
    assert record("Datelune – Ville de Lunéville").object_id == claim.pk
    assert "repository" in told(report)["updated", "Datelune"]
    assert everything() == before


def test_a_file_of_a_folder_whose_code_moved_is_the_same_tool(shelves, tmp_path):
    folder = tmp_path / "files"
    publiccode(folder / "a" / "publiccode.yml", OLD)
    publiccode(folder / "b" / "publiccode.yml", OTHER, "Autre")
    bring("publiccode", folder)

    publiccode(folder / "a" / "publiccode.yml", NEW)
    bring("publiccode", folder)

    assert repositories() == {"Datelune": NEW, "Autre": OTHER}


def test_an_address_of_a_list_tells_of_the_same_tool_under_another_name(shelves, tmp_path):
    a = publiccode(tmp_path / "a.yml", OLD).read_bytes()
    moved = publiccode(tmp_path / "a.yml", NEW, "Lune").read_bytes()
    b = publiccode(tmp_path / "b.yml", OTHER, "Autre").read_bytes()
    order = Order(formats()["publiccode"], str(tmp_path / "list.txt"), "Ana")

    with web_server() as server:
        server.says = {"/a.yml": [{"body": a}, {"body": moved}], "/b.yml": [{"body": b}]}
        (tmp_path / "list.txt").write_text(f"{server.address}/a.yml\n{server.address}/b.yml")
        for _time in range(2):
            take_in(order, door=Door(private=True))

    assert repositories() == {"Lune": NEW, "Autre": OTHER}


def test_two_files_that_swap_their_names_are_not_mixed_up(shelves, tmp_path):
    folder = tmp_path / "files"
    a, b = folder / "a" / "publiccode.yml", folder / "b" / "publiccode.yml"
    publiccode(a, OLD)
    publiccode(b, OTHER, "Autre")
    bring("publiccode", folder)
    before = dict(OutsideRecord.objects.filter(noun="tool").values_list("key", "object_id"))

    publiccode(b, OLD)
    publiccode(a, OTHER, "Autre")
    bring("publiccode", folder)

    after = dict(OutsideRecord.objects.filter(noun="tool").values_list("key", "object_id"))
    assert after == before
    assert repositories() == {"Datelune": OLD, "Autre": OTHER}


def test_another_program_in_the_place_of_a_file_is_another_tool(shelves, tmp_path):
    path = publiccode(tmp_path / "publiccode.yml", OLD)
    bring("publiccode", path)

    publiccode(path, NEW, "Autre")
    bring("publiccode", path)

    assert repositories() == {"Datelune": OLD, "Autre": NEW}


def test_a_fork_in_another_folder_is_not_the_file_that_moved(shelves, tmp_path):
    bring("publiccode", publiccode(tmp_path / "city" / "publiccode.yml", OLD))

    bring("publiccode", publiccode(tmp_path / "other" / "publiccode.yml", NEW))

    assert Tool.objects.get().repository == OLD
    assert {each.standing for each in OutsideRecord.objects.filter(noun="tool")} == {
        "joined",
        "waiting",
    }


def test_a_record_of_a_list_with_another_number_is_known_by_its_name(places, tmp_path):
    users = [{"id": 1, "name": "Ville de Lunéville", "type": "Administration"}]
    other = {"id": 2, "name": "Autre"}
    bring("sill", sill(tmp_path, {"id": 7, "name": "Datelune"}, {"id": 8, "name": "Autre"}))
    bring("comptoir-du-libre", comptoir(tmp_path, {"id": 1, "name": "Datelune", "users": users}))
    claim = Adoption.objects.get()

    moved = {"id": 5, "name": "Datelune", "users": users}
    report = bring("comptoir-du-libre", comptoir(tmp_path, moved, other))

    assert Tool.objects.get(name="Datelune").comptoir_du_libre == "5"
    assert record("Datelune – Ville de Lunéville").object_id == claim.pk
    assert "vanished" not in {outcome for outcome, _name in told(report)}


def test_a_file_of_a_list_that_was_renamed_is_known_by_its_name(shelves, tmp_path):
    bring("awesome-selfhosted", selfhosted(tmp_path, old={"name": "Datelune"}, other={}))

    bring("awesome-selfhosted", selfhosted(tmp_path, new={"name": "Datelune"}, other={}))

    assert {each.key for each in OutsideRecord.objects.all()} == {"new", "other"}
    assert Tool.objects.count() == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([{"id": 1}, {"id": 2}], [{"id": 3}]),
        ([{"id": 1}], [{"id": 2}, {"id": 3}]),
        ([{"id": 1}, {"id": 2}], [{"id": 2}, {"id": 3}]),
        ([{"id": 1, "wikidataId": "Q1"}], [{"id": 2, "wikidataId": "Q2"}]),
    ],
    ids=["two went", "two came", "one stayed", "another thing"],
)
def test_what_is_doubtful_comes_as_a_new_record(shelves, tmp_path, before, after):
    other = {"id": 9, "name": "Autre"}
    bring("sill", sill(tmp_path, *({"name": "Datelune", **each} for each in before), other))

    bring("sill", sill(tmp_path, *({"name": "Datelune", **each} for each in after), other))

    keys = {str(each["id"]) for each in [*before, *after]}
    assert set(OutsideRecord.objects.filter(name="Datelune").values_list("key", flat=True)) == keys
