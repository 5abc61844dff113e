"""What is kept of each record, and when one counts as vanished."""

import json

import pytest

from catalogue.exchange.importing.keepable import keepable
from catalogue.exchange.sources.bounds import UnreadableSource
from catalogue.exchange.told import Told, User, Where, refused
from catalogue.models import OutsideRecord, Tool
from tests.catalogue.exchange.importing.given import (
    bring,
    comptoir,
    counted,
    everything,
    record,
    selfhosted,
    sill,
    told,
)
from tests.publiccode_file import description, file

pytestmark = pytest.mark.django_db

ENTRY, OTHER = {"id": 1, "name": "Datelune"}, {"id": 2, "name": "Autre"}


@pytest.mark.parametrize("data", ["", "[", "{}", "[1, 2]"], ids=lambda data: data or "empty")
def test_nothing_vanishes_because_a_file_is_broken_or_says_nothing(shelves, tmp_path, data):
    bring("sill", sill(tmp_path, ENTRY, OTHER))
    (tmp_path / "sill.json").write_text(data)

    report = bring("sill", tmp_path / "sill.json")

    assert not OutsideRecord.objects.exclude(vanished_at=None).exists()
    assert ("vanished", "Datelune") not in told(report)


def test_a_file_without_any_record_is_told_and_changes_nothing(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY, OTHER))

    with pytest.raises(UnreadableSource, match=r"sill\.json"):
        bring("sill", sill(tmp_path))

    assert not OutsideRecord.objects.exclude(vanished_at=None).exists()


def test_nothing_vanishes_when_a_file_of_the_folder_cannot_be_read(shelves, tmp_path):
    bring("awesome-selfhosted", selfhosted(tmp_path, one={}, two={}))
    folder = selfhosted(tmp_path, one={})
    (folder / "software" / "two.yml").write_text("name: [")

    bring("awesome-selfhosted", folder)

    assert record("Two").vanished_at is None


def test_a_record_that_is_refused_now_is_still_there_and_comes_back(places, tmp_path):
    users = {"userAndReferentCountByOrganization": {"Mairie de Lunéville": {}}}
    bring("sill", sill(tmp_path, ENTRY | users, OTHER))
    before = everything()

    report = bring("sill", sill(tmp_path, ENTRY | users | {"license": "Proprietary"}, OTHER))

    assert "Proprietary" in told(report)["refused", "sill.json[0] licence"]
    assert "vanished" not in {outcome for outcome, _name in told(report)}
    assert everything() == before

    bring("sill", sill(tmp_path, ENTRY | users | {"function": "Autre."}, OTHER))

    assert Tool.objects.get(sill="1").summary == {"fr": "Autre."}


@pytest.mark.parametrize("broken", ["name: [", "name: Arrosoir", ""], ids=["yaml", "url", "none"])
def test_software_whose_file_is_broken_now_is_still_there(shelves, tmp_path, broken):
    page, entries = tmp_path / "page.json", [{"id": "1", "publiccodeYml": file()}]
    page.write_text(json.dumps({"data": [*entries, {"id": "2", "publiccodeYml": file()}]}))
    bring("open-catalog", page)

    page.write_text(json.dumps({"data": [*entries, {"id": "2", "publiccodeYml": broken}]}))
    report = bring("open-catalog", page)

    assert report.refused
    assert not OutsideRecord.objects.exclude(vanished_at=None).exists()


def test_a_record_that_its_catalogue_took_off_its_list_has_vanished(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY, OTHER))

    report = bring("sill", sill(tmp_path, ENTRY | {"dereferencing": {"reason": "Old"}}, OTHER))

    assert record("Datelune").vanished_at
    assert Tool.objects.filter(sill="1").exists()
    assert "Old" in told(report)["refused", "sill.json[0] dereferencing"]


def test_one_publiccode_file_is_not_the_whole_of_them(shelves, tmp_path):
    bring("mappings", _mappings(tmp_path, "A", "B"))

    bring("mappings", _mappings(tmp_path, "A"))

    assert not OutsideRecord.objects.exclude(vanished_at=None).exists()


def _mappings(folder, *products):
    path = folder / "mappings.csv"
    path.write_text("\n".join(["tool,product", *(f"Datelune,{name}" for name in products)]))
    return path


def test_the_same_user_written_twice_is_kept_once(shelves, tmp_path):
    users = [
        {"id": 1, "name": "Ville d'Albi", "type": "Administration"},
        {"id": 2, "name": "VILLE D’ALBI", "type": "Administration"},
    ]

    bring("comptoir-du-libre", comptoir(tmp_path, {**ENTRY, "users": users}))

    assert OutsideRecord.objects.filter(noun="adoption").count() == 1


def test_two_long_keys_that_begin_alike_do_not_stop_the_others(shelves, tmp_path):
    long = "9" * 500
    entries = [{"id": f"{long}{end}", "name": f"Long {end}"} for end in "ab"]

    report = bring("sill", sill(tmp_path, *entries, ENTRY))

    assert counted(report, "tool")["created"] == 2
    assert [line.place for line in report.refused] == ["sill.json[1]"]


def test_a_record_that_changed_says_when(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))
    first = record("Datelune").changed_at

    bring("sill", sill(tmp_path, ENTRY))
    same = record("Datelune").changed_at
    bring("sill", sill(tmp_path, ENTRY | {"function": "Autre."}))

    assert same == first < record("Datelune").changed_at


def test_what_no_database_keeps_is_left_out_everywhere():
    raw = {"a\x00": ["\ud800", 1, None, ("b\x00",)]}
    where = Where("f\x00", line=3, key="k\udc00")
    each = Told("tool", "sill", "1\x00", where, raw, {"sill": "\x00"}, (User("Z\x00oé"),))

    assert keepable(each) == Told(
        "tool",
        "sill",
        "1",
        Where("f", line=3, key="k?"),
        {"a": ["?", 1, None, ("b",)]},
        {"sill": ""},
        (User("Zoé"),),
    )
    assert keepable(refused(where, "“\x00”")) == refused(Where("f", line=3, key="k?"), "“”")


def test_images_of_a_publiccode_file_are_kept_as_they_came(shelves, tmp_path):
    path = tmp_path / "publiccode.yml"
    screenshots = description(screenshots="[one.png, two.png]")
    path.write_text(file(logo="img/logo.svg", description=screenshots))

    bring("publiccode", path)

    kept = record("Arrosoir")
    assert kept.raw["logo"] == "img/logo.svg"
    assert kept.raw["description"]["en"]["screenshots"] == ["one.png", "two.png"]
    assert "logo" not in kept.values
