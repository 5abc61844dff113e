"""Only free licences are kept, so that only free tools can be."""

import pytest

from catalogue.models import Licence
from tests.factories import LicenceFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_licence_is_free_according_to_somebody():
    with refused("licence_is_free"):
        LicenceFactory(spdx="BUSL-1.1", osi=False, fsf=False)


@pytest.mark.parametrize("who", ["osi", "fsf"])
def test_either_body_is_enough(who):
    licence = LicenceFactory(**{"osi": False, "fsf": False, who: True})

    assert Licence.objects.get() == licence


def test_family_is_a_known_one():
    with refused("licence_family_known"):
        LicenceFactory(family="viral")
