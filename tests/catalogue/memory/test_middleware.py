"""Answers are given again while nothing changed, and never once after something did."""

import threading

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from catalogue.actions.editing import changed
from catalogue.memory.middleware import KeptAnswers
from catalogue.models import Tool
from tests.factories import ToolFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEPT_ANSWERS = 8_000_000


@pytest.fixture
def tool():
    with transaction.atomic():
        row = ToolFactory(name="Datelune", slug="datelune")
        changed([row])
    return row


def rename(row, name):
    row.name = name
    row.save()
    changed([row])


PLACES = ["/en/tools/datelune/", "/en/tools/", "/api/v1/tools/datelune/", "/api/v1/tools/"]


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_is_made_once(client, tool, django_assert_num_queries, place):
    first = client.get(place)

    with django_assert_num_queries(1):  # which state it is
        again = client.get(place)

    assert again.content == first.content
    assert again.headers == first.headers


@pytest.mark.parametrize("place", PLACES)
def test_what_was_committed_is_told_at_once(client, tool, place):
    client.get(place)

    with transaction.atomic():
        rename(tool, "Moonpoll")

    assert "Moonpoll" in client.get(place).text


def test_what_is_not_committed_is_neither_told_nor_kept(client, tool):
    before = client.get(PLACES[0])
    answers = []

    def ask():
        answers.append(Client().get(PLACES[0]))
        connection.close()

    with transaction.atomic():
        rename(tool, "Moonpoll")
        other = threading.Thread(target=ask)
        other.start()
        other.join()
        transaction.set_rollback(True)

    assert "Datelune" in answers[0].text
    assert client.get(PLACES[0]).content == before.content


def test_what_changes_while_an_answer_is_made_is_not_missed(tool, rf):
    """The answer may tell of the time before, or of half of each: nobody else is given it."""

    def answer(_request):
        told = HttpResponse(Tool.objects.get().name)
        if told.content == b"Datelune":
            with transaction.atomic():
                rename(tool, "Moonpoll")
        return told

    kept = KeptAnswers(answer)

    answers = [kept(rf.get("/en/tools/datelune/")).content for _ in range(2)]

    assert answers == [b"Datelune", b"Moonpoll"]


def test_readers_of_other_languages_and_codings_get_their_own(client, tool):
    def ask(**headers):
        return client.get("/api/v1/tools/no-such-tool/", headers=headers)

    place = "/api/v1/tools/?order=name"
    plain = client.get(place, headers={"accept-encoding": "identity"})
    packed = client.get(place, headers={"accept-encoding": "gzip"})
    again = client.get(place, headers={"accept-encoding": "identity"})

    assert "Content-Encoding" not in plain.headers
    assert again.content == plain.content
    assert packed.headers.get("Content-Encoding") in (None, "gzip")
    assert ask(accept_language="fr").json()["detail"] != ask(accept_language="en").json()["detail"]


def test_whoever_holds_it_gets_nothing_but_that(client, tool):
    first = client.get("/en/tools/datelune/")

    again = client.get("/en/tools/datelune/", headers={"if-none-match": first["ETag"]})
    with transaction.atomic():
        rename(tool, "Moonpoll")
    other = client.get("/en/tools/datelune/", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_a_kept_answer_counts_for_its_reader(tool, settings):
    client = Client()  # counting is a write, which the careful one refuses
    settings.API_LIMITS = {"read": (3, 60)}
    answers = [client.get("/api/v1/tools/") for _ in range(4)]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert [each["RateLimit"].split(";")[1] for each in answers] == ["r=2", "r=1", "r=0", "r=0"]


def test_an_editor_is_given_nothing_that_was_kept_and_leaves_nothing(tool, admin_client, client):
    admin_client.get("/en/tools/datelune/")
    assert client.get("/admin/").status_code == 302

    page = admin_client.get("/admin/")

    assert page.status_code == 200
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, {}),
        (200, {"Cache-Control": "private"}),
        (200, {"Set-Cookie": "a=b"}),
        (200, {"Vary": "User-Agent"}),
    ],
    ids=["a fault", "said to be private", "a cookie", "another header"],
)
def test_what_may_be_another_one_for_somebody_else_is_not_kept(rf, tool, status, headers):
    numbers = iter(range(10))

    def answer(_request):
        response = HttpResponse(str(next(numbers)), status=status)
        for name, value in headers.items():
            if name == "Set-Cookie":
                response.set_cookie("a", "b")
            else:
                response[name] = value
        return response

    kept = KeptAnswers(answer)

    assert [kept(rf.get("/en/")).content for _ in range(2)] == [b"0", b"1"]
