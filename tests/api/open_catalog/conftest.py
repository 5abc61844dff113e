"""Tools that have a publiccode.yml, told one after the other."""

import pytest

from tests.factories.licence import LicenceFactory
from tests.factories.tool import ToolFactory


@pytest.fixture
def make_software(db):
    """Makes a tool with a repository and a licence."""
    spdx = LicenceFactory().spdx

    def make(slug="gimp", **facts):
        facts.setdefault("repository", f"https://git.example/{slug}")
        return ToolFactory(slug=slug, licence=spdx, **facts)

    return make
