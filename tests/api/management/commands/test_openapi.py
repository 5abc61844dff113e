"""`manage.py openapi`: the committed description follows the code."""

import json

import pytest
from django.core.management import CommandError, call_command

from api.management.commands import openapi
from api.v1.schema import examples
from tests.api.description import FILE


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The command writes into a folder of the test."""
    monkeypatch.setattr(openapi, "FILE", tmp_path / "openapi.yaml")
    monkeypatch.setattr(openapi, "EXAMPLES", tmp_path / "examples.json")
    return tmp_path


def test_check_passes_on_the_committed_file():
    call_command("openapi", "--check")


def test_check_shows_what_differs_and_how_to_mend_it(elsewhere):
    text = FILE.read_text(encoding="utf-8")
    (elsewhere / "openapi.yaml").write_text(text.replace("title: Communal", "title: Other"))

    with pytest.raises(CommandError) as fault:
        call_command("openapi")

    assert "manage.py openapi --update" in str(fault.value)
    assert "-  title: Other\n+  title: Communal" in str(fault.value)


def test_update_writes_the_file_again(elsewhere):
    call_command("openapi", "--update")

    assert (elsewhere / "openapi.yaml").read_text() == FILE.read_text(encoding="utf-8")


def test_examples_are_asked_of_the_catalogue(elsewhere, catalogue, settings):
    settings.SITE_URL = "http://localhost:8000"

    call_command("openapi", "--examples")

    made = json.loads((elsewhere / "examples.json").read_text())
    assert made.keys() == examples.kept().keys()
    assert made["readProduct"]["name"] == "Doodle"
    assert made["readProduct"]["url"] == "https://communal.example/api/v1/products/doodle/"
    assert "localhost" not in json.dumps(made)


def test_examples_of_an_empty_catalogue_are_refused(elsewhere, db, settings):
    settings.SITE_URL = "http://localhost:8000"

    with pytest.raises(CommandError, match="answers 40"):
        call_command("openapi", "--examples")
