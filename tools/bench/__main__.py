"""`python -m tools.bench`, as the Makefile calls it."""

import argparse
import json
import os
import platform
import re
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psycopg

from config.errors import CannotStart
from tools.bench import catalogue, peers, reference, rounds, sample, table
from tools.bench.growth import newest
from tools.bench.load import generator
from tools.bench.machine import machine
from tools.bench.questions import questions
from tools.bench.servers import CannotMeasure, run, site

KEPT_MB = 32


def main(words):
    told = read(words)
    folder = told.folder or catalogue.folder()
    results = folder / "results"
    results.mkdir(parents=True, exist_ok=True)
    with catalogue.catalogue(
        folder, scale=told.scale, seed=told.seed, given=told.database
    ) as database:
        result, found = measured(folder, database, told)
    name = (
        f"{result['date'][:16].replace(':', '')}-{result['catalogue']['scale'].replace(' ', '-')}"
    )
    (results / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    said = table.tables(result, found, newest(results))
    (results / f"{name}.md").write_text(said, encoding="utf-8")
    print(f"\n{said}\nKept as {results / name}.json and .md")


def read(words):
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--scale", choices=("S", "M", "L"), default="S")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1, help="each question, each time")
    parser.add_argument("--clients", type=int, nargs="+", default=rounds.CLIENTS)
    parser.add_argument(
        "--load", choices=("wrk", "python"), help="what asks; wrk where there is one"
    )
    parser.add_argument("--only", nargs="+", default=(), help="these questions, and what they need")
    parser.add_argument("--folder", type=Path, help="where catalogues and results are kept")
    parser.add_argument("--database", default=os.environ.get("BENCH_DATABASE_URL", ""),
                        help="a catalogue that is there already")  # fmt: skip
    return parser.parse_args(words)


def measured(folder, database, told):
    """The result of a run, and its rounds."""
    before = machine()
    about, data_dir = catalogue.told(database), folder / "site"
    data_dir.mkdir(exist_ok=True)
    with ExitStack() as stack:
        connection = stack.enter_context(psycopg.connect(database, autocommit=True))
        say("reference tables")
        reference.build(connection)
        stack.callback(reference.drop, connection)
        values = sample.take(connection)
        say("two servers")
        fresh = stack.enter_context(site("fresh", data_dir, database, kept_mb=0))
        kept = stack.enter_context(site("kept", data_dir, database, kept_mb=KEPT_MB))
        static = re.search(r'href="(/static/[^"]+\.css)"', fresh.get("/fr/")[2].decode())[1]
        asked = [
            one for one in questions(values, static)
            if not told.only or one.name in {*told.only, "nothing", "list"}
        ]  # fmt: skip
        say("what it is compared with")
        by_name = {one.name: one for one in asked}
        others = peers.start(
            peers.Ground(stack, connection, database, data_dir, by_name, behind=kept)
        )
        paths = [
            path for one in asked if one.name not in ("nothing", "static") for path in one.paths
        ]
        said = run("-m", "tools.bench.sent", data_dir=data_dir, database=database,
                   given=json.dumps(paths))  # fmt: skip
        field = rounds.Field(
            fresh, kept, others, connection, asked, json.loads(said), generator(told.load),
            told.seconds, tuple(told.clients), data_dir / "built" / "exports",
        )  # fmt: skip
        found = rounds.measure(field, told.rounds, say)
        memory = {server.name: server.memory()[0] for server in (fresh, kept)}
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": before,
        "versions": {"python": platform.python_version(), **peers.ours(),
                     "postgresql": about["postgresql"], **others.versions},
        "missing": others.missing,
        "catalogue": about,
        "generator": field.generator.name,
        "rounds": told.rounds,
        "seconds": told.seconds,
        "memory": memory,
        "questions": {
            **{one.name: {"label": one.label, "requests": one.requests} for one in asked},
            "export": {"label": "export of all tools, one after another", "requests": 1},
        },
        "medians": medians(found),
        "measured": [{row: one.as_dict() for row, one in held.items()} for held in found],
        "sent": field.sent,
    }, found  # fmt: skip


def medians(found):
    return {
        row: {
            name: median(value[name] for value in (held[row].as_dict() for held in found))
            for name in ("rate", "p50", "p99", "failed", "cpu")
        }
        for row in found[0]
    }


def say(words):
    print(f"\r\033[K{words}…" if sys.stdout.isatty() else f"{words}…", end="", flush=True)
    if not sys.stdout.isatty():
        print()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (CannotMeasure, CannotStart, ValueError) as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit(130)
