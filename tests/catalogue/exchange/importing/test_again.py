"""Whether it matters which catalogue is read first: a tool that one describes and another only
names is one tool either way, with what both say of it.
"""

import pytest

from catalogue.models import Adoption, City, OutsideRecord, Replacement, Tool
from tests.catalogue.exchange.importing.given import (
    bring,
    changed_something,
    comptoir,
    counted,
    everything,
    origins,
    record,
    sheet,
    sill,
    table,
    told,
)
from tests.factories import ProductFactory, ToolFactory

pytestmark = pytest.mark.django_db

NAMED = {
    "id": 3,
    "name": "Datelune",
    "users": [{"id": 1, "name": "Ville de Lunéville", "type": "Administration"}],
    "external_resources": {"website": "https://datelune.example/"},
}
DESCRIBED = {"id": 1, "name": "Datelune", "function": "Trouve une date."}


def outcome():
    tool = Tool.objects.get()
    return {
        "tool": (tool.slug, tool.summary, tool.website, tool.sill, tool.comptoir_du_libre),
        "origins": origins(tool),
        "cites": [cite.source.title for cite in tool.citations.all()],
        "used by": list(Adoption.objects.values_list("slug", "status", "confidence")),
        "replaces": list(Replacement.objects.values_list("product__slug", "coverage")),
        "public": [model.objects.published().count() for model in (Tool, Adoption, City)],
    }


@pytest.fixture
def sources(places, tmp_path):
    """What each catalogue says: one describes the tool, the others only name it."""
    ProductFactory(slug="doodle", name="Doodle")
    mapping = {"tool": "Datelune", "product": "Doodle", "coverage": "full"}
    return {
        "sill": sill(tmp_path, DESCRIBED),
        "comptoir-du-libre": comptoir(tmp_path, NAMED),
        "adoptions": sheet(tmp_path, {"Collectivité": "Ville de Nancy"}),
        "mappings": table(tmp_path, mapping, name="mappings.csv"),
    }


@pytest.mark.parametrize("publishes", [False, True], ids=["drafts", "published"])
@pytest.mark.parametrize("described", [0, 1, 3], ids=["first", "second", "last"])
def test_the_order_of_imports_does_not_matter(sources, described, publishes):
    others = [form for form in sources if form != "sill"]

    for form in [*others[:described], "sill", *others[described:]]:
        bring(form, sources[form], publishes=publishes)

    assert outcome() == {
        "tool": (
            "datelune",
            {"fr": "Trouve une date."},
            "https://datelune.example/",
            "1",
            "3",
        ),
        "origins": {
            **dict.fromkeys(("name", "licence", "sill", "summary.fr"), "sill"),
            **dict.fromkeys(("website", "comptoir_du_libre"), "comptoir-du-libre"),
        },
        "cites": ["SILL", "Comptoir du Libre"],
        "used by": [
            ("luneville-datelune", "unconfirmed", "low"),
            ("nancy-datelune", "in_production", "low"),
        ],
        "replaces": [("doodle", "full")] if publishes else [],
        "public": [1, 2, 2] if publishes else [0, 0, 0],
    }
    before = everything()
    for form, path in sources.items():
        assert not changed_something(bring(form, path, publishes=publishes))
    assert everything() == before


def test_what_another_catalogue_waited_with_is_told_with_its_name(sources):
    bring("comptoir-du-libre", sources["comptoir-du-libre"])
    assert record("Datelune").standing == "waiting"

    report = bring("sill", sources["sill"])

    places = {line.outcome.value: line.place for line in report.lines if line.noun == "tool"}
    assert places == {"created": "sill.json[0]", "updated": "comptoir-du-libre: comptoir.json[0]"}
    assert ("created", "Datelune – Ville de Lunéville") in told(report)


def test_who_is_read_from_time_to_time_says_itself_whether_it_publishes(sources):
    bring("comptoir-du-libre", sources["comptoir-du-libre"])
    watched = record("Datelune").catalogue
    watched.every_days, watched.where = 7, "https://catalogue.example/"
    watched.save()

    bring("sill", sources["sill"], publishes=True)

    assert Tool.objects.published().exists()
    assert Adoption.objects.get().published_at is None


def test_who_waited_for_a_place_enters_with_it(shelves, tmp_path):
    bring("sill", sill(tmp_path, DESCRIBED))
    bring("comptoir-du-libre", comptoir(tmp_path, NAMED))
    waited = OutsideRecord.objects.get(noun="adoption").standing
    luneville = {"insee": "54329", "nom": "Lunéville", "dep": "54", "reg": "44"}
    path = table(tmp_path, luneville, name="places.csv")

    report = bring("places", path)

    assert waited == "waiting"
    assert Adoption.objects.get().city.insee == "54329"
    assert counted(report, "adoption") == {"created": 1}
    places = {line.noun: line.place for line in report.lines}
    assert places == {"place": "places.csv:2", "adoption": "comptoir-du-libre: comptoir.json[0]"}
    assert not changed_something(bring("places", path))


def test_what_an_editor_decided_is_not_weighed_again(sources):
    bring("comptoir-du-libre", sources["comptoir-du-libre"])
    mine = ToolFactory(name="Mine", slug="mine")
    waiting = record("Datelune")
    waiting.standing, waiting.object_id, waiting.decided_by = "joined", mine.pk, "marie"
    waiting.save()

    bring("sill", sources["sill"])

    assert record("Datelune", "comptoir-du-libre").object_id == mine.pk
