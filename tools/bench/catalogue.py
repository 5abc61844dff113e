"""The catalogue that is measured: one of its own, made up, or one that is there already."""

import re
from contextlib import contextmanager

import psycopg

from config import env, postgres
from tools.bench.servers import CannotMeasure, run

MADE_UP = "SELECT obj_description('catalogue_tool'::regclass)"
COUNTED = "SELECT kind, count(*) FROM catalogue_searchentry GROUP BY 1 ORDER BY 2 DESC"
RECORDED = "SELECT to_regclass('catalogue_searchentry') IS NOT NULL"


@contextmanager
def catalogue(folder, *, scale, seed, given=""):
    """The address of a database with the catalogue in it, up for as long as the block lasts. A made
    up one is kept from run to run; one that was `given` is only read, apart from the reference
    tables beside it.
    """
    if given:
        yield given
        return
    data_dir = folder / f"{scale}-{seed}"
    data_dir.mkdir(parents=True, exist_ok=True)
    with postgres.running(data_dir):
        url = postgres.url(data_dir)
        run("manage.py", "migrate", "--no-input", "-v0", data_dir=data_dir, database=url)
        if told(url)["scale"] != scale:
            words = ["generate_catalogue", "--scale", scale, "--seed", str(seed)]
            print(f"Making up a catalogue of scale {scale}, once…", flush=True)
            run("manage.py", *words, data_dir=data_dir, database=url)
        yield url


def told(url):
    """Scale, seed and size of a catalogue."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            if not connection.execute(RECORDED).fetchone()[0]:
                raise CannotMeasure("This database holds no catalogue: fill it first.")
            mark = connection.execute(MADE_UP).fetchone()[0] or ""
            version = connection.execute("SHOW server_version").fetchone()[0]
            counts = dict(connection.execute(COUNTED).fetchall())
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotMeasure(f"The database does not answer: {reason}") from None
    found = re.search(r"scale (\w+), seed (\d+)", mark)
    scale, seed = found.groups() if found else ("its own", "")
    return {"scale": scale, "seed": seed, "postgresql": version, "entries": counts}


def folder():
    """Where catalogues, logs and results are kept."""
    return env.PROJECT / ".data" / "bench"
