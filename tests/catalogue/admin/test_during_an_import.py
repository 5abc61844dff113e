"""Editors go on while an import is at work, and nothing of either is lost."""

import threading

import pytest
from django.db import connection
from django.utils import translation

from catalogue.choices import OutsideNoun
from catalogue.exchange.importing.running import TIMES, Telling
from catalogue.models import SearchEntry, Tool
from catalogue.search import reindex, turns
from tests.catalogue.admin.forms_filled import save
from tests.catalogue.exchange.importing.given import bring, sill
from tests.factories import CategoryFactory, LicenceFactory, ToolFactory

pytestmark = pytest.mark.django_db(transaction=True)

NEW = {"id": 1, "name": "Datelune"}
HELD = {"id": 2, "name": "Lutece", "softwareExternalData": {"websiteUrl": "https://l.example/"}}


@pytest.fixture
def lutece(monkeypatch):
    """A tool of ours that the import speaks of too. Whoever has to wait is told at once."""
    monkeypatch.setattr(turns, "PATIENCE", "100ms")
    LicenceFactory(spdx="MIT")
    CategoryFactory(slug="unsorted")
    tool = ToolFactory(slug="lutece", name="Lutece", website="", licence="MIT")
    reindex()
    with translation.override("en"):
        yield tool


class Meanwhile:
    """Somebody who does something in a browser of theirs whenever an import tells `when`, as often
    as it does; `answers` are those that they got, `heard` what the import said.
    """

    def __init__(self, desk, do, when):
        self.desk, self.do, self.when = desk, do, when
        self.answers, self.heard = [], []

    def telling(self):
        return Telling(say=self.heard.append, progress=self._progress)

    def _progress(self, what, done, of):
        if str(what) == self.when and done == of:
            other = threading.Thread(target=self._act)
            other.start()
            other.join(30)
            assert not other.is_alive()

    def _act(self):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")
            self.answers.append(self.do(self.desk, len(self.answers)))
        finally:
            connection.close()


def edit(desk, number):
    """An editor says who maintains a tool."""
    return save(desk, "change", Tool.objects.get(slug="lutece"), maintainer=f"Ville {number}")


def followed():
    """Whether every list tells what is there."""
    told = list(SearchEntry.objects.order_by("pk").values("pk", "record", "facets", "label"))
    reindex(trusting=False)
    return told == list(
        SearchEntry.objects.order_by("pk").values("pk", "record", "facets", "label")
    )


def test_an_editor_saves_while_an_import_is_at_work(desk, lutece, tmp_path):
    def once(desk, number):
        return edit(desk, number) if number == 0 else None

    meanwhile = Meanwhile(desk, once, when="New tools")

    bring("sill", sill(tmp_path, NEW, HELD), telling=meanwhile.telling(), publishes=True)

    assert meanwhile.answers[0].status_code == 302
    assert [str(said) for said in meanwhile.heard] == [
        "Somebody changed the catalogue meanwhile: once more from the beginning…"
    ]
    lutece.refresh_from_db()
    assert (lutece.maintainer, lutece.website) == ("Ville 0", "https://l.example/")
    assert Tool.objects.filter(slug="datelune").exists()
    assert followed()


def test_where_somebody_always_saves_an_import_has_its_turn_in_the_end(desk, lutece, tmp_path):
    meanwhile = Meanwhile(desk, edit, when="New tools")

    bring("sill", sill(tmp_path, NEW, HELD), telling=meanwhile.telling(), publishes=True)

    assert [answer.status_code for answer in meanwhile.answers] == [302] * TIMES + [200]
    assert "Nothing was saved: an import is running" in meanwhile.answers[-1].text
    lutece.refresh_from_db()
    assert (lutece.maintainer, lutece.website) == (f"Ville {TIMES - 1}", "https://l.example/")
    assert followed()


def test_who_changes_what_the_import_has_just_written_is_told_so(desk, lutece, tmp_path):
    meanwhile = Meanwhile(desk, edit, when=str(OutsideNoun.TOOL.label))

    bring("sill", sill(tmp_path, NEW, HELD), telling=meanwhile.telling(), publishes=True)

    [answer] = meanwhile.answers
    assert answer.status_code == 200
    assert "is changing the same entry" in answer.text
    assert meanwhile.heard == []
    lutece.refresh_from_db()
    assert (lutece.maintainer, lutece.website) == ("", "https://l.example/")
    assert followed()
