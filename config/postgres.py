"""The PostgreSQL that comes with the project: the first to need it starts it, the last stops it.

It listens on a Unix socket in a folder that only its owner enters, never on the network, and keeps
its data in DATA_DIR. `DATABASE_URL` puts a real server in its place (see config.env).
"""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

from config.account import account_for
from config.cluster import DATABASE, PORT, USER, Cluster
from config.errors import CannotStart
from config.signals import leaving_on_signals, undisturbed

Say = Callable[[str], None]
UNSAFE_BUT_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def url(data_dir: Path) -> str:
    """The server's address, whether it runs or not."""
    sockets = quote(str(_cluster(data_dir).sockets()), safe="")
    return f"postgresql://{USER}@/{DATABASE}?host={sockets}&port={PORT}"


@contextmanager
def running(data_dir: Path, say: Say | None = None) -> Iterator[Cluster]:
    """A server that is up for as long as the block lasts, shared with whoever else needs it."""
    cluster = _cluster(data_dir)
    with leaving_on_signals(), _users_of(cluster, say or _say_aside):
        yield cluster


@contextmanager
def for_tests(data_dir: Path) -> Iterator[Cluster]:
    """A server that may lose its data, and that no other test run uses at the same time."""
    for number in count(1):
        cluster = _cluster(data_dir / f"tests-{number}", options=UNSAFE_BUT_QUICK)
        claim = _open(cluster, "claim")
        try:
            if not _is_alone(claim):
                continue
            with leaving_on_signals(), _users_of(cluster, _say_aside):
                yield cluster
            return
        finally:
            os.close(claim)


def _cluster(home: Path, options: dict[str, str] | None = None) -> Cluster:
    return Cluster(home, account_for(home), options or {})


def _say_aside(words: str) -> None:
    print(words, file=sys.stderr)


@contextmanager
def _users_of(cluster: Cluster, say: Say) -> Iterator[None]:
    """Up at the beginning; at the end down, unless somebody else still uses it.

    Every user holds a shared lock, which the kernel frees even after SIGKILL. Whoever comes or
    goes passes the door, one at a time, so that a start and a stop never cross.
    """
    users = _open(cluster, "users")
    try:
        try:
            with _door(cluster):
                fcntl.flock(users, fcntl.LOCK_SH)
                cluster.start(say)
        except OSError as error:
            raise _unusable(cluster, error) from error
        yield
    finally:
        with undisturbed(), _door(cluster):
            if _is_alone(users):
                cluster.stop()
        os.close(users)


@contextmanager
def _door(cluster: Cluster) -> Iterator[None]:
    door = _open(cluster, "door")
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def _is_alone(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(cluster: Cluster, name: str) -> int:
    try:
        return cluster.open_beside(name)
    except OSError as error:
        raise _unusable(cluster, error) from error


def _unusable(cluster: Cluster, error: OSError) -> CannotStart:
    return CannotStart(
        f"The database's folder {cluster.home} cannot be used ({error.strerror}). "
        "Mend that, or choose another one with DATA_DIR."
    )
