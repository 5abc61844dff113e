"""Cities: official ids are theirs alone, and dates, labels and coordinates mean something."""

import pytest

from catalogue.models import City, CityLabel, Milestone
from tests.factories import CityFactory, CityLabelFactory, MilestoneFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["insee", "siren", "istat", "geonames", "wikidata"])
def test_official_id_belongs_to_one_city(field):
    CityFactory(**{field: "44109"})
    CityFactory()
    CityFactory()

    with refused(f"city_{field}_unique"):
        CityFactory(**{field: "44109"})


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"kind": "village"}, "city_kind_known"),
        ({"country": "fr"}, "city_country_is_a_code"),
        ({"country": ""}, "city_country_is_a_code"),
        ({"latitude": 47.2}, "city_coordinates_are_whole"),
        ({"longitude": -1.5}, "city_coordinates_are_whole"),
        ({"latitude": 91, "longitude": 0}, "city_coordinates_are_whole"),
        ({"latitude": 0, "longitude": 181}, "city_coordinates_are_whole"),
    ],
)
def test_city_is_somewhere_or_its_place_is_not_known(fields, rule):
    city = CityFactory()

    with refused(rule):
        City.objects.filter(pk=city.pk).update(**fields)


def test_label_is_held_once_a_year():
    label = CityLabelFactory(year=2019)
    CityLabelFactory(city=label.city, year=2020)

    with refused("city_label_once_a_year"):
        CityLabelFactory(city=label.city, year=2019, level=5)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"level": 0}, "city_label_level_range"),
        ({"level": 6}, "city_label_level_range"),
        ({"label": "best-city"}, "city_label_known"),
    ],
)
def test_label_is_a_known_one_with_one_to_five(fields, rule):
    label = CityLabelFactory(level=None)

    with refused(rule):
        CityLabel.objects.filter(pk=label.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [({"on": "in June"}, "milestone_date_is_a_date"), ({"kind": "party"}, "milestone_kind_known")],
)
def test_milestone_has_a_known_kind_and_a_date(fields, rule):
    milestone = MilestoneFactory()

    with refused(rule):
        Milestone.objects.filter(pk=milestone.pk).update(**fields)
