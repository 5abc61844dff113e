"""Problems, in one shape and in the reader's language."""

import pytest

from catalogue.search import reindex
from tests.factories import ToolFactory

pytestmark = pytest.mark.django_db


def test_problem_says_what_where_and_how_to_mend_it(client, settings):
    answer = client.get("/api/v1/tools/?colour=red", headers={"Accept-Language": "en"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["type"] == f"{settings.SITE_URL}/api/problems/#bad-parameter"
    assert told["status"] == 400
    assert told["parameter"] == "colour"
    assert "“colour”" in told["detail"]
    assert "category, replaces, vendor" in told["detail"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Il n’y a rien ici"), ("en", "There is nothing here"), ("de", "Il n’y a rien ici")],
)
def test_problem_speaks_the_language_of_the_reader(client, language, words):
    answer = client.get("/api/v1/tools/nothing/", headers={"Accept-Language": language})

    assert answer.status_code == 404
    assert answer.json()["title"] == words
    assert answer.json()["type"].endswith("#not-found")


def test_what_was_deleted_is_gone(client):
    tool = ToolFactory(slug="short-lived")
    tool.delete()

    answer = client.get("/api/v1/tools/short-lived/")

    assert answer.status_code == 410
    assert answer.json()["type"].endswith("#gone")


def test_renamed_thing_redirects_with_the_question(client, settings):
    tool = ToolFactory(slug="old-name")
    tool.slug = "new-name"
    tool.save()
    reindex()

    answer = client.get("/api/v1/tools/old-name/adoptions/?status=pilot")

    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/tools/new-name/adoptions/?status=pilot"
    assert client.get("/api/v1/tools/old-name/")["Location"] == "/api/v1/tools/new-name/"


def test_draft_is_nowhere(client):
    ToolFactory(slug="secret", draft=True)
    reindex()

    assert client.get("/api/v1/tools/secret/").status_code == 404
    assert client.get("/api/v1/tools/").json()["count"] == 0
