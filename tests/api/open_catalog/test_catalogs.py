"""The catalogue about itself."""

import pytest
from django.utils.dateparse import parse_datetime

from catalogue.search import reindex
from tests.factories.tool import ToolFactory

pytestmark = pytest.mark.django_db

LIST = "/open-catalog/v1/catalogs"


def test_there_is_one_catalogue_this_one(client, settings):
    settings.SITE_URL = "https://communal.example"

    response = client.get(LIST).json()

    [told] = response["data"]
    dates = [parse_datetime(told.pop(name)) for name in ("createdAt", "updatedAt")]
    assert response["links"] == {"prev": None, "next": None}
    assert told == {
        "id": told["id"],
        "name": "Communal",
        "alternativeId": "communal",
        "active": True,
        "sources": [{"url": "https://communal.example/api/v1/tools/"}],
    }
    assert dates == sorted(dates)


def test_it_is_found_by_its_identifier_and_by_its_name(client):
    [told] = client.get(LIST).json()["data"]

    assert client.get(f"{LIST}/{told['id']}").json() == told
    assert client.get(f"{LIST}/communal").json() == told
    assert client.get(f"{LIST}/italia").status_code == 404


def test_it_changes_with_its_records(client):
    before = client.get(f"{LIST}/communal").json()
    ToolFactory()
    reindex()

    after = client.get(f"{LIST}/communal").json()

    assert after["updatedAt"] > before["updatedAt"]
    assert after["createdAt"] == before["createdAt"]


def test_another_site_is_another_catalogue(client, settings):
    here = client.get(f"{LIST}/communal").json()["id"]
    settings.SITE_URL = "https://elsewhere.example"

    assert client.get(f"{LIST}/communal").json()["id"] != here
