"""What a report counts and says, and whether reasons are kept for readers of any language."""

import pytest
from django.utils.translation import gettext, override

from catalogue.choices import ImportOutcome
from catalogue.exchange.importing.report import Line
from catalogue.exchange.matches import Why
from catalogue.models import Adoption, ImportLine, OutsideRecord
from tests.catalogue.exchange.importing.given import (
    bring,
    comptoir,
    counted,
    record,
    sheet,
    sill,
    told,
)

pytestmark = pytest.mark.django_db

ENTRY = {"id": 1, "name": "Datelune", "function": ""}
WHY = "it does not say what the software does"


def test_a_reason_is_told_in_one_language_and_kept_for_all(shelves, tmp_path):
    with override("fr"):
        report = bring("sill", sill(tmp_path, ENTRY))
        in_french = gettext(WHY)

    assert in_french != WHY
    for language, words in [("fr", in_french), ("en", WHY)]:
        with override(language):
            assert told(report)["waiting", "Datelune"] == words
            assert (record("Datelune").reason, ImportLine.objects.get().said) == (words, words)


def test_a_reason_that_an_earlier_release_kept_is_no_news(shelves, tmp_path):
    path = sill(tmp_path, ENTRY)
    with override("fr"):
        bring("sill", path)
        OutsideRecord.objects.update(why=gettext(WHY))

        report = bring("sill", path)

    assert counted(report, "tool") == {"unchanged": 1}
    assert record("Datelune").why == WHY


@pytest.mark.parametrize(
    ("faults", "counts"),
    [({"Statut": "?"}, 1), ({"Statut": "?", "Depuis": "2024", "Jusqu'à": "2020"}, 1)],
    ids=["one fault", "several faults"],
)
def test_a_refused_line_of_a_sheet_is_counted_once_under_its_noun(
    places, tool, tmp_path, faults, counts
):
    report = bring("adoptions", sheet(tmp_path, {}, {"Collectivité": "Ville de Nancy"} | faults))

    assert counted(report, "adoption") == {"created": 1, "refused": counts}
    assert all(":3" in line.place for line in report.refused)


def test_what_this_file_does_not_tell_is_not_counted(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {}, {"Collectivité": "Ville de Nancy"}))

    report = bring("adoptions", sheet(tmp_path, {}))

    assert counted(report, "adoption") == {"unchanged": 1}


def test_what_is_only_kept_says_why_once(places, tool, tmp_path):
    user = {"id": 1, "name": "SDIS de la Nièvre", "type": "Administration"}
    path = comptoir(tmp_path, {"id": 9, "name": "Datelune", "users": [user]})

    first = bring("comptoir-du-libre", path)
    second = bring("comptoir-du-libre", path)

    assert counted(first, "adoption") == {"kept": 1}
    assert told(first)["kept", "Datelune – SDIS de la Nièvre"] == Why.OTHER.label
    assert counted(second, "adoption") == {"unchanged": 1}


def test_what_differs_from_ours_and_stays_ours_is_told(places, tool, tmp_path):
    path = sheet(tmp_path, {"Postes": "10"})
    bring("adoptions", path)
    Adoption.objects.update(workstations=12)

    report = bring("adoptions", sheet(tmp_path, {"Postes": "20"}))

    [line] = report.lines
    assert line.outcome == "kept"
    assert "workstations" in line.message


def test_what_an_editor_left_aside_is_counted(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))
    OutsideRecord.objects.update(standing="aside", decided_by="marie")

    same = bring("sill", sill(tmp_path, ENTRY))
    other = bring("sill", sill(tmp_path, ENTRY | {"license": "AGPL-3.0-or-later"}))

    assert counted(same, "tool") == {"unchanged": 1}
    assert counted(other, "tool") == {"kept": 1}
    assert other.lines == []


def test_lines_name_things_in_the_language_of_the_reader():
    line = Line(ImportOutcome.REFUSED, "mapping", "Datelune", "m.csv:2", "why")

    with override("en"):
        assert str(line) == "m.csv:2: Refused: Replacement Datelune: why"
    with override("fr"):
        assert "mapping" not in str(line)


def test_a_record_without_a_reason_has_none():
    assert OutsideRecord(why="").reason == ""
    assert ImportLine(message="").said == ""


def test_a_line_of_whoever_imports_says_the_reason(shelves, tmp_path):
    report = bring("sill", sill(tmp_path, ENTRY))

    with override("en"):
        [line] = map(str, report.lines)

    assert line.endswith(f"Datelune: {WHY}")
