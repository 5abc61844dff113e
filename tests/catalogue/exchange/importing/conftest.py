"""The shelves that every catalogue has, for what others tell to be put on."""

import pytest

from catalogue.exchange.subjects import UNSORTED
from tests.factories import CategoryFactory, LicenceFactory


@pytest.fixture
def shelves(db):
    """Where tools are filed that say nothing of what they are for, and the licences they are
    under.
    """
    LicenceFactory(spdx="MIT")
    LicenceFactory(spdx="AGPL-3.0-or-later")
    return CategoryFactory(slug=UNSORTED)
