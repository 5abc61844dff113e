"""One import from end to end: good records in, broken ones told, all or nothing, twice is once."""

import threading

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import translation

from catalogue.actions.editing import changed
from catalogue.choices import OutsideNoun
from catalogue.exchange.importing import running
from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.report import Report
from catalogue.exchange.importing.running import TIMES, Refused, Telling
from catalogue.exchange.sources.bounds import UnreadableSource
from catalogue.models import Change, ImportRun, OutsideCatalogue, SearchEntry, Tool
from catalogue.search import reindex, turns
from catalogue.search.turns import IMPORTING
from tests.careful_client import CarefulClient
from tests.catalogue.admin.forms_filled import save
from tests.catalogue.exchange.importing.given import (
    bring,
    changed_something,
    comptoir,
    counted,
    everything,
    searched,
    selfhosted,
    sill,
    told,
)
from tests.factories import SourceFactory, ToolFactory
from tests.factories.outside_catalogue import OutsideRecordFactory

pytestmark = pytest.mark.django_db

GOOD = {"id": 1, "name": "Datelune", "softwareExternalData": {"websiteUrl": "https://d.example/"}}
OTHER = {"id": 2, "name": "Autre"}
NOT_FREE = {"id": 3, "name": "Fermé", "license": "Proprietary"}
NAMELESS = {"id": 4, "name": ""}
HELD = {"id": 5, "name": "Lutece", "softwareExternalData": {"websiteUrl": "https://l.example/"}}


def test_a_good_file_becomes_drafts_that_say_where_they_come_from(shelves, tmp_path):
    report = bring("sill", sill(tmp_path, GOOD, OTHER))

    assert report.as_counts() == {"tool": {"created": 2}}
    tool = Tool.objects.get(slug="datelune")
    assert (tool.name, tool.licence, tool.website) == ("Datelune", "MIT", "https://d.example/")
    assert (tool.summary, tool.category) == ({"fr": "Fait une chose."}, shelves)
    assert (tool.sill, tool.published_at) == ("1", None)
    assert tool.citations.get().source.url == "https://code.gouv.fr/sill/"


def test_a_good_file_is_published_when_somebody_says_so(shelves, tmp_path):
    bring("sill", sill(tmp_path, GOOD), publishes=True)

    assert SearchEntry.objects.filter(kind="tool").get().slug == "datelune"


def test_broken_records_do_not_stop_the_good_ones_and_are_told_with_their_place(shelves, tmp_path):
    report = bring("sill", sill(tmp_path, GOOD, NOT_FREE, "?", OTHER, NAMELESS))

    assert counted(report, "tool") == {"created": 2, "refused": 3}
    assert [line.place for line in report.refused] == [
        "sill.json[1] licence",
        "sill.json[2]",
        "sill.json[4] name",
    ]
    assert "Proprietary" in report.refused[0].message
    kept = ImportRun.objects.get().lines.filter(outcome="refused")
    assert [line.place for line in kept] == [line.place for line in report.refused]


def test_a_broken_file_of_a_folder_does_not_stop_the_others(shelves, tmp_path):
    folder = selfhosted(tmp_path, good={}, closed={"licenses": ["MIT", "⊘ Proprietary"]})
    (folder / "software" / "broken.yml").write_text("name: [")

    report = bring("awesome-selfhosted", folder)

    assert counted(report, "tool") == {"created": 1, "refused": 1}
    assert sorted(line.place for line in report.refused) == [
        "software/broken.yml",
        "software/closed.yml licence",
    ]


UNKEEPABLE = {
    "nul in a name": {"name": "Nul\u0000"},
    "nul in a licence": {"license": "X\u0000Y"},
    "nul in a subject": {"categories": ["a\u0000b"]},
    "half a character": {"categories": ["\ud800"], "license": "\ud800"},
    "nul in an id": {"id": "9\u0000"},
    "a very long id": {"id": "9" * 5_000},
    "deep": {"softwareExternalData": {"description": [[[[[{}]]]]]}},
    "a long website": {"softwareExternalData": {"websiteUrl": "https://d.example/" + "x" * 5_000}},
    "a year beyond": {"latestVersion": {"semVer": "1", "publicationTime": 10**17}},
}


@pytest.mark.parametrize("broken", UNKEEPABLE.values(), ids=UNKEEPABLE)
def test_what_no_database_keeps_does_not_stop_the_good_ones(shelves, tmp_path, broken):
    path = sill(tmp_path, {"id": 8, "name": "Faulty"} | broken, GOOD)

    bring("sill", path)

    assert Tool.objects.filter(slug="datelune").exists()


def test_the_same_file_twice_changes_nothing(shelves, tmp_path):
    path = sill(
        tmp_path,
        {**GOOD, "userAndReferentCountByOrganization": {"Mairie de Lunéville": {}}},
        {**OTHER, "function": "", "license": ""},
        {**OTHER, "id": 7},
        NOT_FREE,
    )
    bring("sill", path)
    before = everything()
    feed = Change.objects.count()

    report = bring("sill", path)

    for model, rows in everything().items():
        assert rows == before[model], model
    assert Change.objects.count() == feed
    assert not changed_something(report)
    assert set(counted(report, "tool")) == {"unchanged", "refused"}


def test_lists_and_feed_are_in_step_after_a_few_changes(shelves, tmp_path):
    bring("sill", sill(tmp_path, GOOD, OTHER), publishes=True)

    followed = searched()

    reindex()
    assert followed == searched()


def test_lists_and_feed_are_in_step_after_many_changes(shelves, tmp_path):
    many = [{"id": number, "name": f"Tool {number}"} for number in range(60)]
    bring("sill", sill(tmp_path, *many), publishes=True)

    followed = searched()

    reindex()
    assert followed == searched()
    assert len([row for row in followed if "tool" in row]) == 60


def test_a_trial_leaves_nothing_and_tells_what_an_import_tells(shelves, tmp_path):
    bring("sill", sill(tmp_path, OTHER))
    path = sill(tmp_path, GOOD, {**OTHER, "license": "AGPL-3.0-or-later"}, NOT_FREE)
    before = everything(), ImportRun.objects.count(), OutsideCatalogue.objects.get().read_at

    tried = bring("sill", path, is_trial=True)

    assert before == (
        everything(),
        ImportRun.objects.count(),
        OutsideCatalogue.objects.get().read_at,
    )
    done = bring("sill", path)
    assert [str(line) for line in tried.lines] == [str(line) for line in done.lines]
    assert tried.counts == done.counts


def test_a_trial_of_a_new_catalogue_leaves_nothing(shelves, tmp_path):
    before = everything()

    bring("comptoir-du-libre", comptoir(tmp_path, {"id": 1, "name": "A"}), is_trial=True)

    assert everything() == before
    assert not OutsideCatalogue.objects.exists()


@pytest.mark.parametrize("fault", [NOT_FREE, "?"], ids=["licence", "no record"])
def test_a_strict_import_with_a_fault_changes_nothing(shelves, tmp_path, fault):
    before = everything()

    with pytest.raises(Refused, match=r"sill\.json\[1\]") as refused:
        bring("sill", sill(tmp_path, GOOD, fault, NAMELESS), is_strict=True)

    assert [line.place for line in refused.value.lines][1:] == ["sill.json[2] name"]
    assert everything() == before
    assert not OutsideCatalogue.objects.exists()


def test_a_strict_import_of_what_the_catalogue_refuses_changes_nothing(shelves, tmp_path):
    shelves.delete()  # now no tool can be filed
    before = everything()

    with pytest.raises(Refused, match=r"sill\.json\[0\]"):
        bring("sill", sill(tmp_path, GOOD), is_strict=True)

    assert everything() == before


def test_a_strict_import_without_a_fault_is_one(shelves, tmp_path):
    report = bring("sill", sill(tmp_path, GOOD), is_strict=True)

    assert counted(report, "tool") == {"created": 1}


@pytest.mark.parametrize("data", [b"", b"[", b'{"a": 1}', b"\xff\xfe\x00", b"[" * 100_000], ids=str)
def test_a_file_that_says_nothing_empties_nothing(shelves, tmp_path, data):
    bring("sill", sill(tmp_path, GOOD))
    before = Tool.objects.values().get()
    (tmp_path / "sill.json").write_bytes(data[:50_000])

    report = bring("sill", tmp_path / "sill.json")

    assert report.refused
    assert Tool.objects.values().get() == before


def test_a_place_that_is_not_there_changes_nothing(shelves, tmp_path):
    with pytest.raises(UnreadableSource, match="nowhere"):
        bring("sill", tmp_path / "nowhere.json")

    assert not OutsideCatalogue.objects.exists()


FAILS = """
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
    CREATE TRIGGER fail BEFORE INSERT ON catalogue_importline EXECUTE FUNCTION fail();
"""


def test_a_failure_in_the_last_step_undoes_the_first(shelves, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute(FAILS)
    before = everything()

    with pytest.raises(DatabaseError, match="the disk is full"):
        bring("sill", sill(tmp_path, GOOD))

    assert everything() == before
    assert not OutsideCatalogue.objects.exists()


def test_history_names_who_imported(shelves, tmp_path):
    bring("sill", sill(tmp_path, GOOD))

    [event] = Tool.objects.get().events.all()

    assert event.pgh_context.metadata == {"name": "Ana", "why": "import"}


def test_an_import_tells_how_far_it_is(shelves, tmp_path):
    steps = []
    telling = Telling(progress=lambda what, done, of: steps.append((str(what), done, of)))

    bring("sill", sill(tmp_path, GOOD, OTHER), telling=telling)

    assert [step[1:] for step in steps][:4] == [(1, 0), (2, 0), (1, 2), (2, 2)]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one_after_the_other(shelves, tmp_path):
    heard, failed = [], []
    (tmp_path / "list").mkdir()
    sources = [
        ("sill", sill(tmp_path, GOOD)),
        ("awesome-selfhosted", selfhosted(tmp_path / "list", datelune={"name": "Datelune"})),
    ]

    def run(form, where):
        try:
            bring(form, where, telling=Telling(say=heard.append))
        except Exception as fault:  # noqa: BLE001  whatever it is, the test has to see it
            failed.append(fault)
        finally:
            connections.close_all()

    holder = connection.copy()
    with holder.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [IMPORTING])
        threads = [threading.Thread(target=run, args=source) for source in sources]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(1)
        assert not Tool.objects.exists()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORTING])
        for thread in threads:
            thread.join(60)
    holder.close()

    assert failed == []
    assert len(heard) == 2
    assert Tool.objects.get().name == "Datelune"
    assert ImportRun.objects.count() == 2


@pytest.fixture
def desk(transactional_db, django_user_model):
    """A browser where an editor is signed in."""
    browser = CarefulClient(headers={"accept-language": "en"})
    browser.force_login(django_user_model.objects.create_superuser("marie"))
    return browser


@pytest.fixture
def lutece(desk, shelves, monkeypatch):
    """A tool of ours that the import speaks of too. Whoever has to wait is told at once."""
    monkeypatch.setattr(turns, "PATIENCE", "100ms")
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

    bring("sill", sill(tmp_path, GOOD, HELD), telling=meanwhile.telling(), publishes=True)

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

    bring("sill", sill(tmp_path, GOOD, HELD), telling=meanwhile.telling(), publishes=True)

    assert [answer.status_code for answer in meanwhile.answers] == [302] * TIMES + [200]
    assert "Nothing was saved: an import is running" in meanwhile.answers[-1].text
    lutece.refresh_from_db()
    assert (lutece.maintainer, lutece.website) == (f"Ville {TIMES - 1}", "https://l.example/")
    assert followed()


def test_who_changes_what_the_import_has_just_written_is_told_so(desk, lutece, tmp_path):
    meanwhile = Meanwhile(desk, edit, when=str(OutsideNoun.TOOL.label))

    bring("sill", sill(tmp_path, GOOD, HELD), telling=meanwhile.telling(), publishes=True)

    [answer] = meanwhile.answers
    assert answer.status_code == 200
    assert "is changing the same entry" in answer.text
    assert meanwhile.heard == []
    lutece.refresh_from_db()
    assert (lutece.maintainer, lutece.website) == ("", "https://l.example/")
    assert followed()


def test_lists_follow_a_row_that_is_written_and_then_cited(lutece):
    catalogue = OutsideRecordFactory(joined_to=lutece).catalogue
    record = catalogue.records.get()
    source = SourceFactory()
    reindex()
    work = Import(catalogue, Report(), Telling(), publishes=True)

    work.write(record, "tool", lutece, {"website": "https://l.example/"})
    work.write(record, "tool", lutece, {"cites": [{"source": source.slug}]})
    changed(list(work.changed.values()), noted=work.noted)

    assert SearchEntry.objects.filter(kind="source", slug=source.slug).exists()
    assert followed()


def test_an_editor_s_tool_is_told_as_updated_with_what_changed(shelves, tmp_path):
    ToolFactory(name="Datelune", website="")

    report = bring("sill", sill(tmp_path, GOOD))

    [line] = [line for line in report.lines if line.outcome == "updated"]
    assert {name.split(" ")[0] for name in line.message.split(", ")} >= {"website", "licence"}
    assert told(report).keys() == {("updated", "Datelune")}


def test_of_older_runs_only_the_numbers_are_kept(shelves, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "RUNS_WITH_LINES", 1)
    path = sill(tmp_path, GOOD, NAMELESS)

    bring("sill", path)
    bring("sill", path)

    latest, first = ImportRun.objects.order_by("-pk")
    assert first.counts
    assert not first.lines.exists()
    assert latest.lines.filter(outcome="refused").exists()
