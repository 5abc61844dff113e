"""The project as its guards read it: folders, Python, imports, templates, documents."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
#: Where the project keeps Python of its own.
CODE = ("api", "catalogue", "config", "tests", "tools")
#: What the machine makes is not the project's text.
MADE_BY_MACHINES = {"__pycache__"}
WRITTEN = {".css", ".html", ".js", ".md", ".po", ".py", ".svg", ".toml", ".txt", ".yml"}


def python(*folders):
    """Every Python file of ours under these folders, as paths from the root."""
    return sorted(
        path.relative_to(ROOT)
        for folder in folders or CODE
        for path in (ROOT / folder).rglob("*.py")
    )


def texts():
    """Every text file that a clone holds, as paths from the root."""
    folders = (*CODE, "docs", "fixtures", "requirements", "static", "templates", ".ci")
    inside = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    beside = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".env"]
    return sorted(
        path.relative_to(ROOT)
        for path in (*inside, *beside)
        if path.suffix in {*WRITTEN, ""} and not MADE_BY_MACHINES & set(path.parts)
    )


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def module_of(path):
    """`catalogue/search/__init__.py` → `catalogue.search`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_by(path):
    """What a file names in its imports, wherever they stand in it."""
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from catalogue.search import indexing` may name a module or a thing in one.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def table_of(document, heading):
    """The cells of the first table under a heading, without its head."""
    part = read(document).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("| ") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)] for row in rows[2:]]
