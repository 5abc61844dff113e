"""Problems, in one shape and in the reader's language."""

from contextlib import closing

import pytest
from django.db import DataError, InterfaceError, InternalError, connection
from django.test import Client

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


@pytest.mark.parametrize("fault", [InternalError, InterfaceError], ids=lambda kind: kind.__name__)
def test_database_that_cannot_answer_now_is_told_with_a_time_to_come_back(fault, caplog):
    answer = asked_of_a_database_that_raises(fault("cannot write to disk of host 10.0.0.7"))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["type"].endswith("#unavailable")
    assert "10.0.0.7" not in answer.text
    assert "10.0.0.7" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_question_that_takes_too_long_is_ended_and_says_what_to_do(client, caplog):
    busy = connection.copy()
    busy.set_autocommit(False)
    with closing(busy), busy.cursor() as locking, connection.cursor() as cursor:
        locking.execute("LOCK TABLE catalogue_searchentry_tool")
        cursor.execute("SET statement_timeout = 200")
        answer = client.get("/api/v1/tools/?q=any", headers={"Accept-Language": "en"})
    connection.close()

    assert answer.status_code == 503
    assert "ask for less" in answer.json()["detail"]
    assert "Retry-After" not in answer


def test_value_that_the_database_cannot_hold_is_a_mistake_of_the_request():
    answer = asked_of_a_database_that_raises(DataError("bigint out of range"))

    assert answer.status_code == 400
    assert answer.json()["type"].endswith("#bad-request")
    assert "bigint" not in answer.text


def asked_of_a_database_that_raises(fault):
    def refuse(execute, sql, params, many, context):
        raise fault

    with connection.execute_wrapper(refuse):
        return Client().get("/api/v1/tools/")


def test_draft_is_nowhere(client):
    ToolFactory(slug="secret", draft=True)
    reindex()

    assert client.get("/api/v1/tools/secret/").status_code == 404
    assert client.get("/api/v1/tools/").json()["count"] == 0
