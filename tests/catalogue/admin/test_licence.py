import pytest
from bs4 import BeautifulSoup

from catalogue.models import SearchEntry
from catalogue.search.indexing import reindex
from tests.catalogue.admin.forms_filled import address, save
from tests.factories import LicenceFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_a_licence_keeps_its_identifier(desk):
    page = BeautifulSoup(desk.get(address("change", LicenceFactory())).text, "html.parser")

    assert page.select_one("[name=spdx]") is None


def test_a_licence_of_another_family_changes_the_lists(desk):
    tool = ToolFactory(licensed=True)
    reindex()

    save(desk, "change", LicenceFactory(), family="permissive")

    entry = SearchEntry.objects.get(kind="tool", object_id=tool.pk)
    assert "licence:permissive" in entry.facets
