"""Three real PostgreSQL servers: a primary with the tables of the site, and two that follow it."""

import os
import signal
import time
from contextlib import contextmanager, suppress

import psycopg
from django.core.management import call_command
from django.db import connection

from config.account import account_for
from config.cluster import DATABASE, PORT, USER, Cluster
from config.postmaster import SOCKET

OPTIONS = {
    "fsync": "off",
    "max_connections": "60",
    # A replica asks again at once, and makes no reader's statement wait for a conflict.
    "wal_retrieve_retry_interval": "50ms",
    "max_standby_streaming_delay": "200ms",
}


class Server(Cluster):
    """A server that a test starts, stops, kills and asks."""

    def begin(self):
        os.close(self.open_beside("users"))
        self.start(print)
        return self

    def follow(self, primary):
        """Become a replica of a server that runs."""
        os.close(self.open_beside("users"))
        data = self.home / "postgresql"
        data.mkdir(mode=0o700)
        self.account.own(data)
        words = ["-h", str(primary.sockets()), "-p", str(PORT), "-U", USER, "-D", str(data)]
        copy = self._program(
            "pg_basebackup",
            [*words, "--write-recovery-conf", "--checkpoint=fast", "--no-sync"],
            capture=True,
        )
        said, _ = copy.communicate()
        assert copy.returncode == 0, said
        (data / f"{SOCKET}.lock").unlink()  # the other's
        self.start(print)
        return self

    def kill(self):
        """As a power cut does: it says nothing to anybody."""
        postmaster = self.postmaster()
        os.kill(postmaster.pid, signal.SIGKILL)
        while self.postmaster():
            time.sleep(0.01)
        with suppress(ChildProcessError):
            os.waitpid(postmaster.pid, 0)

    def ask(self, statement):
        with psycopg.connect(
            host=str(self.sockets()), port=PORT, user=USER, dbname=DATABASE, autocommit=True
        ) as connection:
            asked = connection.execute(statement)
            return asked.fetchone()[0] if asked.description else None

    def settings(self):
        """What Django calls it by."""
        return {"NAME": DATABASE, "USER": USER, "HOST": str(self.sockets()), "PORT": str(PORT)}


@contextmanager
def on_server(server):
    """What Django calls its database is on that server."""
    there, before = connection.settings_dict, dict(connection.settings_dict)
    connection.close()
    there.update(server.settings())
    try:
        yield
    finally:
        connection.close()
        there.update(before)


def wait_for(true, seconds=20):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "This takes too long."
        time.sleep(0.02)


@contextmanager
def primary_with(folder, replicas):
    """`[primary, replica, …]`, stopped at the end."""
    account = account_for(folder)
    primary = Server(folder / "primary", account, OPTIONS)
    others = [Server(folder / f"replica-{n}", account, OPTIONS) for n in range(replicas)]
    try:
        primary.begin()
        with on_server(primary):
            call_command("migrate", verbosity=0)
        yield [primary, *(each.follow(primary) for each in others)]
    finally:
        for each in (*others, primary):
            each.stop()
