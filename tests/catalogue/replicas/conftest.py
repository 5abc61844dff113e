"""A primary and two replicas that each test finds up and in step."""

import shutil
import tempfile
import threading
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connections

from catalogue.replicas import servers
from tests.replication import on_server, primary_with, wait_for


@pytest.fixture(scope="package")
def started(django_db_blocker):
    # Short and open to all: root's server is another user.
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    try:
        with django_db_blocker.unblock(), primary_with(folder, replicas=2) as found:
            yield found
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def trio(started, django_db_blocker, settings, monkeypatch):
    """`[primary, replica 1, replica 2]`, and the site on them."""
    primary, *replicas = started
    names = [f"replica-{number}" for number, _each in enumerate(replicas, start=1)]
    words = {
        name: {
            "ENGINE": "config.connections",
            **replica.settings(),
            "OPTIONS": site.IMPATIENT,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
        for name, replica in zip(names, replicas, strict=True)
    }
    for name, each in connections.configure_settings({"default": {}, **words}).items():
        if name != "default":
            monkeypatch.setitem(connections.settings, name, each)
    settings.REPLICAS = names
    monkeypatch.setattr(servers, "FRESH", 0.05)
    monkeypatch.setattr(servers, "AWAY", 0.1)
    monkeypatch.setattr(servers, "BEHIND", 60)
    servers.SERVERS.forget()
    with django_db_blocker.unblock(), on_server(primary):
        yield started
        for thread in threading.enumerate():
            if thread.name == servers.KNOCK:
                thread.join()
        for each in started:
            each.start(print)
        for each in replicas:
            each.ask("SELECT pg_wal_replay_resume()")
        catch_up(started)
        for name in names:
            connections[name].close()
            del connections[name]
    servers.SERVERS.forget()


@pytest.fixture
def in_step(trio):
    """Called after a write: both replicas have it."""
    return lambda: catch_up(trio)


def catch_up(started):
    primary, *replicas = started
    place = primary.ask("SELECT pg_current_wal_flush_lsn()::text")
    for each in replicas:
        has = f"SELECT pg_last_wal_replay_lsn() >= '{place}'"
        wait_for(lambda each=each, has=has: each.ask(has))
