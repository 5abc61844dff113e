"""Readers are answered by replicas, and notice nothing of what becomes of the servers."""

import threading
import time

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection, connections, transaction
from django.db.models import CharField, Func, Value
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from api.throttling import tell_uncounted
from catalogue.actions.editing import changed
from catalogue.actions.tokens import new_secret, revoke
from catalogue.choices import TokenScope
from catalogue.models import Tool
from catalogue.replicas import servers
from catalogue.replicas.middleware import Replicas
from config import urls
from tests.catalogue.admin.forms_filled import save
from tests.factories import TokenFactory, ToolFactory
from tests.replication import wait_for

PAGE, ENTRY = "/en/tools/datelune/", "/api/v1/tools/datelune/"
asked = []


def who(request, *rest):
    """Which server answers, however it is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('data_directory')")
        [server] = cursor.fetchone()
    setting = Func(Value("data_directory"), function="current_setting", output_field=CharField())
    with transaction.atomic():
        assert Tool.objects.annotate(server=setting).values_list("server", flat=True)[0] == server
    return HttpResponse(server)


def slow_on_a_replica(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        asked.append(cursor.fetchone()[0])
        if asked[-1]:
            cursor.execute("SELECT n, pg_sleep(10) FROM scratch")
    return HttpResponse("whole")


def slow_everywhere(request):
    with connection.cursor() as cursor:
        asked.append(cursor.connection.info.backend_pid)
        cursor.execute("SET statement_timeout = 50")
        cursor.execute("SELECT pg_sleep(10)")


def write(request):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_tool SET name = 'Moonpoll' WHERE slug = 'datelune'")
    return HttpResponse("written")


urlpatterns = [
    path("who/", who),
    path("admin/who/", who),
    path("api/v1/changes/who/", who),
    path("slow-on-a-replica/", slow_on_a_replica),
    path("slow-everywhere/", slow_everywhere),
    path("write/", write),
    *urls.urlpatterns,
]
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def tool(trio, in_step, settings):
    settings.ROOT_URLCONF = __name__
    asked.clear()
    row = Tool.objects.filter(slug="datelune").first() or ToolFactory(slug="datelune")
    rename(row, "Datelune")
    in_step()
    wait_for(lambda: set(servers.SERVERS.look().values()) == {"answers"})
    return row


@pytest.fixture
def client():
    """With the middlewares of these servers."""
    return Client(raise_request_exception=False)


def rename(row, name):
    with transaction.atomic():
        row.name = name
        row.save()
        changed([row])


def pause(*replicas):
    for each in replicas:
        each.ask("SELECT pg_wal_replay_pause()")
        wait_for(lambda each=each: each.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")


def resume(*replicas):
    for each in replicas:
        each.ask("SELECT pg_wal_replay_resume()")


def who_answers(client, trio, *, times=20, address="/who/"):
    """The places in the trio of those who answered."""
    names = [str(each.data) for each in trio]
    return {names.index(client.get(address).text) for _time in range(times)}


def test_readers_are_answered_by_every_replica_and_nobody_else(client, trio):
    assert who_answers(client, trio) == {1, 2}


@pytest.mark.parametrize("address", ["/admin/who/", "/api/v1/changes/who/"])
def test_desk_and_feed_are_answered_by_the_primary(client, trio, address):
    assert who_answers(client, trio, address=address) == {0}


def test_whoever_sends_something_is_answered_by_the_primary(client, trio):
    assert client.post("/who/").text == str(trio[0].data)


def test_a_read_that_writes_is_answered_by_the_primary(client, trio):
    answer = client.get("/write/")

    assert answer.text == "written"
    assert Tool.objects.get(slug="datelune").name == "Moonpoll"


def test_editor_reads_what_was_just_written(client, trio, tool, in_step):
    desk = Client()
    desk.force_login(User.objects.create_superuser("marie"))
    in_step()
    pause(*trio[1:])

    saved = save(desk, "change", tool, name="Moonpoll")

    assert saved.status_code == 302
    assert "Moonpoll" in desk.get(PAGE).text
    assert who_answers(desk, trio) == {0}
    assert "Datelune" in client.get(PAGE).text
    assert who_answers(client, trio) == {1, 2}
    resume(*trio[1:])
    wait_for(lambda: who_answers(desk, trio, times=5) == {1, 2})
    assert "Moonpoll" in desk.get(PAGE).text


def test_visitor_who_sends_something_is_given_no_cookie(client):
    client.post("/who/")

    assert not client.cookies


def test_cookie_that_was_tampered_with_says_nothing(client, trio):
    client.cookies["written"] = "99999999999999999:x:y"

    assert who_answers(client, trio) == {1, 2}


def test_replica_that_lags_is_left_out_and_taken_back(client, trio, tool, monkeypatch):
    monkeypatch.setattr(servers, "BEHIND", 0.3)
    pause(trio[1])
    rename(tool, "Moonpoll")

    wait_for(lambda: who_answers(client, trio, times=10) == {2})
    assert "replica-1: behind" in client.get("/readyz").text
    assert "Moonpoll" in client.get(PAGE).text

    resume(trio[1])
    wait_for(lambda: who_answers(client, trio) == {1, 2})


def test_what_was_seen_long_ago_counts_no_more(client, trio, tool, monkeypatch):
    monkeypatch.setattr(servers, "BEHIND", 0.2)
    pause(*trio[1:])
    rename(tool, "Moonpoll")
    time.sleep(0.3)  # nobody reads, and nobody looks

    assert "Moonpoll" in client.get(PAGE).text


def test_primary_answers_while_all_replicas_lag(client, trio, tool, monkeypatch):
    monkeypatch.setattr(servers, "BEHIND", 0.3)
    pause(*trio[1:])
    rename(tool, "Moonpoll")

    wait_for(lambda: who_answers(client, trio, times=5) == {0})
    assert "Moonpoll" in client.get(PAGE).text


def test_where_nobody_writes_nobody_lags(client, trio, monkeypatch):
    monkeypatch.setattr(servers, "BEHIND", 0)
    client.get("/who/")
    pause(*trio[1:])

    time.sleep(0.2)

    assert who_answers(client, trio) == {1, 2}


def test_readers_notice_nothing_of_killed_replicas(client, trio):
    answers, ready, stop = [], threading.Semaphore(0), threading.Event()

    def read():
        reader = Client(raise_request_exception=False)
        while not stop.is_set():
            answers.extend(reader.get(each).status_code for each in (PAGE, ENTRY, "/who/"))
            ready.release()
        connections.close_all()

    readers = [threading.Thread(target=read) for _each in range(3)]
    for each in readers:
        each.start()
    for replica in trio[1:]:
        for _time in range(6):
            ready.acquire(timeout=20)
        replica.kill()
    for _time in range(6):
        ready.acquire(timeout=20)
    stop.set()
    for each in readers:
        each.join()

    assert set(answers) == {200}
    assert who_answers(client, trio) == {0}
    assert client.get("/readyz").text == "ok\nprimary: answers\nreplica-1: away\nreplica-2: away\n"
    trio[1].start(print)
    wait_for(lambda: who_answers(client, trio) == {1})


def test_readers_notice_nothing_of_a_killed_primary(client, trio, settings, caplog):
    settings.API_LIMITS = {"read": (1000, 60)}
    tell_uncounted.cache_clear()
    counted = client.get(ENTRY)
    trio[0].kill()

    read = [client.get(each) for each in (PAGE, ENTRY, ENTRY)]
    sent = client.post("/who/")
    told = client.get("/readyz")

    assert [each.status_code for each in (counted, *read)] == [200] * 4
    assert ["RateLimit" in each for each in (counted, *read[1:])] == [True, False, False]
    assert (sent.status_code, sent["Retry-After"]) == (503, "5")
    assert told.text == "ok\nprimary: away\nreplica-1: answers\nreplica-2: answers\n"
    trio[0].start(print)
    assert client.post("/who/").text == str(trio[0].data)
    wait_for(lambda: "RateLimit" in client.get(ENTRY))


def test_without_a_primary_even_one_that_lags_answers(client, trio, tool):
    pause(*trio[1:])
    rename(tool, "Moonpoll")
    servers.SERVERS.look()
    trio[0].kill()

    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert "Datelune" in answer.text


def test_reader_notices_nothing_of_a_conflict_with_recovery(client, trio, in_step):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS scratch; CREATE TABLE scratch AS SELECT 1 AS n")
    in_step()

    def conflict():
        busy = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%, pg_sleep(10)%'"
        wait_for(lambda: any(each.ask(busy) > 1 for each in trio[1:]))
        trio[0].ask("TRUNCATE scratch")

    other = threading.Thread(target=conflict)
    other.start()
    answer = client.get("/slow-on-a-replica/")
    other.join()

    assert answer.text == "whole"
    assert len(asked) == 2
    assert who_answers(client, trio) == {1, 2}


def test_what_takes_too_long_is_not_asked_again(client):
    answer = client.get("/slow-everywhere/")

    assert answer.status_code == 503
    assert len(asked) == 1


def test_kept_answers_are_of_the_server_that_is_asked(client, trio, tool, settings):
    settings.KEPT_ANSWERS = 8_000_000
    pause(trio[1])
    rename(tool, "Moonpoll")
    wait_for(lambda: trio[2].ask("SELECT name FROM catalogue_tool") == "Moonpoll")

    for only, name in [("1", "Datelune"), ("2", "Moonpoll"), ("1", "Datelune"), ("2", "Moonpoll")]:
        settings.REPLICAS = [f"replica-{only}"]
        assert name in client.get(PAGE).text


def test_revoked_token_opens_nothing_at_once(client, trio, in_step):
    secret = new_secret()
    token = TokenFactory(secret=secret, scopes=[TokenScope.READ])
    in_step()
    pause(*trio[1:])
    header = {"authorization": f"Bearer {secret}"}
    before = client.get(ENTRY, headers=header)

    revoke(token=token, by=token.owner)

    assert before.status_code == 200
    assert client.get(ENTRY, headers=header).status_code == 401


def test_server_of_another_database_is_left_out(client, trio, in_step, caplog):
    trio[0].ask("CREATE DATABASE another")
    in_step()
    connections["replica-1"].close()
    there = connections["replica-1"].settings_dict
    there["NAME"] = "another"

    wait_for(lambda: "replica-1: away" in client.get("/readyz").text)

    assert who_answers(client, trio) == {2}
    assert "Database replica-1 is no replica of the primary's and is left out." in caplog.messages


def test_without_replicas_it_does_not_stand_in_the_way(settings):
    settings.REPLICAS = []

    with pytest.raises(MiddlewareNotUsed):
        Replicas(who)
