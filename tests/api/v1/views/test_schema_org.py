"""`tools/<slug>/schema-org.jsonld`: what search engines read in the page, as a file."""

import pytest

from catalogue.search import reindex
from tests.factories import ToolFactory

pytestmark = pytest.mark.django_db
FILE = "/api/v1/tools/gimp/schema-org.jsonld"


@pytest.fixture
def tool():
    tool = ToolFactory(slug="gimp", name="GIMP")
    reindex()
    return tool


def test_tool_is_told_as_json_ld(client, tool):
    answer = client.get(FILE)

    assert answer["Content-Type"] == "application/ld+json"
    assert answer.json()["@type"] == "SoftwareApplication"
    assert answer.json()["name"] == "GIMP"
    assert client.get(FILE, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_language_of_the_reader_changes_nothing(client, tool):
    french, english = (
        client.get(FILE, headers={"Accept-Language": language}).content for language in ("fr", "en")
    )

    assert french == english


def test_page_leads_to_it(client, tool):
    assert FILE in client.get("/fr/tools/gimp/").page.hrefs


def test_former_slug_leads_to_the_new_one(client, tool):
    tool.slug = "glimpse"
    tool.save()
    reindex()

    answer = client.get(FILE)

    assert (answer.status_code, answer["Location"]) == (
        301,
        "/api/v1/tools/glimpse/schema-org.jsonld",
    )


def test_draft_has_none_and_is_not_betrayed(client, db):
    ToolFactory(slug="gimp", name="GIMP", draft=True)
    reindex()

    answer = client.get(FILE)

    assert answer.status_code == 404
    assert "GIMP" not in answer.text


def test_deleted_tool_is_gone(client, tool):
    tool.delete()
    reindex()

    assert client.get(FILE).status_code == 410


def test_asks_little(client, tool, django_assert_num_queries):
    with django_assert_num_queries(3):  # the entry, the tool with its category and steward, origins
        client.get(FILE)
