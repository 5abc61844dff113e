"""From nothing to a page and back to nothing, and what stands in the way told in a sentence."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from config import env, start
from config.errors import CannotStart


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(way, **variables):
    return subprocess.Popen(
        [sys.executable, "-m", "config", way],
        cwd=env.PROJECT,
        env={**os.environ, **{name: str(value) for name, value in variables.items()}},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture(scope="module")
def data_dir():
    """Empty for the first start; the later ones find what it made."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_starts_from_nothing_and_leaves_nothing(data_dir, variables, free_port, number):
    variables()
    with run("run", DATA_DIR=data_dir, PORT=free_port) as site:
        lines = iter(site.stdout.readline, "")
        assert any(f"http://127.0.0.1:{free_port}/" in line for line in lines)
        assert get(free_port, "/fr/tools/") == 200

        site.send_signal(number)
        rest, errors = site.communicate(timeout=30)

    assert site.returncode == 0
    assert errors == ""
    assert "Stopped." in rest
    assert not (data_dir / "postgresql" / "postmaster.pid").exists()
    with pytest.raises(ConnectionRefusedError):
        get(free_port, "/")


def test_a_taken_port_is_told_before_anything_is_done(folder, variables):
    variables()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with run("run", DATA_DIR=folder, PORT=port) as site:
            said, errors = site.communicate(timeout=30)

    assert site.returncode == 2
    assert (said, list(folder.iterdir())) == ("", [])
    assert errors == (
        f"Port {port} is taken by another program; "
        f"choose another one, such as: PORT={port % 65535 + 1} make run\n"
    )


def test_production_refuses_to_start_half_configured(folder, variables):
    variables()
    with run("serve", DATA_DIR=folder, COMMUNAL_ENV="production") as site:
        said, errors = site.communicate(timeout=30)

    assert site.returncode == 2
    assert (said, list(folder.iterdir())) == ("", [])
    assert [line.split()[0] for line in errors.splitlines()] == [
        "DJANGO_SECRET_KEY",
        "ALLOWED_HOSTS",
    ]


def test_a_database_that_does_not_answer_is_told_in_a_sentence(variables, free_port):
    variables()
    address = f"postgresql://ada:s3cret@127.0.0.1:{free_port}/communal"
    with run("run", DATABASE_URL=address, PORT=free_port) as site:
        _, errors = site.communicate(timeout=60)

    assert site.returncode == 2
    assert errors.startswith("The database does not answer: ")
    assert errors.endswith("(check DATABASE_URL)\n")
    assert errors.count("\n") == 1
    assert "s3cret" not in errors


def break_off_a_statement(cursor):
    cursor.execute("SET LOCAL statement_timeout = '50ms'; SELECT pg_sleep(5)")


def break_off_a_pause(cursor):
    cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '50ms'")
    time.sleep(0.5)
    cursor.execute("SELECT 1")


def lose_the_connection(cursor):
    connection.connection.close()
    cursor.execute("SELECT 1")


def use_no_connection(_cursor):
    connection.connection.close()
    connection.cursor()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (break_off_a_statement, "The database broke off: .* statement timeout"),
        (break_off_a_pause, "The database broke off: .* idle-in-transaction timeout"),
        (lose_the_connection, "The database does not answer: .*closed"),
        (use_no_connection, "The database does not answer: .*closed"),
    ],
    ids=["a statement", "a pause", "no connection any more", "no connection to begin with"],
)
def test_database_that_leaves_in_the_middle_is_told_in_a_sentence(happens, said):
    def prepare():
        with start.reachable_database(), transaction.atomic(), connection.cursor() as cursor:
            happens(cursor)

    with pytest.raises(CannotStart, match=rf"^{said}[^\n]*\Z"):
        prepare()


def test_a_host_that_is_not_ours_is_told_in_a_sentence(variables):
    variables(HOST="192.0.2.1")
    with pytest.raises(CannotStart, match="no address of this machine"):
        start.ensure_port_is_free("run")


def test_a_command_finds_the_server_running_and_the_last_one_stops_it(folder, variables):
    variables(DATA_DIR=folder)
    words = (
        "from django.db import connection as c; c.ensure_connection(); "
        "print(c.settings_dict['HOST'])"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", words],
        cwd=env.PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == str(folder / "postgresql")
    assert not (folder / "postgresql" / "postmaster.pid").exists()


@pytest.mark.parametrize(
    ("said", "asked", "spared"),
    [
        ({}, "load_catalogue", "mirror"),
        ({"MIRROR_OF": "https://communal.example.org"}, "mirror", "load_catalogue"),
    ],
    ids=["by itself", "as a mirror"],
)
def test_a_catalogue_comes_from_the_files_or_from_another_instance(variables, said, asked, spared):
    variables(**said)

    commands = [command for _words, command in start.steps()]

    assert [command[1:] for command in commands if command[0] == asked] == [
        [*said.values(), "--if-new" if said else "--if-empty"]
    ]
    assert [command for command in commands if command[0] == spared] == []
