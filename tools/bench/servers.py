"""Starts what is measured, each in processes of its own on a free port, and ends it afterwards."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config import env
from tools.bench.load import HOST
from tools.bench.questions import NOTHING

WORKERS = 2
PATIENCE = 180


class CannotMeasure(Exception):
    """Shown as it is, without a traceback."""


@dataclass
class Server:
    """A server that answers, `ready` at once. `memory` is told of its processes in megabytes, the
    largest first.
    """

    name: str
    port: int
    pid: int
    ready: str

    def get(self, path, **headers):
        """Status, headers and body of one answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def memory(self):
        return sorted((rss // 1024 for rss in self._family().values()), reverse=True)

    def cpu(self):
        """Seconds of processors used until now; 0 on systems that do not tell."""
        ticks = 0
        for pid in self._family():
            with suppress(OSError):  # gone since, or no Linux
                told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
                ticks += sum(map(int, told.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def _family(self):
        """`{pid: kilobytes of memory}` of all its processes."""
        said = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,rss="],  # noqa: S607  each system has it elsewhere
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        rows = [tuple(map(int, line.split())) for line in said.stdout.splitlines()]
        family = {self.pid}
        while more := {pid for pid, parent, _ in rows if parent in family} - family:
            family |= more
        return {pid: rss for pid, _, rss in rows if pid in family}


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def started(name, words, log, *, port, ready, env=None):  # noqa: PLR0913
    """A program that runs for as long as the block lasts; it answers at `ready` when it begins."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(map(str, words)), stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env
        )
        try:
            server = Server(name, port, process.pid, ready)
            _wait_for(server, process, log)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(server, process, log):
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError, http.client.HTTPException):
            status, _, body = server.get(server.ready)
            if status == 200:
                return
            said = body[:300]
            raise CannotMeasure(f"{server.name}: {server.ready} answers {status}: {said!r}")
        time.sleep(0.1)
    last = (log.read_text(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
    raise CannotMeasure(f"{server.name} did not start: {last} (all of it is in {log})")


def site(name, data_dir, database, *, kept_mb):
    """The production server as `make serve` starts it, with an answer of nothing besides."""
    port = free_port()
    told = {
        "COMMUNAL_ENV": "production", "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"http://{HOST}:{port}", "PORT": str(port), "HOST": HOST, "DEBUG": "0",
        "WORKERS": str(WORKERS), "KEPT_MB": str(kept_mb), "API_LIMIT": "0", "MIRROR_OF": "",
        "DATABASE_URL": database, "DATA_DIR": str(data_dir),
    }  # fmt: skip
    return started(
        name, [sys.executable, "-m", "config", "serve"], data_dir / f"{name}.log",
        port=port, ready=f"/{NOTHING}", env={**os.environ, **told},
    )  # fmt: skip


def run(*words, data_dir, database, given=None):
    """A program of ours that ends: what it said."""
    told = {
        "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": database,
        "DATA_DIR": str(data_dir), "KEPT_MB": "0", "API_LIMIT": "0",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *words], cwd=env.PROJECT, env={**os.environ, **told}, input=given,
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotMeasure(f"`{' '.join(words)}` failed, as it says above.")
    return done.stdout
