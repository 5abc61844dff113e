"""Places of reference data: kept to know cities by, joined to the right one of ours, ours filled
and never overwritten.
"""

import pytest

from catalogue.actions.attribution import acting
from catalogue.models import City, OutsideRecord
from tests.catalogue.exchange.importing.given import (
    bring,
    counted,
    everything,
    origins,
    record,
    table,
)
from tests.factories import CityFactory

pytestmark = pytest.mark.django_db

LUNEVILLE = {
    "insee": "54329",
    "nom": "Lunéville",
    "dep": "54",
    "dep_nom": "Meurthe-et-Moselle",
    "reg": "44",
    "reg_nom": "Grand Est",
    "population": "18000",
    "siren": "215403296",
    "latitude": "48.5895",
    "longitude": "6.5017",
}


def places(folder, *rows):
    return table(folder, *rows, name="places.csv")


def test_a_place_is_kept_and_no_city_is_made_of_it(shelves, tmp_path):
    report = bring("places", places(tmp_path, LUNEVILLE))

    assert not City.objects.exists()
    assert record("Lunéville").standing == "known"
    assert counted(report, "place") == {"kept": 3}  # with its department and its region
    assert report.lines == []


@pytest.mark.parametrize(
    "city",
    [
        {"insee": "54329", "name": {"fr": "Autre nom"}},
        {"siren": "215403296", "name": {"fr": "Autre nom"}},
        {"name": {"fr": "LUNEVILLE"}},
    ],
    ids=["insee", "siren", "name"],
)
def test_a_city_of_ours_is_known_and_filled(shelves, tmp_path, city):
    city = CityFactory(**city)

    bring("places", places(tmp_path, LUNEVILLE))

    city.refresh_from_db()
    assert record("Lunéville").object_id == city.pk
    assert (city.insee, city.siren, city.population) == ("54329", "215403296", 18000)
    assert (city.department, city.region) == ("Meurthe-et-Moselle", "Grand Est")
    assert origins(city, "place")["population"] == "places"


def test_what_an_editor_says_of_a_city_stays(shelves, tmp_path):
    city = CityFactory(insee="54329", population=1, population_year=2020)

    bring("places", places(tmp_path, LUNEVILLE))
    with acting("Bob"):
        City.objects.update(region="Lorraine")
    bring("places", places(tmp_path, {**LUNEVILLE, "population": "19000"}))

    city.refresh_from_db()
    assert (city.population, city.region) == (1, "Lorraine")
    assert record("Lunéville").differs == ["population", "region"]


def test_a_city_with_other_codes_is_another(shelves, tmp_path):
    CityFactory(name={"fr": "Lunéville"}, insee="97411")

    bring("places", places(tmp_path, LUNEVILLE))

    assert City.objects.get().siren == ""
    assert record("Lunéville").standing == "known"


def test_homonyms_are_joined_to_nobody(shelves, tmp_path):
    CityFactory(name={"fr": "Sainte-Colombe"})
    rows = [
        {"insee": "10369", "nom": "Sainte-Colombe", "dep": "10", "reg": "44"},
        {"insee": "69189", "nom": "Sainte-Colombe", "dep": "69", "reg": "84"},
    ]

    bring("places", places(tmp_path, *rows))

    assert City.objects.get().insee == ""


def test_the_same_places_twice_change_nothing(shelves, tmp_path):
    CityFactory(insee="54329")
    path = places(tmp_path, LUNEVILLE)
    bring("places", path)
    before = everything()

    report = bring("places", path)

    for model, rows in everything().items():
        assert rows == before[model], model
    assert counted(report, "place") == {"unchanged": 3}


def test_a_population_that_changed_is_followed(shelves, tmp_path):
    city = CityFactory(insee="54329")
    bring("places", places(tmp_path, LUNEVILLE))

    bring("places", places(tmp_path, {**LUNEVILLE, "population": "19000"}))

    city.refresh_from_db()
    assert city.population == 19000


def test_a_city_that_an_editor_deleted_is_left_aside(shelves, tmp_path):
    CityFactory(insee="54329")
    path = places(tmp_path, LUNEVILLE)
    bring("places", path)
    with acting("Bob"):
        City.objects.get().delete()

    bring("places", path)

    assert not City.objects.exists()
    assert record("Lunéville").standing == "aside"


def test_a_line_without_a_code_is_told(shelves, tmp_path):
    report = bring("places", places(tmp_path, LUNEVILLE, {"insee": "?", "nom": "Nulle part"}))

    assert [line.place for line in report.refused] == ["places.csv:3 insee"]
    assert OutsideRecord.objects.filter(name="Lunéville").exists()
