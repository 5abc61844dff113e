"""The project's own server: shared, stopped by the last to leave, found again after a crash."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from config import account, env, postgres
from config.cluster import LONGEST_FOLDER
from config.errors import CannotStart

# Another process that uses the server until it is killed, or until its input ends.
USER = (
    "import sys; from pathlib import Path; from config import postgres\n"
    "with postgres.running(Path(sys.argv[1])): print('up', flush=True); sys.stdin.read()"
)


@pytest.fixture(scope="module")
def data_dir():
    """With a space, an accent and what shells dislike; made once, for the sake of time."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="Mairie d'Échirolles $HOME ") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def another_user(data_dir):
    processes = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", USER, data_dir],
            cwd=env.PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdout.readline() == b"up\n"
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def answers(data_dir):
    try:
        with psycopg.connect(postgres.url(data_dir)) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_it_runs_for_as_long_as_it_is_used(data_dir):
    assert not answers(data_dir)
    with postgres.running(data_dir):
        assert answers(data_dir)
        with postgres.running(data_dir):
            assert answers(data_dir)
        assert answers(data_dir)
    assert not answers(data_dir)


def test_it_keeps_what_it_was_told(data_dir):
    with postgres.running(data_dir), psycopg.connect(postgres.url(data_dir)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'été' AS word")
    with postgres.running(data_dir), psycopg.connect(postgres.url(data_dir)) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("été",)


def test_the_last_process_to_leave_stops_it(data_dir, another_user):
    other = another_user()
    with postgres.running(data_dir):
        pass
    assert answers(data_dir)
    other.stdin.close()
    other.wait(timeout=30)
    assert not answers(data_dir)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_stops_it_too(data_dir, another_user, number):
    other = another_user()
    other.send_signal(number)
    other.wait(timeout=30)
    assert not answers(data_dir)


def test_a_server_left_by_a_killed_process_is_taken_over(data_dir, another_user):
    other = another_user()
    other.kill()
    other.wait(timeout=30)
    assert answers(data_dir)
    with postgres.running(data_dir):
        assert answers(data_dir)
    assert not answers(data_dir)


def test_a_killed_server_starts_again(data_dir, another_user):
    another_user()
    pid = int((data_dir / "postgresql" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while answers(data_dir) and time.monotonic() < deadline:
        time.sleep(0.05)
    with postgres.running(data_dir):
        assert answers(data_dir)


def test_two_first_starts_at_once_share_one_server(folder):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", USER, folder],
            cwd=env.PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    assert [process.communicate(timeout=60)[0] for process in processes] == [b"up\n", b"up\n"]
    assert not answers(folder)


def test_only_its_owner_reaches_it_and_never_over_the_network(data_dir):
    with postgres.running(data_dir) as cluster:
        assert cluster.sockets().stat().st_mode & 0o077 == 0
        with psycopg.connect(postgres.url(data_dir)) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.parametrize("name", ["a" * 100, "Paris, Lyon"], ids=["long", "comma"])
def test_the_socket_goes_elsewhere_when_the_folder_cannot_hold_it(folder, name):
    with postgres.running(folder / name) as cluster:
        assert answers(folder / name)
        sockets = cluster.sockets()
        assert len(os.fsencode(sockets)) <= LONGEST_FOLDER
        assert sockets.stat().st_mode & 0o077 == 0
    assert not sockets.exists()


def test_letters_and_extensions_that_search_needs(data_dir):
    with postgres.running(data_dir), psycopg.connect(postgres.url(data_dir)) as connection:
        for name in ("unaccent", "pg_trgm", "fuzzystrmatch", "btree_gin"):
            connection.execute(f"CREATE EXTENSION {name}")
        query = "SELECT to_tsvector('simple', %s)::text, unaccent('Échirolles')"
        words, plain = connection.execute(query, ["l’école «libre»"]).fetchone()
        connection.rollback()
    assert words == "'l':1 'libre':3 'école':2"
    assert plain == "Echirolles"


def test_test_runs_never_share_a_server(folder):
    with postgres.for_tests(folder) as one, postgres.for_tests(folder) as other:
        assert one.home != other.home


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("PG_VERSION", "15\n", "made by PostgreSQL 15, and this is PostgreSQL 18"),
        ("PG_VERSION", "18\n", "PostgreSQL does not start"),
        ("holiday.jpg", "", "not a PostgreSQL data folder"),
    ],
    ids=["another version", "damaged", "something else"],
)
def test_a_folder_that_is_no_good_is_told_in_a_sentence(folder, name, text, said):
    (folder / "postgresql").mkdir(mode=0o700)
    (folder / "postgresql" / name).write_text(text)
    with pytest.raises(CannotStart, match=said), postgres.running(folder):
        pass
    assert [path.name for path in (folder / "postgresql").iterdir()] == [name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_ours_is_told_in_a_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CannotStart, match="Permission denied"), postgres.running(tmp_path / "data"):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
def test_root_steps_down_to_an_account_that_cannot_enter_the_project(folder, capsys, monkeypatch):
    monkeypatch.setattr(account, "ELSEWHERE", folder / "elsewhere")
    monkeypatch.setattr(account.Account, "may_enter", lambda self, path: False)
    for _ in range(2):
        with postgres.running(folder / "data") as cluster:
            assert answers(folder / "data")
            assert cluster.data.stat().st_uid != 0
            assert cluster.data.is_relative_to(folder / "elsewhere")
    assert f"its data is in {cluster.data}" in capsys.readouterr().err
    assert len(list((folder / "elsewhere").iterdir())) == 2  # the programs and the data
