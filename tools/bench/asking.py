"""A load generator that needs nothing but Python: so many clients ask without a pause, each on a
connection that it keeps. Told what to ask on its input, it says what it saw on its output.
"""

import asyncio
import json
import sys
from itertools import count
from time import perf_counter

WITHOUT_BODY = (b"204", b"304")


class Client(asyncio.Protocol):
    """Sends the next request as soon as the answer to the last one is whole."""

    def __init__(self, run):
        self.run, self.held, self.whole = run, b"", None

    def connection_made(self, transport):
        self.transport = transport
        self.ask()

    def ask(self):
        if self.run.is_over():
            self.transport.close()
            return
        self.began = perf_counter()
        self.transport.write(self.run.next())

    def data_received(self, data):
        self.held += data
        if self.whole is None and (end := self.held.find(b"\r\n\r\n")) >= 0:
            self.whole = _length(self.held[:end].lower(), end + 4)
        if self.whole is None:
            return
        if self.held.endswith(b"0\r\n\r\n") if self.whole < 0 else len(self.held) >= self.whole:
            self.run.took.append(perf_counter() - self.began)
            self.run.failed += self.held[9:10] not in b"23"
            self.held, self.whole = b"", None
            self.ask()

    def connection_lost(self, exc):
        if not self.run.is_over():
            self.run.failed += 1
        self.run.leave()


class Run:
    """What all clients of a run share."""

    def __init__(self, *, requests, clients, seconds):
        self.requests, self.turn = [request.encode() for request in requests], count()
        self.took, self.failed, self.left = [], 0, clients
        self.began = perf_counter()
        self.until = self.began + seconds
        self.over = asyncio.Event()

    def next(self):
        return self.requests[next(self.turn) % len(self.requests)]

    def is_over(self):
        return perf_counter() >= self.until

    def leave(self):
        self.left -= 1
        if not self.left:
            self.over.set()


def _length(head, start):
    """Where the answer ends; -1 where it says so itself."""
    if head[9:12] in WITHOUT_BODY:
        return start
    if b"transfer-encoding: chunked" in head:
        return -1
    found = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    return start + int(found)


async def ask(*, host, port, requests, clients, seconds):
    run = Run(requests=requests, clients=clients, seconds=seconds)
    loop = asyncio.get_running_loop()
    for _ in range(clients):
        await loop.create_connection(lambda: Client(run), host, port)
    await run.over.wait()
    took = sorted(run.took) or [0.0]
    return {
        "rate": len(run.took) / (perf_counter() - run.began),
        "p50": took[len(took) // 2] * 1000,
        "p99": took[len(took) * 99 // 100] * 1000,
        "failed": run.failed,
    }


if __name__ == "__main__":
    json.dump(asyncio.run(ask(**json.load(sys.stdin))), sys.stdout)
