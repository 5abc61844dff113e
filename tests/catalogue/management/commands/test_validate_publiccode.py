"""The command that validates files: for people, for programs, and its exit codes."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.publiccode_file import file


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good").mkdir()
    (tmp_path / "good/publiccode.yml").write_text(file(), encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/publiccode.yaml").write_text(
        file(publiccodeYmlVersion="'0.4'"), encoding="utf-8"
    )
    (tmp_path / "bad.yml").write_text(file(name=None, url="here"), encoding="utf-8")
    return tmp_path


def run(*words):
    """The exit code."""
    try:
        call_command("validate_publiccode", *words, "--language", "en")
    except SystemExit as end:
        return end.code
    return 0


def test_lines_for_people(folder, capsys):
    code = run(str(folder / "bad.yml"))

    bad = folder / "bad.yml"
    name = "The key “name” is missing or empty. Add it and give it a value."
    url = "“here” is not a full address. Write it from the beginning: https://…"
    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{bad}:1:1: error name: {name}",
        f"{bad}:2:1: error url: {url}",
        f"{bad}: not valid",
    ]


def test_one_object_a_line_for_programs(folder, capsys):
    code = run(str(folder / "bad.yml"), str(folder / "good"), "--format", "json")

    bad, good = map(json.loads, capsys.readouterr().out.splitlines())
    assert code == 1
    assert (bad["file"], bad["verdict"]) == (str(folder / "bad.yml"), "invalid")
    assert [(each["severity"], each["key"], each["line"]) for each in bad["findings"]] == [
        ("error", "name", 1),
        ("error", "url", 2),
    ]
    assert good == {
        "file": str(folder / "good/publiccode.yml"),
        "verdict": "valid",
        "findings": [],
    }


def test_folder_stands_for_the_files_below_it(folder, capsys):
    code = run(str(folder))

    assert code == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{folder}/good/publiccode.yml: valid"


def test_warnings_leave_a_file_valid(folder, capsys):
    code = run(str(folder / "old"))

    assert code == 0
    assert capsys.readouterr().out.endswith("publiccode.yaml: valid, with 1 warning\n")


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file().encode())))

    code = run("-")

    assert (code, capsys.readouterr().out) == (0, "-: valid\n")


def test_file_that_cannot_be_read_is_told_and_the_others_are_validated(folder, capsys):
    code = run(str(folder / "nowhere.yml"), str(folder / "bad.yml"))

    said = capsys.readouterr()
    assert code == 2
    assert said.err == f"{folder}/nowhere.yml cannot be read: No such file or directory.\n"
    assert said.out.endswith("bad.yml: not valid\n")


def test_folder_without_any_is_told(tmp_path, capsys):
    assert run(str(tmp_path)) == 2
    assert capsys.readouterr().err == f"There is no publiccode.yml below {tmp_path}.\n"


def test_without_files_there_is_nothing_to_do():
    with pytest.raises(CommandError):
        call_command("validate_publiccode")


def test_colours_are_for_terminals(folder, capsys):
    run(str(folder / "bad.yml"))
    plain = capsys.readouterr().out

    run(str(folder / "bad.yml"), "--force-color")

    assert "\x1b[" not in plain
    assert "\x1b[" in capsys.readouterr().out
