"""Who runs what, as cities and others say: placed on the right city, never proven by hearsay,
nobody's privacy touched.
"""

import pytest

from catalogue.actions.attribution import acting
from catalogue.models import (
    Adoption,
    City,
    OutsideRecord,
    Product,
    Source,
    Tool,
)
from catalogue.search import reindex
from tests.catalogue.exchange.importing.given import (
    bring,
    counted,
    everything,
    origins,
    record,
    searched,
    sheet,
    sill,
    told,
)
from tests.factories import AdoptionFactory, CityFactory, ProductFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_a_sheet_of_a_city_becomes_its_adoptions(places, tool, tmp_path):
    product = ProductFactory(name="PollCo Dates")
    path = sheet(
        tmp_path,
        {
            "Code INSEE": "54329",
            "À la date du": "15/03/2024",
            "Depuis": "2019",
            "Rôle": "utilisateur; financeur",
            "Postes": "1 200",
            "Remplace": "PollCo Dates; Rien de connu",
            "Périmètre": "Tous les services.",
            "Source": "Délibération 12",
            "Adresse source": "https://luneville.example/12",
            "Date source": "2019-06",
        },
    )

    report = bring("adoptions", path)

    adoption = Adoption.objects.get()
    assert (adoption.city.insee, adoption.tool, adoption.status) == ("54329", tool, "in_production")
    assert (adoption.as_of, adoption.started) == ("2024-03-15", "2019")
    assert (adoption.roles, adoption.workstations) == (["user", "funder"], 1200)
    assert (adoption.scale, adoption.confidence) == ({"fr": "Tous les services."}, "medium")
    assert list(adoption.replaces.all()) == [product]
    source = adoption.citations.get().source
    assert (source.title, source.url) == ("Délibération 12", "https://luneville.example/12")
    assert (source.date, source.kind) == ("2019-06", "self_declared")
    assert "Rien de connu" in told(report)["warned", record("Datelune – Ville de Lunéville").name]
    assert counted(report, "adoption") == {"created": 1, "warned": 1}


def test_a_sheet_without_a_source_is_less_sure_and_cites_the_sheet(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {}))

    adoption = Adoption.objects.get()

    assert adoption.confidence == "low"
    assert adoption.citations.get().source.title == "Adoptions"
    assert not Adoption.objects.proven().exists()


def test_what_is_new_is_a_draft_unless_somebody_publishes(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {}))

    assert (Adoption.objects.get().published_at, City.objects.get().published_at) == (None, None)


def test_what_is_published_is_published_with_its_city(places, tool, tmp_path):
    reindex()

    bring("adoptions", sheet(tmp_path, {}), publishes=True)

    assert Adoption.objects.visible().get().city.published_at
    followed = searched()
    reindex()
    assert searched() == followed


def test_a_city_that_an_editor_withdrew_is_not_published_again(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {}), publishes=True)
    City.objects.update(published_at=None)
    reindex()

    bring("adoptions", sheet(tmp_path, {}, {"Logiciel": ToolFactory().name}), publishes=True)

    assert Adoption.objects.count() == 2
    assert City.objects.get().published_at is None


def test_the_same_sheet_twice_changes_nothing(places, tool, tmp_path):
    path = sheet(tmp_path, {}, {"Logiciel": "Inconnu"}, {"Collectivité": "Sainte-Colombe"})
    bring("adoptions", path)
    before = everything()

    report = bring("adoptions", path)

    for model, rows in everything().items():
        assert rows == before[model], model
    assert counted(report, "adoption") == {"unchanged": 3}


def test_a_line_that_changed_is_followed_while_nobody_edits(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {"Postes": "10"}))

    report = bring("adoptions", sheet(tmp_path, {"Postes": "20", "Statut": "abandonné"}))

    adoption = Adoption.objects.get()
    assert (adoption.workstations, adoption.status) == (20, "reversed")
    assert origins(adoption, "adoption")["status"] == "adoptions"
    assert counted(report, "adoption") == {"updated": 1}


def test_what_an_editor_says_of_an_adoption_stays(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {"Postes": "10"}))
    with acting("Bob"):
        Adoption.objects.update(workstations=11)

    bring("adoptions", sheet(tmp_path, {"Postes": "20"}))

    assert Adoption.objects.get().workstations == 11
    assert OutsideRecord.objects.get(noun="adoption").differs == ["workstations"]


def test_an_adoption_that_an_editor_made_is_joined(places, tool, tmp_path):
    city = CityFactory(name={"fr": "Lunéville"}, insee="54329")
    adoption = AdoptionFactory(city=city, tool=tool, workstations=None)

    bring("adoptions", sheet(tmp_path, {"Postes": "10", "Statut": "pilote"}))

    kept = Adoption.objects.get()
    assert (kept.pk, kept.workstations, kept.status) == (adoption.pk, 10, "in_production")
    assert OutsideRecord.objects.get(noun="adoption").differs == ["status"]


def test_an_adoption_that_an_editor_deleted_stays_deleted(places, tool, tmp_path):
    path = sheet(tmp_path, {})
    bring("adoptions", path)
    with acting("Bob"):
        Adoption.objects.get().delete()

    bring("adoptions", path)
    bring("adoptions", sheet(tmp_path, {"Postes": "20"}))

    assert not Adoption.objects.exists()


def test_a_city_that_an_editor_deleted_is_not_made_again(places, tool, tmp_path):
    path = sheet(tmp_path, {})
    bring("adoptions", path)
    with acting("Bob"):
        Adoption.objects.all().delete()
        City.objects.all().delete()

    report = bring("adoptions", sheet(tmp_path, {}, {"Logiciel": "Datelune "}))

    assert not City.objects.exists()
    assert counted(report, "adoption")["kept"] >= 1


def test_a_place_becomes_a_city_only_when_something_is_told_of_it(places, tool, tmp_path):
    before = City.objects.count()

    report = bring("adoptions", sheet(tmp_path, {}))

    city = City.objects.get()
    assert before == 0
    assert (city.name, city.kind, city.siren) == ({"fr": "Lunéville"}, "commune", "215403296")
    assert origins(city, "place")["insee"] == "places"
    assert counted(report, "place") == {"created": 1}


@pytest.mark.parametrize(
    "written",
    [
        {"Collectivité": "Lunéville", "Code INSEE": "54329"},
        {"Collectivité": "Notre ville", "Code SIREN": "215 403 296"},
        {"Collectivité": "mairie de LUNEVILLE"},
        {"Collectivité": "Ville de Lunéville (54)"},
    ],
    ids=["insee", "siren", "name", "department"],
)
def test_a_city_is_known_by_its_codes_or_its_name(places, tool, tmp_path, written):
    bring("adoptions", sheet(tmp_path, written))

    assert Adoption.objects.get().city.insee == "54329"


def test_a_city_of_ours_is_known_without_any_reference_data(shelves, tool, tmp_path):
    city = CityFactory(name={"fr": "Lunéville"})

    bring("adoptions", sheet(tmp_path, {}))

    assert Adoption.objects.get().city == city


def test_homonyms_wait_with_whom_it_may_be(places, tool, tmp_path):
    report = bring("adoptions", sheet(tmp_path, {"Collectivité": "Ville de Sainte-Colombe"}))

    waiting = OutsideRecord.objects.get(noun="adoption")
    known = OutsideRecord.objects.filter(noun="place", name="Sainte-Colombe")
    assert waiting.candidates == [
        f"place:{pk}" for pk in sorted(known.values_list("pk", flat=True))
    ]
    assert counted(report, "adoption") == {"waiting": 1}
    assert not City.objects.exists()


def test_a_city_that_is_called_like_a_person_waits(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {"Collectivité": "Bourg ARGENTAL"}))

    assert OutsideRecord.objects.get(noun="adoption").standing == "waiting"


def test_a_tool_that_nobody_knows_waits(places, tmp_path):
    bring("adoptions", sheet(tmp_path, {}))

    assert OutsideRecord.objects.get(noun="adoption").standing == "waiting"
    assert not City.objects.exists()


def test_a_tool_with_a_slip_in_its_name_waits_with_whom_it_may_be(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {"Logiciel": "Datelunne"}))

    waiting = OutsideRecord.objects.get(noun="adoption")
    assert (waiting.standing, waiting.candidates) == ("waiting", ["tool:datelune"])
    assert not Adoption.objects.exists()


@pytest.mark.parametrize("name", ["Sainte-Colombe", "Nulle-Part"])
def test_a_code_that_nobody_has_is_why_a_line_waits(places, tool, tmp_path, name):
    bring("adoptions", sheet(tmp_path, {"Collectivité": name, "Code INSEE": "29200"}))

    waiting = OutsideRecord.objects.get(noun="adoption")
    assert waiting.standing == "waiting"
    assert "INSEE code" in waiting.why


def test_a_line_that_waited_comes_in_once_its_tool_is_there(places, tmp_path):
    path = sheet(tmp_path, {})
    bring("adoptions", path)
    ToolFactory(name="Datelune")

    report = bring("adoptions", path)

    assert counted(report, "adoption") == {"created": 1}


def test_a_broken_line_is_told_and_the_others_come_in(places, tool, tmp_path):
    path = sheet(
        tmp_path,
        {"Statut": "peut-être"},
        {"Collectivité": "Nancy", "Code INSEE": "54395"},
        {"Collectivité": ""},
    )

    report = bring("adoptions", path)

    assert [line.place for line in report.refused] == [
        "sheet.csv:2 Statut",
        "sheet.csv:4 Collectivité",
    ]
    assert Adoption.objects.get().city.insee == "54395"


def test_a_very_long_address_of_a_source_stops_nothing(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {"Adresse source": "https://a.example/" + "x" * 900}))

    assert Adoption.objects.get().citations.get().source.url == ""


def test_the_same_source_is_cited_by_all_its_lines(places, tool, tmp_path):
    ToolFactory(name="Autre")
    source = {"Source": "Délibération 12", "Adresse source": "https://luneville.example/12"}

    bring("adoptions", sheet(tmp_path, source, {**source, "Logiciel": "Autre"}))

    assert Source.objects.get(url="https://luneville.example/12").citations.count() == 2


def test_a_service_that_somebody_runs_is_an_adoption(places, tool, tmp_path):
    service = {
        "id": 1,
        "agencyName": "Ville de Nancy",
        "serviceName": "Rendez-vous",
        "serviceUrl": "https://rdv.nancy.example/",
        "softwareName": "Datelune",
        "publicationDate": "2020",
        "lastUpdateDate": "2021-05",
    }
    second = {**service, "id": 2, "serviceName": "Salles", "publicationDate": ""}
    path = tmp_path / "sill.json"
    sill(tmp_path, service, second)

    bring("sill", path)
    before = everything()
    again = bring("sill", path)

    adoption = Adoption.objects.get()
    assert (adoption.city.insee, adoption.started, adoption.as_of) == ("54395", "2020", "2021-05")
    assert adoption.note == {"fr": "Rendez-vous"}
    assert adoption.citations.get().source.url == "https://rdv.nancy.example/"
    assert everything() == before
    assert counted(again, "adoption") == {"unchanged": 2}


def test_what_a_second_service_says_is_added(places, tool, tmp_path):
    service = {
        "id": 1,
        "agencyName": "Ville de Nancy",
        "serviceName": "A",
        "softwareName": "Datelune",
    }
    second = {**service, "id": 2, "publicationDate": "2020"}

    first = bring("sill", sill(tmp_path, service, second))
    before = everything()
    again = bring("sill", sill(tmp_path, service, second))

    assert Adoption.objects.get().started == "2020"
    assert sum(counted(first, "adoption").values()) == 2
    assert everything() == before
    assert counted(again, "adoption") == {"unchanged": 2}


def test_nothing_is_invented_for_what_is_not_known(places, tool, tmp_path):
    bring("adoptions", sheet(tmp_path, {}))

    adoption = Adoption.objects.get()

    assert (adoption.as_of, adoption.started, adoption.workstations, adoption.people) == (
        "",
        "",
        None,
        None,
    )
    assert (Tool.objects.count(), Product.objects.count()) == (1, 0)
