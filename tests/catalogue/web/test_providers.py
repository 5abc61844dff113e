"""Who serves a tool on the word of another catalogue, as visitors read it."""

import pytest
from django.utils import timezone

from catalogue.exchange.subjects import UNSORTED
from catalogue.models import Organisation, OutsideRecord
from tests.catalogue.exchange.importing.given import bring, comptoir
from tests.factories import (
    CategoryFactory,
    LicenceFactory,
    OrganisationFactory,
    ServiceFactory,
    ToolFactory,
)
from tests.factories.outside_catalogue import OutsideCatalogueFactory, OutsideRecordFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    return OutsideCatalogueFactory(title="Comptoir", home="https://comptoir.example.org/")


@pytest.fixture
def tool(catalogue):
    tool = ToolFactory(slug="zip", name="Seven Zip")
    OutsideRecordFactory(catalogue=catalogue, name="7-zip", joined_to=tool)
    return tool


@pytest.fixture
def body(catalogue):
    body = OrganisationFactory(slug="expert", name="Libre Expert")
    OutsideRecordFactory(
        catalogue=catalogue,
        noun="organisation",
        name="LIBRE EXPERT",
        said={"services": ["7-zip", "Nothing of ours"]},
        joined_to=body,
    )
    return body


def page(client, thing):
    return client.get(f"/en/{thing}/").text


def test_both_pages_tell_it_as_the_word_of_that_catalogue(client, tool, body):
    of_tool, of_body = page(client, "tools/zip"), page(client, "organisations/expert")

    assert "named by Comptoir; no city has confirmed it" in of_tool
    assert "1 provider, not confirmed" in of_tool
    assert "No provider known" not in of_tool
    assert "Tools that it is said to serve" in of_body
    assert 'href="/en/tools/zip/"' in of_body
    assert 'href="https://comptoir.example.org/"' in of_body
    assert "Nothing of ours" not in of_body
    assert "tie no tool" not in of_body


def test_what_vanished_there_is_no_longer_told(client, tool, body):
    OutsideRecord.objects.filter(noun="organisation").update(vanished_at=timezone.now())

    assert "No provider known" in page(client, "tools/zip")
    assert "tie no tool" in page(client, "organisations/expert")


def test_of_two_tools_of_one_name_nobody_knows_which_is_served(client, catalogue, tool, body):
    OutsideRecordFactory(catalogue=catalogue, name="7-zip", joined_to=ToolFactory())

    assert "Libre Expert" not in page(client, "tools/zip")
    assert "said to serve" not in page(client, "organisations/expert")


def test_drafts_are_not_told(client, tool, body):
    body.published_at = None
    body.save()

    assert "Libre Expert" not in page(client, "tools/zip")


def test_what_an_editor_says_is_told_once(client, tool, body):
    ServiceFactory(tool=tool, organisation=body)

    assert "no city has confirmed it" not in page(client, "tools/zip")
    assert "said to serve" not in page(client, "organisations/expert")


@pytest.mark.parametrize("is_there_before", [True, False], ids=["before", "after"])
def test_companies_of_the_comptoir_are_told_in_any_order(client, tmp_path, is_there_before):
    CategoryFactory(slug=UNSORTED)
    LicenceFactory(spdx="MIT")
    path = comptoir(
        tmp_path,
        {
            "id": 7,
            "name": "7-Zip",
            "external_resources": {"website": "https://zip.example.org"},
            "providers": [{"id": 9, "name": "LIBRE EXPERT", "type": "Company"}],
        },
    )
    if not is_there_before:
        bring("comptoir-du-libre", path)
    ToolFactory(slug="zip", name="7-Zip")
    bring("comptoir-du-libre", path)
    Organisation.objects.update(published_at=timezone.now())

    assert "named by Comptoir du Libre" in page(client, "tools/zip")
    assert 'href="/en/tools/zip/"' in page(client, "organisations/libre-expert")
