"""Folders for servers, and an environment that says nothing."""

import re
import tempfile
from pathlib import Path

import pytest

from config import env

VARIABLES = re.findall(
    r'_(?:text|words|number|choice)\("(\w+)"', Path(env.__file__).read_text(encoding="utf-8")
)


@pytest.fixture
def variables(monkeypatch):
    """An empty environment, to be filled by calling this."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def say(**said):
        for name, value in said.items():
            monkeypatch.setenv(name, str(value))

    return say


@pytest.fixture
def all_variables():
    """The names of all that config.env reads."""
    return set(VARIABLES)


@pytest.fixture
def folder():
    """Short and open to all, which pytest's tmp_path is not: root's server may be another user."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)
