"""The tables that lists read hold each thing once."""

import pytest

from catalogue.models import SearchEntry
from catalogue.search import reindex
from tests.factories import ToolFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_thing_has_one_entry():
    ToolFactory()
    reindex()
    entry = SearchEntry.objects.get(kind="tool")

    with refused("catalogue_searchentry_tool_pkey"):
        entry.save(force_insert=True)
