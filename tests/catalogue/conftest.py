"""A little curated folder to load and to break."""

import pytest

from tests.curated_folder import CuratedFolder


@pytest.fixture
def folder(tmp_path):
    return CuratedFolder(tmp_path)
