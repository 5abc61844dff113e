"""The curated files as their records, without a database."""

from collections import defaultdict

import pytest
from django.conf import settings

from catalogue.exchange.formats.curated_files import read


@pytest.fixture(scope="session")
def records():
    """Every record of the files, by noun."""
    found = defaultdict(list)
    for record in read(settings.BASE_DIR / "fixtures"):
        found[record.noun].append(record)
    return found
