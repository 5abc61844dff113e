"""What stands in for what, as others say: for an editor to judge, never over a judgement."""

import pytest

from catalogue.actions.attribution import acting
from catalogue.models import OutsideRecord, Replacement
from catalogue.search import reindex
from tests.catalogue.exchange.importing.given import (
    bring,
    counted,
    everything,
    searched,
    selfhosted,
    table,
)
from tests.factories import ProductFactory, ReplacementFactory, ToolFactory, VendorFactory

pytestmark = pytest.mark.django_db

ROW = {"tool": "Datelune", "product": "Dates", "coverage": "full"}


@pytest.fixture
def pair():
    tool = ToolFactory(slug="datelune", name="Datelune")
    vendor = VendorFactory(name="PollCo")
    return tool, ProductFactory(slug="pollco-dates", name="Dates", vendor=vendor)


def mappings(folder, *rows):
    return table(folder, *({**ROW, **row} for row in rows))


def the_record():
    return OutsideRecord.objects.get(noun="mapping")


def test_what_does_not_say_how_far_it_goes_waits(shelves, pair, tmp_path):
    report = bring("mappings", mappings(tmp_path, {"coverage": ""}), publishes=True)

    assert not Replacement.objects.exists()
    assert (the_record().standing, the_record().candidates) == ("waiting", ["pollco-dates"])
    assert counted(report, "mapping") == {"waiting": 1}


def test_what_is_new_waits_unless_somebody_publishes(shelves, pair, tmp_path):
    path = mappings(tmp_path, {})

    bring("mappings", path)
    waited = not Replacement.objects.exists()
    report = bring("mappings", path, publishes=True)

    assert waited
    assert Replacement.objects.get().coverage == "full"
    assert counted(report, "mapping") == {"created": 1}


def test_what_is_published_says_who_said_so(shelves, pair, tmp_path):
    reindex()
    row = {
        "caveat_en": "No calendar.",
        "réserve_fr": "Sans agenda.",
        "source": "A study",
        "source_url": "https://study.example/",
    }

    bring("mappings", mappings(tmp_path, row), publishes=True)

    replacement = Replacement.objects.get()
    assert (replacement.tool, replacement.product) == pair
    assert replacement.caveat == {"en": "No calendar.", "fr": "Sans agenda."}
    assert replacement.citations.get().source.url == "https://study.example/"
    followed = searched()
    reindex()
    assert searched() == followed


def test_an_existing_judgement_is_compared_and_not_overwritten(shelves, pair, tmp_path):
    tool, product = pair
    ReplacementFactory(tool=tool, product=product, coverage="partial")

    report = bring("mappings", mappings(tmp_path, {}), publishes=True)

    assert Replacement.objects.get().coverage == "partial"
    assert the_record().differs == ["coverage"]
    assert counted(report, "mapping") == {"kept": 1}
    assert "coverage" in report.lines[0].message


def test_a_judgement_of_which_nothing_else_is_said_is_no_difference(shelves, pair, tmp_path):
    tool, product = pair
    ReplacementFactory(tool=tool, product=product, coverage="partial")

    bring("mappings", mappings(tmp_path, {"coverage": ""}))

    assert (the_record().standing, the_record().differs) == ("joined", [])


@pytest.mark.parametrize(
    "row",
    [{"product": "PollCo Dates"}, {"product": "dates"}, {"vendor": "PollCo"}],
    ids=["vendor in the name", "other letters", "vendor"],
)
def test_a_product_is_known_by_its_names(shelves, pair, tmp_path, row):
    bring("mappings", mappings(tmp_path, row), publishes=True)

    assert Replacement.objects.get().product == pair[1]


def test_a_product_of_which_there_are_two_is_left(shelves, pair, tmp_path):
    ProductFactory(name="Dates")

    bring("mappings", mappings(tmp_path, {}), publishes=True)

    assert not Replacement.objects.exists()


def test_what_speaks_of_nothing_of_ours_is_kept_for_later(shelves, pair, tmp_path):
    rows = [{"tool": "Nothing"}, {"product": "Nothing"}]

    report = bring("mappings", mappings(tmp_path, *rows), publishes=True)

    assert set(OutsideRecord.objects.values_list("standing", flat=True)) == {"known"}
    assert counted(report, "mapping") == {"kept": 2}
    assert len({line.message for line in report.lines}) == 2


def test_a_replacement_that_an_editor_deleted_stays_deleted(shelves, pair, tmp_path):
    path = mappings(tmp_path, {})
    bring("mappings", path, publishes=True)
    with acting("Bob"):
        Replacement.objects.get().delete()

    bring("mappings", path, publishes=True)

    assert not Replacement.objects.exists()
    assert the_record().standing == "aside"


def test_the_same_sheet_twice_changes_nothing(shelves, pair, tmp_path):
    path = mappings(tmp_path, {}, {"tool": "Nothing"}, {"product": "Nothing", "coverage": ""})
    bring("mappings", path, publishes=True)
    before = everything()

    report = bring("mappings", path, publishes=True)

    for model, rows in everything().items():
        assert rows == before[model], model
    assert counted(report, "mapping") == {"unchanged": 3}


def test_what_a_tool_says_of_itself_waits_for_an_editor(shelves, pair, tmp_path):
    folder = selfhosted(tmp_path, datelune={"description": "Polls, alternative to PollCo Dates."})

    bring("awesome-selfhosted", folder, publishes=True)

    assert not Replacement.objects.exists()
    assert (the_record().standing, the_record().candidates) == ("waiting", ["pollco-dates"])
    assert the_record().values["tool_key"] == "datelune"


@pytest.mark.parametrize("coverage", ["somewhat", "half"], ids=str)
def test_a_word_that_is_no_coverage_is_told(shelves, pair, tmp_path, coverage):
    report = bring("mappings", mappings(tmp_path, {"coverage": coverage}), publishes=True)

    [warned] = [line for line in report.lines if line.outcome == "warned"]
    assert coverage in warned.message
    assert warned.place == "sheet.csv:2 coverage"
    assert not Replacement.objects.exists()
