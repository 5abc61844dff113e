import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.models import OutsideCatalogue, OutsideRecord, SearchEntry, Tool
from catalogue.search import reindex
from tests.catalogue.admin.forms_filled import address, answers, faults, save
from tests.factories import (
    ImportRunFactory,
    OutsideCatalogueFactory,
    OutsideRecordFactory,
    ToolFactory,
    ValueOriginFactory,
)

pytestmark = pytest.mark.django_db
GIVEN = {"title": "State", "slug": "state", "format": "sill", "trust": "20"}


def rows(response):
    """The cells of the list, by their column."""
    page = BeautifulSoup(response.content, "html.parser")
    return [
        {cell["class"][0].removeprefix("field-"): cell.text for cell in row.select("[class]")}
        for row in page.select("#result_list tbody tr")
    ]


def test_an_editor_adds_a_catalogue(desk):
    where = {"where": "https://catalogue.example.org/all.json", "every_days": "7"}

    response = save(desk, "add", OutsideCatalogue, **GIVEN, **where, licence="etalab-2.0")

    held = OutsideCatalogue.objects.get()
    assert response.status_code == 302, faults(response)
    assert (held.slug, held.format, held.every_days) == ("state", "sill", 7)
    assert held.where == where["where"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"where": "ftp://catalogue.example.org/"},
            "This is neither an address (https://…) nor a whole path (/srv/…): write one of them.",
        ),
        (
            {"where": "data/sill.json"},
            "This is neither an address (https://…) nor a whole path (/srv/…): write one of them.",
        ),
        (
            {"where": "http://127.0.0.1/sill.json"},
            "This is in a private network: give a public address.",
        ),
        (
            {"where": "http://localhost:8000/"},
            "This is in a private network: give a public address.",
        ),
        (
            {"where": "https://me:secret@catalogue.example.org/"},
            "Leave the name and the password out of the address.",
        ),
        (
            {"where": "https://"},
            "“https://” is no address of the web; write it like https://communal.example.org",
        ),
        (
            {"every_days": "7"},
            "Say where it is read from, or leave the number of days empty.",
        ),
        ({"every_days": "0", "where": "/srv/sill.json"}, "Write 1 or more, or leave it empty."),
        (
            {"format": "excel"},
            "Select a valid choice. excel is not one of the available choices.",
        ),
        ({"home": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
    ids=[
        *("another scheme", "part of a path", "private number", "private name", "password"),
        *("no host", "nowhere", "no day", "unknown format", "script"),
    ],
)
def test_what_is_wrong_is_said_with_how_to_mend_it(desk, changes, sentence):
    response = save(desk, "add", OutsideCatalogue, **(GIVEN | changes))

    assert faults(response) == [sentence]
    assert not OutsideCatalogue.objects.exists()


def test_a_licence_that_spdx_does_not_know_is_refused(desk):
    response = save(desk, "add", OutsideCatalogue, **GIVEN, licence="Free for all")

    assert list(response.context["adminform"].form.errors) == ["licence"]


def test_slug_and_format_stay_and_the_command_is_named(desk):
    catalogue = OutsideCatalogueFactory(slug="state", where="/srv/sill.json")

    page = desk.get(address("change", catalogue))

    assert not {"slug", "format"} & set(answers(page.text))
    assert "<code>manage.py harvest state</code>" in page.text


def test_the_list_tells_what_is_due_waits_and_failed(desk):
    now = timezone.now()
    often = {"where": "https://catalogue.example.org/", "every_days": 2}
    OutsideCatalogueFactory(trust=1, title="By hand")
    late = OutsideCatalogueFactory(trust=2, **often, read_at=now - timedelta(days=3))
    OutsideCatalogueFactory(trust=3, **often, read_at=now)
    ImportRunFactory(catalogue=late, began_at=now - timedelta(days=1))
    ImportRunFactory(catalogue=late, began_at=now, failure="It does not answer.")
    OutsideRecordFactory.create_batch(2, catalogue=late)
    OutsideRecordFactory(catalogue=late, joined_to=ToolFactory())

    response = desk.get(address("changelist", OutsideCatalogue))

    by_hand, due, later = rows(response)
    assert (by_hand["due"], by_hand["waiting"], by_hand["last_run_went_through"]) == (
        *("by hand", "0"),
        "",
    )
    assert (due["due"], due["waiting"]) == ("at the next harvest", "2")
    assert str((now + timedelta(days=2)).year) in later["due"]
    link = f"{address('changelist', OutsideRecord)}?catalogue__id__exact={late.pk}&amp;standing="
    assert link in response.text
    page = BeautifulSoup(response.content, "html.parser")
    icons = page.select(".field-last_run_went_through img")
    assert [icon["alt"] for icon in icons] == ["None", "False", "None"]


def test_the_list_asks_as_many_questions_for_three_as_for_one(desk):
    OutsideRecordFactory()
    desk.get(address("changelist", OutsideCatalogue))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("changelist", OutsideCatalogue))
    for _more in range(2):
        ImportRunFactory(catalogue=OutsideRecordFactory().catalogue)

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("changelist", OutsideCatalogue))

    assert len(for_three) == len(for_one) <= 6


def test_a_catalogue_is_deleted_with_its_records_and_our_things_stay(desk):
    tool = ToolFactory()
    catalogue = OutsideRecordFactory(joined_to=tool).catalogue
    ImportRunFactory(catalogue=catalogue)

    page = desk.get(address("delete", catalogue))
    response = desk.post(address("delete", catalogue), {"post": "yes"})

    assert "1 record" in page.text
    assert response.status_code == 302
    assert not OutsideCatalogue.objects.exists()
    assert Tool.objects.get() == tool


def test_a_colleague_without_the_right_sees_nothing(colleague):
    catalogue = OutsideCatalogueFactory()

    for page, thing in [
        ("changelist", OutsideCatalogue),
        ("add", OutsideCatalogue),
        ("change", catalogue),
    ]:
        assert colleague.get(address(page, thing)).status_code == 403


@pytest.mark.parametrize("question", ["q=%22", "o=99", "p=abc", "nothing=here", "format__regex=("])
def test_the_list_survives_any_question(desk, question):
    OutsideCatalogueFactory()

    response = desk.get(f"{address('changelist', OutsideCatalogue)}?{question}")

    assert response.status_code in {200, 302, 400}


def test_a_catalogue_that_a_copy_only_names_is_said_to_be_such(desk):
    named = OutsideCatalogueFactory(format="")

    page = desk.get(address("change", named)).text

    assert "this copy of another site only names it" in page
    assert "import_catalogue" not in page


def told(tool):
    """The origins in the record of a tool."""
    return json.loads(SearchEntry.objects.get(kind="tool", object_id=tool.pk).record)["origins"]


@pytest.fixture
def taken():
    """A tool whose name was taken from another catalogue."""
    tool = ToolFactory()
    ValueOriginFactory(row=tool, catalogue__title="Old", catalogue__licence="")
    reindex()
    return tool


def test_records_follow_how_a_catalogue_is_called_and_licensed(desk, taken):
    changes = {"title": "New", "home": "https://new.example.org/", "licence": "ODbL-1.0"}

    save(desk, "change", OutsideCatalogue.objects.get(), **changes)

    [origin] = told(taken)
    assert origin["catalogue"] | {"slug": ""} == {
        "slug": "",
        "title": "New",
        "address": "https://new.example.org/",
    }
    assert origin["licence"] == "ODbL-1.0"


def test_what_was_taken_from_a_deleted_catalogue_is_ours(desk, taken):
    desk.post(address("delete", OutsideCatalogue.objects.get()), {"post": "yes"})

    assert told(taken) == []


def test_order_of_trust_leaves_records_alone(desk, taken, monkeypatch):
    monkeypatch.setattr("catalogue.admin.base.changed", pytest.fail)

    response = save(desk, "change", OutsideCatalogue.objects.get(), trust="3")

    assert response.status_code == 302
    assert OutsideCatalogue.objects.get().trust == 3


def test_formats_whose_titles_are_no_names_are_called_by_words(desk):
    OutsideCatalogueFactory(format="mappings", title="Theirs")
    OutsideCatalogueFactory(format="sill", title="State")

    response = desk.get(address("changelist", OutsideCatalogue))

    page = BeautifulSoup(response.content, "html.parser")
    shown = {cell.text for cell in page.select(".field-shown_format")}
    assert shown == {"Table of replacements", "SILL"}
