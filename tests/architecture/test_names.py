"""What files are called, what they begin with, and what they never say."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, STATIC, python, read, texts

#: Names that say nothing, behind which everything gathers.
DRAWERS = {"common", "constants", "helpers", "managers", "misc", "services", "utils"}
MIRRORED = ("catalogue", "config")


def test_no_file_is_a_drawer():
    drawers = [str(path) for path in python() if DRAWERS & set(path.with_suffix("").parts)]

    assert drawers == []


def test_every_module_begins_with_what_it_is_for():
    silent = [
        str(path)
        for path in python("catalogue", "config", "tools")
        if (text := read(path)).strip()
        and "migrations" not in path.parts
        and not (ast.get_docstring(ast.parse(text)) or "").rstrip().endswith((".", "?"))
    ]

    assert silent == []


def test_every_behaviour_begins_with_what_it_does():
    silent = [
        path.name
        for path in (STATIC / "js").rglob("*.js")
        if not path.read_text(encoding="utf-8").startswith(("// ", "/* "))
    ]

    assert silent == []


def test_tests_mirror_the_code():
    """`tests/catalogue/search/test_query.py` tests `catalogue/search/query.py`."""
    strays = [
        str(path)
        for path in python("tests")
        if path.name.startswith("test_") and path.parts[1] in MIRRORED
        if not (ROOT / Path(*path.parts[1:-1]) / path.name.removeprefix("test_")).exists()
    ]

    assert strays == []


#: Written so that this file does not say what it forbids.
NEVER_SAID = {
    "the host of a package registry": r"py"
    r"pi\.org|python"
    r"hosted|npm"
    r"js\.(com|org)"
    r"|crates"
    r"\.io|rubygems"
    r"\.org|proxy\.golang"
    r"\.org|--(extra-)?index-url",
    "a folder of somebody's machine": r"(?<![\w./-])/(work|home|Users)/\w",
    "work left for later without a place": r"\b(TODO|FIXME|XXX)\b(?! \(#\d+\))",
}
#: Vendored licences name their authors' machines; a list of forbidden words holds them.
SPARED = {"tests/curated/test_texts.py", "tests/architecture/test_names.py"}


@pytest.mark.parametrize("what", NEVER_SAID)
def test_no_text_of_ours_names(what):
    found = {}
    for path in texts():
        if str(path) in SPARED or path.parts[:2] == ("static", "vendor"):
            continue
        if match := re.search(NEVER_SAID[what], read(path)):
            found[str(path)] = match.group()

    assert found == {}
