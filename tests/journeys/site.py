"""The site as `make serve` gives it to visitors, on a database of the tests."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.conf import settings

STARTS_WITHIN = 120  # seconds


@contextmanager
def serving(connection, database, folder):
    """The address of a production server on a database beside that of the connection."""
    with free_port() as port:
        address = f"http://127.0.0.1:{port}"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
            "COMMUNAL_ENV": "production",
            "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": address,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "WORKERS": "1",
            "DATA_DIR": str(folder),
            "DATABASE_URL": url_of(connection.settings_dict, database),
        }
    log = folder / "server.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            [sys.executable, "-m", "config", "serve"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            wait_for(address, server, log)
            yield address
        finally:
            server.terminate()


@contextmanager
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        yield probe.getsockname()[1]


def url_of(parts, database):
    """Django's words for a database, as an address that libpq reads."""
    words = {
        "dbname": database,
        "user": parts["USER"],
        "password": parts["PASSWORD"],
        "host": parts["HOST"],
        "port": parts["PORT"],
        **parts["OPTIONS"],
    }
    given = {name: value for name, value in words.items() if value and isinstance(value, str)}
    return f"postgresql:///?{urlencode(given, quote_via=quote)}"


def get(address, path):
    """The status and the body of an answer, with no browser."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=STARTS_WITHIN)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def wait_for(address, server, log):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            get(address, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The site does not start:\n{log.read_text()}")
