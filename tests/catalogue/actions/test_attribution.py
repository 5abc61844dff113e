"""Who did it, and why, is written beside each change."""

import pytest
from django.contrib.auth import get_user_model

from catalogue.actions.attribution import acting
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db


def written(vendor):
    return vendor.events.latest("pgh_id").pgh_context.metadata


def test_user_is_named_with_the_reason():
    ana = get_user_model().objects.create_user("ana")

    with acting(ana, why="They told us."):
        vendor = VendorFactory()

    assert written(vendor) == {"user": ana.pk, "name": "ana", "why": "They told us."}


def test_program_is_named():
    with acting("curated catalogue"):
        vendor = VendorFactory()

    assert written(vendor) == {"name": "curated catalogue"}


def test_attribution_ends_with_its_block():
    with acting("somebody"):
        pass

    assert VendorFactory().events.get().pgh_context is None
