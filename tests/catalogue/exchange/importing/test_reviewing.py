"""What an editor decides about a record is done whole, told, kept by later imports, and undone."""

import json

import psycopg
import pytest
from django.db import connection
from django.utils.translation import override

from catalogue.choices import AdoptionStatus, OutsideNoun, Standing
from catalogue.errors import Busy, CatalogueError
from catalogue.exchange.importing import reviewing
from catalogue.models import (
    Adoption,
    City,
    Organisation,
    OutsideRecord,
    Replacement,
    SearchEntry,
    Tool,
    ValueOrigin,
)
from catalogue.search import turns
from tests.catalogue.exchange.importing.given import bring, everything, record, selfhosted, sill
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    OrganisationFactory,
    OutsideRecordFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
)

BY = "marie"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def origins(row):
    found = ValueOrigin.objects.filter(object_id=row.pk)
    return dict(found.values_list("field", "catalogue__slug"))


def named(tool):
    """The origins of a tool's values as its record tells them."""
    record = json.loads(SearchEntry.objects.get(kind="tool", object_id=tool.pk).record)
    return {each["field"]: each["catalogue"]["slug"] for each in record["origins"]}


def by_whom(row):
    events = row.events.exclude(pgh_context=None).order_by("pgh_id")
    return [event.pgh_context.metadata["name"] for event in events]


def test_joining_takes_what_no_editor_said(shelves):
    tool = ToolFactory(website="https://ours.example/")
    waiting = OutsideRecordFactory(
        said={"website": "https://theirs.example/", "licence": "MIT"}, candidates=[tool.slug]
    )

    reviewing.join(waiting, tool, by=BY)

    tool.refresh_from_db()
    waiting.refresh_from_db()
    assert (tool.website, tool.licence) == ("https://ours.example/", "MIT")
    assert origins(tool) == {"licence": waiting.catalogue.slug}
    assert (waiting.standing, waiting.object_id, waiting.decided_by) == ("joined", tool.pk, BY)
    assert waiting.differs == ["name", "summary.en", "website"]
    assert by_whom(tool)[-1] == BY
    assert [cite.source.title for cite in tool.citations.all()] == [waiting.catalogue.title]
    assert "licence:MIT" in SearchEntry.objects.get(kind="tool", object_id=tool.pk).facets


def test_a_decision_outlives_the_next_imports(shelves, tmp_path):
    """Without it, the second name would wait again."""
    tool = ToolFactory(name="Datelune", slug="datelune", aliases=["Date Moon"])
    source = sill(tmp_path, {"id": 1, "name": "Date Moon"})
    bring("sill", source)
    waiting = record("Date Moon")
    assert (waiting.standing, waiting.candidates) == (Standing.WAITING, ["datelune"])

    reviewing.join(waiting, tool, by=BY)
    before = everything()
    bring("sill", source)

    assert everything() == before
    assert record("Date Moon").object_id == tool.pk


def test_what_was_put_back_is_not_joined_again_by_an_import(shelves, tmp_path):
    ToolFactory(name="Datelune", slug="datelune")
    source = sill(tmp_path, {"id": 1, "name": "Datelune"})
    bring("sill", source)
    assert record("Datelune").standing == Standing.JOINED

    reviewing.put_back(record("Datelune"), by=BY)
    bring("sill", source)

    held = record("Datelune")
    assert (held.standing, held.candidates) == (Standing.WAITING, ["datelune"])


def test_putting_back_withdraws_what_was_taken(shelves):
    tool = ToolFactory(website="")
    other = OutsideRecordFactory(joined_to=tool, said={"website": "https://other.example/"})
    waiting = OutsideRecordFactory(
        catalogue__trust=1,
        said={"website": "https://theirs.example/", "licence": "MIT"},
        why="several",
        candidates=[tool.slug],
    )
    reviewing.join(waiting, tool, by=BY)
    tool.refresh_from_db()
    assert (tool.website, tool.licence) == ("https://theirs.example/", "MIT")

    stays = reviewing.put_back(waiting, by="paul")

    tool.refresh_from_db()
    waiting.refresh_from_db()
    assert stays == tool
    assert (tool.website, tool.licence) == ("https://other.example/", "")
    assert origins(tool) == {"website": other.catalogue.slug}
    assert (waiting.standing, waiting.why, waiting.candidates, waiting.object_id) == (
        *("waiting", "several", [tool.slug]),
        None,
    )
    assert not tool.citations.filter(source__title=waiting.catalogue.title).exists()
    assert by_whom(tool)[-1] == "paul"
    assert named(tool) == {"website": other.catalogue.slug}


def test_a_new_tool_is_a_draft_at_once(shelves):
    waiting = OutsideRecordFactory(name="Datelune", said={"licence": "MIT"})

    tool = reviewing.make(waiting, by=BY)

    waiting.refresh_from_db()
    assert Tool.objects.get() == tool
    assert (tool.name, tool.licence, tool.published_at) == ("Datelune", "MIT", None)
    assert (waiting.object_id, waiting.decided_by) == (tool.pk, BY)
    assert set(origins(tool)) == {"name", "summary.en", "licence"}
    assert by_whom(tool) == [BY]


def test_a_new_tool_that_says_nothing_of_itself_is_refused_whole(shelves):
    waiting = OutsideRecordFactory(said={"summary": {}})
    before = everything()

    with pytest.raises(CatalogueError, match="does not say what the software does"):
        reviewing.make(waiting, by=BY)

    assert everything() == before


def test_a_new_organisation_is_of_the_kind_that_the_editor_says(shelves):
    waiting = OutsideRecordFactory(
        noun=OutsideNoun.ORGANISATION, name="Ana SARL", values={"name": "Ana SARL"}
    )

    organisation = reviewing.make(waiting, kind="company", by=BY)

    assert Organisation.objects.get() == organisation
    assert (organisation.name, organisation.kind) == ("Ana SARL", "company")


def test_an_organisation_is_joined(shelves):
    organisation = OrganisationFactory(website="")
    waiting = OutsideRecordFactory(
        noun=OutsideNoun.ORGANISATION, values={"name": "Ana", "website": "https://ana.example/"}
    )

    reviewing.join(waiting, organisation, by=BY)

    organisation.refresh_from_db()
    assert organisation.website == "https://ana.example/"


@pytest.fixture
def place():
    return OutsideRecordFactory(
        noun=OutsideNoun.PLACE,
        standing=Standing.KNOWN,
        name="Nancy",
        values={"name": {"fr": "Nancy"}, "kind": "commune", "country": "FR", "population": 104260},
        outside_ids={"insee": "54395"},
    )


def test_a_place_becomes_a_city(place):
    city = reviewing.make(place, by=BY)

    assert City.objects.get() == city
    assert (city.name, city.insee, city.published_at) == ({"fr": "Nancy"}, "54395", None)


def test_a_place_is_joined_to_a_city(place):
    city = CityFactory(insee="", population=None)

    reviewing.join(place, city, by=BY)

    city.refresh_from_db()
    assert (city.insee, city.population) == ("54395", 104260)


@pytest.fixture
def claim():
    """Somebody is said to use something."""
    return OutsideRecordFactory(
        noun=OutsideNoun.ADOPTION,
        name="Datelune – Nancy",
        values={"tool": "Datelune", "city": "Nancy", "city_ids": {}, "claim": True},
    )


def test_a_claim_becomes_an_unconfirmed_draft(claim):
    city, tool = CityFactory(), ToolFactory()

    adoption = reviewing.adopt(claim, city=city, tool=tool, by=BY)

    claim.refresh_from_db()
    assert (adoption.city, adoption.tool, adoption.published_at) == (city, tool, None)
    assert adoption.status == AdoptionStatus.UNCONFIRMED
    assert claim.object_id == adoption.pk


def test_a_claim_of_an_adoption_that_we_have_changes_nothing_of_it(claim):
    adoption = AdoptionFactory()
    before = Adoption.objects.values().get()

    joined = reviewing.adopt(claim, city=adoption.city, tool=adoption.tool, by=BY)

    assert joined == adoption
    assert Adoption.objects.values().get() == before


def test_undoing_takes_away_the_adoption_that_was_made(claim):
    reviewing.adopt(claim, city=CityFactory(), tool=ToolFactory(), by=BY)

    assert reviewing.put_back(claim, by=BY) is None

    assert not Adoption.objects.exists()
    claim.refresh_from_db()
    assert claim.standing == Standing.WAITING


def test_undoing_leaves_an_adoption_that_somebody_worked_on(claim):
    adoption = reviewing.adopt(claim, city=CityFactory(), tool=ToolFactory(), by=BY)
    Adoption.objects.filter(pk=adoption.pk).update(version="3")

    assert reviewing.put_back(claim, by=BY) == adoption

    assert Adoption.objects.get().version == "3"


def test_undoing_leaves_an_adoption_that_we_had(claim):
    adoption = AdoptionFactory()
    reviewing.adopt(claim, city=adoption.city, tool=adoption.tool, by=BY)

    assert reviewing.put_back(claim, by=BY) == adoption

    assert Adoption.objects.get() == adoption


@pytest.fixture
def mapping():
    return OutsideRecordFactory(
        noun=OutsideNoun.MAPPING,
        name="Datelune – PollCo",
        values={"tool": "Datelune", "product": "PollCo"},
    )


def test_a_mapping_becomes_a_replacement_and_is_undone(mapping):
    tool, product = ToolFactory(), ProductFactory()

    row = reviewing.stand_in(mapping, tool=tool, product=product, coverage="partial", by=BY)

    mapping.refresh_from_db()
    assert (row.tool, row.product, row.coverage) == (tool, product, "partial")
    assert (mapping.standing, mapping.object_id) == (Standing.JOINED, row.pk)
    entry = SearchEntry.objects.get(kind="product", object_id=product.pk)
    assert entry.size == 1

    reviewing.put_back(mapping, by=BY)

    assert not Replacement.objects.exists()
    entry.refresh_from_db()
    assert entry.size == 0


def test_a_mapping_keeps_an_editor_s_judgement(mapping):
    row = ReplacementFactory(coverage="full")

    reviewing.stand_in(mapping, tool=row.tool, product=row.product, coverage="companion", by=BY)

    assert Replacement.objects.get().coverage == "full"
    reviewing.put_back(mapping, by=BY)
    assert Replacement.objects.get() == row


def test_a_mapping_decided_upon_outlives_the_next_import(shelves, tmp_path):
    """The machine finds neither this tool nor this product by name."""
    source = selfhosted(
        tmp_path, datelune={"description": "Finds a date. Alternative to `PollCo`."}
    )
    bring("awesome-selfhosted", source)
    mapping = OutsideRecord.objects.get(noun=OutsideNoun.MAPPING)
    tool, product = ToolFactory(), ProductFactory()

    row = reviewing.stand_in(mapping, tool=tool, product=product, coverage="full", by=BY)
    bring("awesome-selfhosted", source)

    mapping.refresh_from_db()
    assert (mapping.standing, mapping.object_id) == (Standing.JOINED, row.pk)


def test_left_aside_until_it_is_put_back(shelves, tmp_path):
    ToolFactory(name="Datelune", slug="datelune", aliases=["Date Moon"])
    source = sill(tmp_path, {"id": 1, "name": "Date Moon"})
    bring("sill", source)

    assert reviewing.leave_aside([record("Date Moon")], by=BY) == 1
    bring("sill", source)
    assert (record("Date Moon").standing, record("Date Moon").decided_by) == ("aside", BY)

    reviewing.put_back(record("Date Moon"), by=BY)
    assert (record("Date Moon").standing, record("Date Moon").decided_by) == ("waiting", "")


def test_what_does_not_wait_is_not_left_aside():
    joined = OutsideRecordFactory(joined_to=ToolFactory())

    assert reviewing.leave_aside([joined], by=BY) == 0

    joined.refresh_from_db()
    assert joined.standing == Standing.JOINED


def test_nobody_decides_twice():
    waiting, tool = OutsideRecordFactory(), ToolFactory()
    reviewing.join(waiting, tool, by=BY)

    with pytest.raises(CatalogueError, match="already"):
        reviewing.join(waiting, ToolFactory(), by="paul")

    waiting.refresh_from_db()
    assert (waiting.object_id, waiting.decided_by) == (tool.pk, BY)


def test_a_value_is_taken_and_followed_from_then_on(shelves, tmp_path):
    """Also where a more trusted catalogue says something else."""
    tool = ToolFactory(name="Datelune", slug="datelune", website="https://ours.example/")
    OutsideRecordFactory(
        catalogue__trust=1, joined_to=tool, said={"website": "https://trusted.example/"}
    )
    theirs = {"name": "Datelune", "website_url": "https://theirs.example/"}
    bring("awesome-selfhosted", selfhosted(tmp_path, datelune=theirs))
    held = record("Datelune", "awesome-selfhosted")
    reviewing.join(held, tool, by=BY)

    reviewing.take(held, "website", by=BY)

    tool.refresh_from_db()
    held.refresh_from_db()
    assert tool.website == "https://theirs.example/"
    assert "website" not in held.differs
    assert by_whom(tool)[-1] == BY

    theirs["website_url"] = "https://moved.example/"
    bring("awesome-selfhosted", selfhosted(tmp_path, datelune=theirs))

    tool.refresh_from_db()
    assert tool.website == "https://moved.example/"


def test_a_text_is_taken_in_one_language(shelves):
    tool = ToolFactory(summary={"fr": "La nôtre.", "en": "Ours."})
    joined = OutsideRecordFactory(joined_to=tool, said={"summary": {"en": "Theirs."}})

    reviewing.take(joined, "summary.en", by=BY)

    tool.refresh_from_db()
    assert tool.summary == {"fr": "La nôtre.", "en": "Theirs."}
    assert origins(tool)["summary.en"] == joined.catalogue.slug


@pytest.mark.parametrize("name", ["slug", "website", "nothing"])
def test_only_what_is_said_is_taken(name):
    tool = ToolFactory()
    joined = OutsideRecordFactory(joined_to=tool, said={"slug": "theirs"})
    before = everything()

    with pytest.raises(CatalogueError, match="does not say that"):
        reviewing.take(joined, name, by=BY)

    assert everything() == before


def test_a_value_that_the_catalogue_refuses_is_not_taken(shelves):
    ToolFactory(wikidata="Q1")
    tool = ToolFactory(wikidata="Q2")
    joined = OutsideRecordFactory(joined_to=tool, outside_ids={"wikidata": "Q1"})
    before = everything()

    with pytest.raises(CatalogueError, match="belongs to another entry"):
        reviewing.take(joined, "wikidata", by=BY)

    assert everything() == before


def test_a_decision_during_an_import_is_refused_whole(monkeypatch):
    waiting = OutsideRecordFactory()
    monkeypatch.setattr(turns, "PATIENCE", "50ms")
    params = connection.get_connection_params()
    params = {name: params[name] for name in params if name not in {"cursor_factory", "context"}}

    with psycopg.connect(**params) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [turns.IMPORTING])
        with pytest.raises(Busy):
            reviewing.leave_aside([waiting], by=BY)

    waiting.refresh_from_db()
    assert waiting.standing == Standing.WAITING


def test_a_licence_is_taken_for_what_it_is_at_least(shelves):
    tool = ToolFactory(licence="AGPL-3.0-or-later")
    joined = OutsideRecordFactory(
        joined_to=tool, said={"licence_at_least": "MIT", "licence_as_written": "MIT or later"}
    )

    reviewing.take(joined, "licence", by=BY)

    tool.refresh_from_db()
    assert tool.licence == "MIT"
    assert ValueOrigin.objects.get(field="licence").as_written == "MIT or later"


def an_adoption_told_twice(ours, theirs):
    adoption = AdoptionFactory(**ours)
    return adoption, OutsideRecordFactory(noun="adoption", joined_to=adoption, values=theirs)


@pytest.mark.parametrize("name", ["status", "as_of", "ended"])
def test_a_status_is_taken_with_its_dates(name):
    adoption, joined = an_adoption_told_twice(
        {"status": "planned", "as_of": "2019", "started": "2018", "version": "1"},
        {"status": "ended", "as_of": "2025", "ended": "2024", "version": "2"},
    )

    _row, taken = reviewing.take(joined, name, by=BY)

    adoption.refresh_from_db()
    assert taken == ["status", "as_of", "ended"]
    assert (adoption.status, adoption.as_of) == ("ended", "2025")
    assert (adoption.started, adoption.ended) == ("2018", "2024")
    assert adoption.version == "1"


def test_a_status_without_dates_leaves_none_of_another():
    adoption, joined = an_adoption_told_twice(
        {"status": "ended", "as_of": "2019", "started": "2018", "ended": "2019"},
        {"status": "in_production"},
    )

    reviewing.take(joined, "status", by=BY)

    adoption.refresh_from_db()
    assert (adoption.status, adoption.as_of, adoption.ended) == ("in_production", "", "")
    assert adoption.started == "2018"


def test_when_it_began_is_taken_alone():
    adoption, joined = an_adoption_told_twice(
        {"status": "planned", "as_of": "2019"},
        {"status": "in_production", "as_of": "2025", "started": "2020"},
    )

    reviewing.take(joined, "started", by=BY)

    adoption.refresh_from_db()
    assert (adoption.status, adoption.as_of, adoption.started) == ("planned", "2019", "2020")
