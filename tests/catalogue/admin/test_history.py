import pytest
from bs4 import BeautifulSoup

from catalogue.actions.attribution import acting
from catalogue.admin.history import Change, history_of
from catalogue.models import Citation, Replacement
from tests.catalogue.admin.forms_filled import address, save
from tests.factories import (
    CitationFactory,
    LicenceFactory,
    ProductFactory,
    ReplacementFactory,
    SourceFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    from django.utils.translation import override

    with override("en"):
        yield


def changes(row, *parts):
    return [change for entry in history_of(row, parts) for change in entry.changes]


def test_a_history_tells_who_changed_what():
    with acting("the loader"):
        tool = ToolFactory(name="Old", development_status="beta")
    with acting("marie"):
        tool.name, tool.development_status = "New", "stable"
        tool.save()

    last, first = history_of(tool)

    assert (last.who, last.created) == ("marie", False)
    assert last.changes == [
        Change("Name", "Old", "New"),
        Change("Development status", "Beta", "Stable"),
    ]
    assert (first.who, first.created) == ("the loader", True)
    assert Change("Name", "", "Old") in first.changes


def test_a_history_tells_each_language_apart():
    with acting("the loader"):
        tool = ToolFactory(summary={"fr": "Avant.", "en": "Before."})
    with acting("marie"):
        tool.summary = {"fr": "Après.", "en": "Before.", "de": "Nachher."}
        tool.save()

    assert history_of(tool)[0].changes == [
        Change("Summary (French)", "Avant.", "Après."),
        Change("Summary (German)", "", "Nachher."),
    ]


def test_a_history_tells_of_links_and_of_rows_that_belong():
    tool = ToolFactory()
    with acting("marie"):
        replacement = ReplacementFactory(tool=tool, product=ProductFactory(name="Doodle"))
        CitationFactory(tool=tool, source=SourceFactory(title="A vote"), position=1)
    with acting("paul"):
        replacement.delete()
        tool.other_categories.add(tool.category)

    paul, marie, _birth = history_of(tool, [Replacement, Citation])

    assert (paul.who, marie.who) == ("paul", "marie")
    assert Change("Replacement – Doodle – Product", "Doodle", "") in paul.changes
    assert Change("Other categories", "", str(tool.category)) in paul.changes
    assert Change("Citation – A vote – Position", "", "1") in marie.changes


def test_a_history_survives_what_it_refers_to():
    with acting("the loader"):
        product = ProductFactory()
    vendor = product.vendor
    with acting("marie"):
        product.vendor = ProductFactory().vendor
        product.save()
        vendor.delete()

    vendors = [change for change in changes(product) if change.label == "Vendor"]

    assert vendors == [
        Change("Vendor", "(deleted)", product.vendor.name),
        Change("Vendor", "", "(deleted)"),
    ]


def test_a_history_of_what_has_no_number():
    with acting("the loader"):
        licence = LicenceFactory(spdx="MIT", name="Old")
    with acting("marie"):
        licence.name = "MIT Licence"
        licence.save()

    assert history_of(licence)[0].changes == [Change("Name", "Old", "MIT Licence")]


def test_the_page_tells_the_last_change_first(desk):
    tool = ToolFactory(name="Old")
    save(desk, "change", tool, **{"name": "<b>New</b>", "summary--fr": "Autre."})

    page = BeautifulSoup(desk.get(address("history", tool)).text, "html.parser")
    first = page.select("section")[0]

    assert "marie" in first.h2.text
    assert [[cell.text for cell in row.select("th, td")] for row in first.select("tbody tr")] == [
        ["Name", "Old", "<b>New</b>"],
        ["Summary (French)", "Fait une chose.", "Autre."],
    ]


def test_the_page_says_when_the_database_was_written_directly(desk):
    tool = ToolFactory()

    assert "written in the database itself" in desk.get(address("history", tool)).text


def test_the_page_asks_as_many_questions_for_three_changes_as_for_one(
    desk, django_assert_max_num_queries
):
    tool = ToolFactory()
    for number in range(3):
        CitationFactory(tool=tool)
        tool.name = f"Name {number}"
        tool.save()

    with django_assert_max_num_queries(16):
        desk.get(address("history", tool))


def test_a_long_history_has_pages(desk, monkeypatch):
    monkeypatch.setattr("catalogue.admin.history.PER_PAGE", 1)
    tool = ToolFactory(name="Old")
    save(desk, "change", tool, name="New")

    first, second = (desk.get(address("history", tool) + f"?p={page}").text for page in (1, 2))

    assert "<ins>New</ins>" in first
    assert "<ins>Old</ins>" in second
    assert "<ins>New</ins>" not in second


def test_a_history_of_nothing_leads_back(desk):
    response = desk.get("/admin/catalogue/tool/999999/history/", follow=True)

    assert response.redirect_chain[0][0] == "/admin/"
