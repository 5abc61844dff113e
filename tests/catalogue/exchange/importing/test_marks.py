"""Whether the places that users may be are found without reading all of them."""

import pytest

from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.known_places import KnownPlaces
from catalogue.exchange.importing.report import Report
from catalogue.exchange.importing.running import Telling
from catalogue.exchange.told import User
from catalogue.models import City, OutsideCatalogue, OutsideRecord
from tests.catalogue.exchange.importing.given import bring, sheet

pytestmark = pytest.mark.django_db


def names_read(*users):
    work = Import(OutsideCatalogue.objects.get(), Report(), Telling(), publishes=False)
    found = KnownPlaces(work, users).records.values()
    return {record.name for record in found if record.values["kind"] == "commune"}


@pytest.mark.parametrize(
    ("user", "names"),
    [
        (User("Ville de Nancy"), {"Nancy"}),
        (User("Ville de Sainte Colombe"), {"Sainte-Colombe"}),
        (User("VILLE DE LUNEVILLE"), {"Lunéville"}),
        (User("?", outside_ids={"insee": "54395"}), {"Nancy"}),
        (User("Ville de Nansy"), {"Nancy"}),  # for an editor to look at
        (User("Paris", "Administration"), set()),
    ],
    ids=lambda value: value.name if isinstance(value, User) else None,
)
def test_only_the_communes_that_a_user_may_be_are_read(places, user, names):
    assert names_read(user) == names


def test_places_that_an_earlier_release_kept_are_found(places, tool, tmp_path):
    OutsideRecord.objects.update(known_by=[])

    bring("adoptions", sheet(tmp_path, {}))

    assert City.objects.get().name == {"fr": "Lunéville"}
    assert not OutsideRecord.objects.filter(noun="place", known_by=[]).exists()
