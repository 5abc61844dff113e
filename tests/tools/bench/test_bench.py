"""A tiny run from an empty database to the table: everything is asked, everything answers, and no
time is judged.
"""

import json
import os
import subprocess
import sys

from config import env

ASKED = {
    "nothing", "static", "list", "unchanged", "deep", "search", "name", "misspelt", "facets",
    "search_facets", "tool", "adopters", "alternatives", "peers", "home", "page", "search_page",
}  # fmt: skip
WITHOUT_REFERENCE = {"nothing", "static", "unchanged", "home", "page", "search_page"}


def bench(database, folder):
    """What a run printed, and its result."""
    words = ["--folder", folder, "--rounds", "1", "--seconds", "0.02", "--load", "python"]
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench", *words],
        cwd=env.PROJECT,
        env={**os.environ, "BENCH_DATABASE_URL": database, "BENCH_PEERS": str(folder / "none")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (result,) = (folder / "results").glob("*.json")
    return done.stdout, json.loads(result.read_text(encoding="utf-8"))


def test_every_question_is_asked_answered_and_in_the_table(made_up, tmp_path):
    said, result = bench(made_up, tmp_path)

    measured = result["medians"]
    assert {row for row in measured if measured[row]["failed"]} == set()
    assert {row.split("/")[1] for row in measured if row.startswith("fresh/")} == {*ASKED, "export"}
    assert (
        ASKED - {row.split("/")[1] for row in measured if row.startswith("reference/")}
        == WITHOUT_REFERENCE
    )
    assert result["missing"][:2] == ["starlette", "datasette"]
    assert result["catalogue"]["scale"] == "S"
    assert [
        question["label"]
        for question in result["questions"].values()
        if f"| {question['label']} " not in said
    ] == []
    assert "| unchanged (304) / answer of nothing " in said
