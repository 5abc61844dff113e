"""The load generator in Python: it counts what comes back, and what fails."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web_server import web_server
from tools.bench.asking import ask
from tools.bench.load import request_for


def asked(**what):
    """What was seen, in a thread of its own: tests of a browser have a loop running here."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(
            lambda: asyncio.run(ask(host="127.0.0.1", seconds=0.2, **what))
        ).result()


@pytest.mark.parametrize(
    ("status", "failed"), [(200, False), (304, False), (404, True), (500, True)], ids=str
)
def test_answers_are_counted_and_failures_too(status, failed):
    with web_server() as server:
        server.says["/a"] = [{"body": b"" if status == 304 else b"x" * 100_000, "status": status}]
        requests = [request_for("/a", server.server_port)]

        found = asked(port=server.server_port, requests=requests, clients=3)

    assert found["rate"] > 0
    assert found["p50"] <= found["p99"]
    assert found["failed"] == (len(server.asked) if failed else 0)


def test_addresses_are_asked_in_turn():
    with web_server() as server:
        server.says = {"/a": [{"body": b"a"}], "/b": [{"body": b"b"}]}
        requests = [request_for(path, server.server_port) for path in ("/a", "/b")]

        asked(port=server.server_port, requests=requests, clients=1)

    paths = [path for path, _headers in server.asked]
    assert paths[:4] == ["/a", "/b", "/a", "/b"]
