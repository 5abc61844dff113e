"""`tools/<slug>/publiccode.yml`: the file, or why there is none."""

import pytest
import yaml

from catalogue.exchange.formats.publiccode import write
from catalogue.search import reindex
from tests.factories.licence import LicenceFactory
from tests.factories.tool import ToolFactory

pytestmark = pytest.mark.django_db

FILE = "/api/v1/tools/gimp/publiccode.yml"


@pytest.fixture
def tool():
    tool = ToolFactory(
        slug="gimp",
        name="GIMP",
        repository="https://gitlab.gnome.org/GNOME/gimp",
        licence=LicenceFactory().spdx,
        summary={"fr": "Retouche des images à l’écran.", "en": "Edits pictures."},
    )
    reindex()
    return tool


def test_file_is_served_as_yaml_that_anyone_may_keep(client, tool):
    response = client.get(FILE)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=60"
    assert response.content.decode() == write(tool)
    assert yaml.safe_load(response.content)["description"]["fr"] == {
        "shortDescription": "Retouche des images à l’écran.",
        "features": [tool.category.name["fr"]],
    }
    assert client.get(FILE, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.head(FILE)["Content-Length"] == response["Content-Length"]


def test_former_slug_leads_to_the_file_under_the_new_one(client, tool):
    tool.slug = "glimpse"
    tool.save()
    reindex()

    response = client.get(FILE)

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/tools/glimpse/publiccode.yml"
    assert client.get(response["Location"]).status_code == 200


def test_file_of_a_deleted_tool_is_gone(client, tool):
    tool.delete()
    reindex()

    assert client.get(FILE).status_code == 410


def test_draft_has_no_file_and_is_not_betrayed(client):
    ToolFactory(slug="gimp", name="GIMP", draft=True)
    reindex()

    response = client.get(FILE)

    assert response.status_code == 404
    assert "GIMP" not in response.text


def test_tool_without_a_repository_has_no_file_and_the_reader_learns_why(client, tool):
    tool.repository = ""
    tool.save()

    response = client.get(FILE, headers={"Accept-Language": "en"})

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == (
        "A publiccode.yml describes a repository, and none is known for GIMP."
    )


def test_unknown_parameter_is_named(client, tool):
    response = client.get(FILE, {"version": "1"})

    assert (response.status_code, response.json()["parameter"]) == (400, "version")
