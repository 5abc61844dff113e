"""Whether reasons are kept for readers of any language."""

import pytest
from django.utils.translation import gettext, override

from catalogue.models import ImportLine, OutsideRecord
from tests.catalogue.exchange.importing.given import bring, counted, record, sill, told

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


def test_a_record_without_a_reason_has_none():
    assert OutsideRecord(why="").reason == ""
    assert ImportLine(message="").said == ""


def test_a_line_of_whoever_imports_says_the_reason(shelves, tmp_path):
    report = bring("sill", sill(tmp_path, ENTRY))

    with override("en"):
        [line] = map(str, report.lines)

    assert line.endswith(f"Datelune: {WHY}")
