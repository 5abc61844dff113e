"""Asks everything of everybody, round after round: what is compared is asked within seconds, so
that a busy machine is busy for both.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, sleep

from tools.bench import bare, reference
from tools.bench.load import Measured, request_for
from tools.bench.questions import NOTHING as NOTHING_AT
from tools.bench.servers import WORKERS

#: How many clients ask at the same time.
CLIENTS = (1, 16, 64)
COMPARED_AT = 16
LONGEST = 30
NOTHING = "nothing"


@dataclass
class Field:
    """All that takes part: `fresh` keeps no answers, `kept` is as people start it."""

    fresh: object
    kept: object
    peers: object
    connection: object
    questions: list
    sent: dict
    generator: object
    seconds: float
    clients: tuple
    files: Path


def measure(field, rounds, say):
    """A list of rounds, each `{"who/what/clients": Measured}`."""
    for name, statement in reference.STATEMENTS.items():
        bare.prepare(field.connection, name, statement)
    warm_up(field)
    found = []
    for number in range(rounds):
        held = {}
        for question in field.questions:
            say(f"round {number + 1} of {rounds}: {question.label}")
            held |= ask_servers(field, question)
        say(f"round {number + 1} of {rounds}: export")
        held |= export(field)
        found.append(held)
    return found


def warm_up(field):
    """Each address a few times, so that no worker's first time is measured, and no error."""
    for who, server, question, paths in asked(field):
        for path in paths * (2 * WORKERS if who == "kept" else 1):
            status, _, body = server.get(path)
            if status != 200:
                raise RuntimeError(f"{who}, {question.name}: {path} answers {status}: {body[:200]}")


def asked(field):
    """`(who, server, question, paths)`: all that is asked over HTTP."""
    for question in field.questions:
        yield "fresh", field.fresh, question, question.paths
        if question.name != NOTHING:
            yield "beside", field.fresh, question, [f"/{NOTHING_AT}"]
        if question.kept:
            yield "kept", field.kept, question, question.paths
        for name, server in field.peers.servers.items():
            if paths := field.peers.requests(name, question.name):
                yield name, server, question, paths


def takes_part(who, clients):
    """The site is asked by few and by many; for what it is compared with, one number will do."""
    if who in ("fresh", "kept"):
        return True
    return clients == COMPARED_AT or (who == "beside" and clients == 1)


def ask_servers(field, question):
    held = {}
    for clients in field.clients:
        for who, server, asked_now, paths in asked(field):
            if asked_now is question and takes_part(who, clients):
                conditional = question.unchanged and who in ("fresh", "kept")
                requests = [
                    request_for(path, server.port, conditions(server, path) if conditional else {})
                    for path in paths
                ]
                settle(server)
                held[f"{who}/{question.name}/{clients}"] = until_answered(
                    field, server, requests, clients
                )
        if clients == 1:
            held |= ask_database(field, question)
    return held


def settle(server):
    """Wait for what those still left behind who went away with their requests unanswered: a few
    connections, so that each worker has emptied its queue.
    """
    for _ in range(4 * WORKERS):
        server.get(server.ready)


def until_answered(field, server, requests, clients):
    """Longer than asked for, where nothing was answered in that time."""
    seconds = field.seconds
    while True:
        before, began = server.cpu(), perf_counter()
        found = field.generator.ask(server.port, requests, clients, seconds)
        if found.rate or seconds > LONGEST:
            answers = found.rate * (perf_counter() - began)
            used = (server.cpu() - before) * 1000
            return replace(found, cpu=used / answers if answers else 0)
        seconds *= 4


def conditions(server, path):
    """What a reader says who holds the answer already."""
    return {"If-None-Match": server.get(path)[1]["ETag"]}


def ask_database(field, question):
    held, name = {}, question.name
    if statements := [s for path in question.paths if (s := field.sent.get(path))]:
        held[f"sent/{name}/1"] = bare.ask_as_sent(field.connection, statements, field.seconds / 2)
    if name in reference.STATEMENTS:
        held[f"reference/{name}/1"] = bare.ask_prepared(
            field.connection, name, question.parameters, field.seconds / 2
        )
    return held


EXPORT = "/api/v1/exports/tools.jsonl"
REST = 1  # seconds


def export(field):
    """All tools: as a file made anew, as the same file kept, and as the database copies them. The
    server is given a moment before, to end what nobody waits for any more; and the database has
    read them once: who came first would wait for the disk in place of the other.
    """
    forget_files(field.files)
    sleep(REST)
    copy(field.connection)
    held = {"fresh/export/1": once(lambda: whole(field.fresh.get(EXPORT)))}
    held["kept/export/1"] = once(lambda: whole(field.fresh.get(EXPORT)))
    held["reference/export/1"] = once(lambda: copy(field.connection))
    return held


def forget_files(folder):
    for file in folder.rglob("*"):
        if file.is_file():
            file.unlink()


def whole(answer):
    status, _, body = answer
    if status != 200 or not body.endswith(b"}\n"):
        raise RuntimeError(f"{EXPORT} answers {status}: {body[:200]}")
    json.loads(body[: body.index(b"\n")])


def copy(connection):
    with connection.cursor() as cursor, cursor.copy(reference.COPY) as rows:
        for _row in rows:
            pass


def once(work):
    began = perf_counter()
    work()
    took = (perf_counter() - began) * 1000
    return Measured(1000 / took, took, took)
