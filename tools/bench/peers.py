"""What the site is compared with, where it is there: Starlette with asyncpg, Datasette, nginx."""

import importlib.metadata
import json
import os
import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from config import env
from tools.bench import nginx, reference, tables_for_datasette
from tools.bench.load import HOST
from tools.bench.servers import WORKERS, free_port, started

#: Made by `make peers`.
PYTHON = (
    Path(os.environ.get("BENCH_PEERS", env.PROJECT / ".data" / "bench-peers")) / "bin" / "python"
)
IDS = "SELECT slug, id FROM bench_reference.tool"
VERSIONS = "from importlib.metadata import version; print(*map(version, {names}))"


class Peers:
    """`servers` by name, the addresses of each question at each, and what is missing."""

    def __init__(self):
        self.servers, self.paths, self.missing, self.versions = {}, {}, [], {}

    def requests(self, name, question):
        """The paths at which a peer answers a question; [] where it does not."""
        return self.paths.get(name, {}).get(question, [])


def versions(*names):
    """`{package: version}` in the peers' Python; empty where one is missing."""
    if not PYTHON.exists():
        return {}
    said = subprocess.run(
        [PYTHON, "-c", VERSIONS.format(names=names)], capture_output=True, text=True, check=False
    )
    found = said.stdout.split()
    return dict(zip(names, found, strict=True)) if found else {}


@dataclass(frozen=True)
class Ground:
    """What peers are started on: the catalogue, the questions by name, and the server that nginx
    stands in front of. `stack` ends them all.
    """

    stack: ExitStack
    connection: object
    database: str
    folder: Path
    asked: dict
    behind: object


def start(ground):
    """The Peers that this machine has."""
    peers = Peers()
    for name, begin in (("starlette", _starlette), ("datasette", _datasette), ("nginx", _nginx)):
        if not (found := AVAILABLE[name]()):
            peers.missing.append(name)
            continue
        peers.versions |= found
        peers.servers[name], peers.paths[name] = begin(ground)
    return peers


def _starlette(ground):
    statements, port = ground.folder / "statements.json", free_port()
    statements.write_text(json.dumps(reference.STATEMENTS), encoding="utf-8")
    told = {
        "BENCH_STATEMENTS": str(statements), "BENCH_SCHEMA": reference.SCHEMA,
        "BENCH_DATABASE": ground.database,
    }  # fmt: skip
    words = [PYTHON, "-m", "uvicorn", "limit:app", "--app-dir", Path(__file__).parent]
    words += ["--host", HOST, "--port", port, "--workers", WORKERS]
    words += ["--no-access-log", "--log-level", "warning"]
    server = ground.stack.enter_context(
        started("starlette", words, ground.folder / "starlette.log", port=port, ready="/ready",
                env={**os.environ, **told})
    )  # fmt: skip
    return server, {
        name: [
            f"/{name}?{urlencode([('p', value) for value in one])}" for one in question.parameters
        ]
        for name, question in ground.asked.items()
        if name in reference.STATEMENTS
    }


def _datasette(ground):
    file, port = ground.folder / "catalogue.db", free_port()
    tables_for_datasette.copy(ground.connection, file)
    words = [PYTHON, "-m", "datasette", "serve", "-i", file, "-h", HOST, "-p", port]
    words += ["--setting", "sql_time_limit_ms", 60_000, "--setting", "facet_time_limit_ms", 60_000]
    server = ground.stack.enter_context(
        started(
            "datasette", words, ground.folder / "datasette.log", port=port, ready="/-/versions.json"
        )
    )
    tools = "/catalogue/tool.json?_shape=objects&_size=20&_sort_desc=cities&"
    adopters = "/catalogue/adoption.json?_shape=objects&_size=20&_sort_desc=as_of&tool_id="
    facets = "&_facet=category&_facet=licence&_facet_array=countries"
    ids = dict(ground.connection.execute(IDS).fetchall())
    addresses = {
        "list": lambda category, licence: f"{tools}category={category}&licence={quote(licence)}",
        "search": lambda text: f"{tools}_search={quote(text)}",
        "search_facets": lambda text: f"{tools}_search={quote(text)}{facets}",
        "adopters": lambda slug: f"{adopters}{ids[slug]}",
        "tool": lambda slug: f"/catalogue/tool/{ids[slug]}.json",
    }
    return server, {
        name: [address(*one) for one in ground.asked[name].parameters]
        for name, address in addresses.items()
        if name in ground.asked
    }


def _nginx(ground):
    place, port = ground.folder / "nginx", free_port()
    shutil.rmtree(place, ignore_errors=True)
    (place / "static").mkdir(parents=True)
    path = ground.asked["list"].paths[0]
    (place / "static" / "list.json").write_bytes(ground.behind.get(path)[2])
    file = "/static/list.json"
    server = ground.stack.enter_context(
        nginx.in_front("nginx", place, port=port, behind=ground.behind.port, data_dir=place,
                       ready=file)
    )  # fmt: skip
    return server, {"static": [file], "list": ground.asked["list"].paths}


AVAILABLE = {
    "starlette": lambda: versions("starlette", "asyncpg", "uvicorn"),
    "datasette": lambda: versions("datasette"),
    "nginx": lambda: {"nginx": nginx.version()} if nginx.program() else {},
}


def ours():
    """Versions of what the site itself runs on."""
    return {name: importlib.metadata.version(name) for name in ("django", "granian", "psycopg")}
