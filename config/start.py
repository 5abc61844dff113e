"""From a prepared environment to a site that answers: `make run`, `make dev` and `make serve`."""

import errno
import http.client
import multiprocessing
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from config import env, postgres
from config.errors import CannotStart
from config.signals import STOPPING, heard, undisturbed

# Any number, as long as every start takes the same one.
PREPARATION_LOCK = 20090901
THREADS_PER_WORKER = 4


def main(way: str, *words: str) -> None:
    env.check()
    if way in {"backup", "restore"}:
        look_after_data(way, *words)
    else:
        start(way)


def look_after_data(way: str, *words: str) -> None:
    from config.backup import back_up, restore

    with database():
        if way == "backup":
            say(f"Backed up to {back_up(*map(Path, words))}")
        else:
            restore(Path(*words))
            say("Restored.")


def start(way: str) -> None:
    ensure_port_is_free(way)
    threading.Thread(target=leave_when_the_terminal_closes, daemon=True).start()
    with database():
        prepare()
        ensure_port_is_free(way)  # a first start takes long enough for somebody else to come
        if way == "dev":
            serve_while_editing()
        else:
            serve()
    say("Stopped.")


def ensure_port_is_free(way: str) -> None:
    host, port = env.host(), env.port()
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            another = f"choose another one, such as: PORT={port % 65535 + 1} make {way}"
            if error.errno == errno.EADDRINUSE:
                raise CannotStart(f"Port {port} is taken by another program; {another}") from None
            if error.errno == errno.EACCES:
                another = f"choose one above 1023, such as: PORT=8000 make {way}"
                raise CannotStart(f"Port {port} is kept for root; {another}") from None
            raise CannotStart(
                f"HOST is {host!r}, which is no address of this machine ({error.strerror})."
            ) from None


def leave_when_the_terminal_closes() -> None:
    """The kernel tells only the first program of a terminal, which may be `make`; it keeps mum."""
    if sys.stdin and sys.stdin.isatty():
        terminal = select.poll()
        terminal.register(sys.stdin, 0)  # a hang-up is reported even when nothing is asked
        terminal.poll()
        os.kill(os.getpid(), signal.SIGHUP)


def database() -> AbstractContextManager[object]:
    if env.database_url():
        return nullcontext()
    say("Starting PostgreSQL…")
    return postgres.running(env.data_dir(), say)


def prepare() -> None:
    """Tables, translations, catalogue: quick when nothing is left to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command
    from django.core.management.base import CommandError
    from django.db import ProgrammingError
    from django.db.migrations.exceptions import MigrationSchemaMissing
    from psycopg.errors import InsufficientPrivilege

    django.setup()
    with reachable_database():
        try:
            for words, command in steps():
                say(words)
                call_command(*command, verbosity=0)
        except CommandError as error:
            raise CannotStart(f"`{' '.join(command)}` failed: {error}") from error
        except (MigrationSchemaMissing, ProgrammingError) as error:
            said = error if isinstance(error, ProgrammingError) else error.__context__
            if not (said and isinstance(said.__cause__, InsufficientPrivilege)):
                raise
            reason = said.__cause__.diag.message_primary
            raise CannotStart(
                f"The user of DATABASE_URL may not make tables there: {reason}. "
                "Let it own the database."
            ) from error


def steps() -> Iterator[tuple[str, list[str]]]:
    yield "Bringing the tables up to date…", ["migrate", "--no-input"]
    yield "Compiling the translations…", ["translations", "--compile"]
    if origin := env.mirror_of():
        yield (
            f"Copying {origin}, if that was not done yet (`manage.py mirror` keeps it in step)…",
            ["mirror", origin, "--if-new"],
        )
    else:
        yield "Loading the catalogue, if there is none yet…", ["load_catalogue", "--if-empty"]
    yield "Bringing the lists up to date…", ["reindex", "--if-outdated"]
    if env.production():
        yield "Gathering the static files…", ["collectstatic", "--no-input"]
        yield "Checking the settings…", ["check", "--deploy"]


@contextmanager
def reachable_database() -> Iterator[None]:
    """Held by one start at a time, so that two of them never migrate at once."""
    from django.db import InterfaceError, InternalError, OperationalError, connection, connections

    alone = connection.copy()
    try:
        with alone.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARATION_LOCK])
        yield
    except (InterfaceError, InternalError, OperationalError) as error:
        reason = str(error).strip().splitlines()[0]
        if getattr(error.__cause__, "sqlstate", None):
            raise CannotStart(f"The database broke off: {reason}. Start again.") from error
        raise CannotStart(f"The database does not answer: {reason} (check DATABASE_URL)") from error
    finally:
        alone.close()
        connections.close_all()


def serve() -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "config.wsgi:application",
        address=env.host(),
        port=env.port(),
        interface=Interfaces.WSGI,
        workers=env.workers(),
        blocking_threads=THREADS_PER_WORKER,  # each holds a database connection
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )
    # A closed terminal stops the site, where granian would reload it.
    stop = once(server.signal_handler_interrupt)
    server.signal_handler_interrupt = stop  # type: ignore[method-assign]
    server.signal_handler_reload = stop  # type: ignore[method-assign]
    herald = multiprocessing.Process(target=announce_once_it_answers, daemon=True)
    herald.start()
    server.serve(target_loader=in_a_worker)


def once(stop: Callable[..., None]) -> Callable[..., None]:
    """Granian's handler sets an event, which deadlocks when a second signal comes meanwhile."""
    main_process = os.getpid()
    under_nohup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN

    def handler(number: int, *_: object) -> None:
        if number == signal.SIGHUP and under_nohup:
            return
        if os.getpid() != main_process:
            os._exit(0)  # a worker that has inherited this and not yet begun
        for each in STOPPING:
            signal.signal(each, heard)
        stop()

    return handler


def in_a_worker(_target: str) -> Callable[..., object]:
    """The site, in a process that does not outlive the one that started it, even killed."""
    # Ctrl-C reaches every process of a terminal; ours leave when the main one says so.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=leave_with, args=(os.getppid(),), daemon=True).start()
    from config.wsgi import application

    return application


def leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def announce_once_it_answers() -> None:
    """In a process of its own: threads and forking servers do not mix."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(env.host(), env.host())  # noqa: S104
    for _ in range(600):
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(host, env.port(), timeout=10)
            connection.request("HEAD", "/healthz")
            connection.getresponse()
            say(f"\nCommunal answers at {env.site_url()}/ (Ctrl-C stops it)\n")
            return
        time.sleep(0.1)


def serve_while_editing() -> None:
    """Django's own server, which takes up every change in the code."""
    say(f"\nCommunal will answer at {env.site_url()}/ and follow your changes (Ctrl-C stops it)\n")
    runserver = [sys.executable, "manage.py", "runserver", f"{env.host()}:{env.port()}"]
    with subprocess.Popen(runserver) as server:
        try:
            server.wait()
        finally:
            with undisturbed():
                server.terminate()
                server.wait()


def say(words: str) -> None:
    print(words, flush=True)
