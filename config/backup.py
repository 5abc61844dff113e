"""Backing up and restoring the database, with the programs of the PostgreSQL we carry."""

import os
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from config import env, postgres
from config.account import installed_binaries
from config.errors import CannotStart

# The lines before the first object in a restore script.
HEADER = 50
# Rules that a part has from its whole cannot be dropped by themselves, as a restore would.
DROP_DIVIDED_TABLES = """
DO $$ DECLARE divided regclass; BEGIN
    FOR divided IN SELECT oid FROM pg_class
                    WHERE relkind = 'p' AND relnamespace = 'public'::regnamespace
    LOOP EXECUTE format('DROP TABLE %s CASCADE', divided); END LOOP;
END $$
"""


def back_up(file: Path | None = None) -> Path:
    """The whole database in one file, which is there complete or not at all."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    file = file or env.data_dir() / "backups" / f"communal-{stamp}.dump"
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.touch(mode=0o600)
    try:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={unfinished}")
        return unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Put the backup in place of what the database holds, or change nothing at all.

    The backup is read to its end before the database is touched.
    """
    if not file.is_file():
        raise CannotStart(f"There is no backup at {file}. Say where: make restore FROM=path")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        clean = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
        _run("pg_restore", *clean, f"--file={script}", str(file.absolute()))
        _forget_newer_settings(script)
        stop = "--set=ON_ERROR_STOP=1"
        words = ["--no-psqlrc", "--quiet", "--single-transaction", stop]
        _run("psql", *words, f"--command={DROP_DIVIDED_TABLES}", f"--file={script}")


def _forget_newer_settings(script: Path) -> None:
    """A server older than our programs refuses a setting that it does not know."""
    whole = script.with_suffix(".whole")
    script.rename(whole)
    with whole.open("rb") as lines, script.open("wb") as kept:
        for number, line in enumerate(lines):
            if number > HEADER or not line.startswith(b"SET transaction_timeout"):
                kept.write(line)


def _run(program: str, *words: str) -> None:
    parts: dict[str, Any] = conninfo_to_dict(env.database_url() or postgres.url(env.data_dir()))
    password = {"PGPASSWORD": parts.pop("password")} if "password" in parts else {}
    target = [] if program == "pg_restore" else [f"--dbname={make_conninfo(**parts)}"]
    done = subprocess.run(
        [installed_binaries() / program, *target, *words],
        env={**os.environ, **password},  # not among the words, which other users can see
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason was given"])[0]
        raise CannotStart(f"Nothing was done. {reason}")
