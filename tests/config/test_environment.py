"""The Python environment is made once, and again when what it should hold changes."""

import subprocess
import sys

import pytest

from config import env, environment


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "requirements").mkdir()
    for purpose in ("run", "test"):
        (tmp_path / "requirements" / f"{purpose}.txt").write_text("")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "PROJECT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "answers", lambda statement: venv.exists())
    return tmp_path


@pytest.fixture
def done(project, monkeypatch):
    """What was made and installed, in order; nothing really is."""
    deeds = []
    monkeypatch.setattr(
        environment, "make", lambda: (deeds.append("make"), (project / ".venv").mkdir())
    )
    monkeypatch.setattr(environment, "install", deeds.append)
    return deeds


def test_the_first_start_makes_it_and_the_second_does_nothing(done):
    environment.prepare("run")
    environment.prepare("run")
    assert done == ["make", "run"]


def test_changed_requirements_are_installed(done, project):
    environment.prepare("run")
    (project / "requirements" / "run.txt").write_text("more==1\n")
    environment.prepare("run")
    assert done == ["make", "run", "run"]


def test_what_tests_need_contains_what_running_needs(done):
    environment.prepare("test")
    environment.prepare("run")
    assert done == ["make", "test"]


def test_packages_that_cannot_be_had_are_told_in_a_sentence(project, monkeypatch):
    monkeypatch.setattr(environment, "PYTHON", sys.executable)
    (project / "requirements" / "run.txt").write_text("./missing.whl\n")
    with pytest.raises(environment.CannotPrepare, match=r"cannot be installed: .*missing\.whl"):
        environment.install("run")


def test_it_needs_nothing_but_the_standard_library():
    words = [sys.executable, "-I", "-S", "-c", "import runpy; runpy.run_path('environment.py')"]
    subprocess.run(words, cwd=env.PROJECT / "config", check=True)
