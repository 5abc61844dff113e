"""The shelves that every catalogue has, for what others tell to be put on."""

import pytest

from catalogue.exchange.subjects import UNSORTED
from tests.catalogue.exchange.importing.given import bring, table
from tests.factories import CategoryFactory, LicenceFactory, ToolFactory

PLACES = [
    {"insee": "54329", "nom": "Lunéville", "dep": "54", "reg": "44", "siren": "215403296"},
    {"insee": "54395", "nom": "Nancy", "dep": "54", "reg": "44", "population": "104260"},
    {"insee": "10369", "nom": "Sainte-Colombe", "dep": "10", "reg": "44"},
    {"insee": "69189", "nom": "Sainte-Colombe", "dep": "69", "reg": "84"},
]


@pytest.fixture
def shelves(db):
    """Where tools are filed that say nothing of what they are for, and the licences they are
    under.
    """
    LicenceFactory(spdx="MIT")
    LicenceFactory(spdx="AGPL-3.0-or-later")
    return CategoryFactory(slug=UNSORTED)


@pytest.fixture
def places(shelves, tmp_path):
    """Four communes of reference data, none of them a city of ours yet."""
    bring("places", table(tmp_path, *PLACES, name="places.csv"))


@pytest.fixture
def tool():
    return ToolFactory(slug="datelune", name="Datelune")
