"""The project's own Python environment, .venv: made on the first start, completed when needed.

Run by whatever Python the machine has, before anything is installed: standard library only.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP_OPTIONS = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--progress-bar=off"]


class CannotPrepare(Exception):
    """Shown as it is, without a traceback."""


def prepare(purpose: str) -> None:
    """Everything in requirements/<purpose>.txt is installed when this returns."""
    with one_at_a_time():
        if is_ready(purpose):
            return
        if not answers("import pip"):
            make()
        install(purpose)
        # The requirements for tests contain those for running.
        for done in {purpose, "run"}:
            stamp(done).write_text(wanted(done))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def is_ready(purpose: str) -> bool:
    """Also false when the machine's Python has changed under the environment."""
    try:
        return stamp(purpose).read_text() == wanted(purpose) and answers("import django")
    except OSError:
        return False


def stamp(purpose: str) -> Path:
    return VENV / f"installed-{purpose}"


def wanted(purpose: str) -> str:
    return hashlib.sha256((PROJECT / "requirements" / f"{purpose}.txt").read_bytes()).hexdigest()


def answers(statement: str) -> bool:
    try:
        return (
            subprocess.run([PYTHON, "-c", statement], check=False, capture_output=True).returncode
            == 0
        )
    except OSError:
        return False


def make() -> None:
    say(f"Making a Python environment in .venv (Python {sys.version.split()[0]})…")
    words = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(words, cwd=PROJECT, check=False, capture_output=True, text=True)
    if made.returncode == 0:
        return
    said = made.stdout + made.stderr
    if "ensurepip" in said or "No module named venv" in said:
        raise CannotPrepare(
            "This Python cannot make environments: its venv module is missing or incomplete. "
            "On Debian or Ubuntu, install it with: apt install python3-venv"
        )
    raise CannotPrepare(f"The Python environment cannot be made: {last_line(said)}")


def install(purpose: str) -> None:
    say(f"Installing what requirements/{purpose}.txt lists (a minute or two the first time)…")
    words = [str(PYTHON), "-m", "pip", "install", *PIP_OPTIONS, "-r", f"requirements/{purpose}.txt"]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    said = []
    with subprocess.Popen(
        words, cwd=PROJECT, env={**os.environ, **quiet}, text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as pip:  # fmt: skip
        for line in pip.stdout or ():
            said.append(line)
            if package := re.match(r"Collecting ([^ ;]+)==([^\s;]+)", line):
                say(f"  {package[1]} {package[2]}")
    if pip.returncode != 0:
        errors = [line for line in said if line.startswith("ERROR:")]
        reason = last_line("".join(errors or said)).removeprefix("ERROR: ")
        raise CannotPrepare(
            f"The packages cannot be installed: {reason}. "
            "Is the network up, and the disk not full? What is done stays done: try again."
        )


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason was given"])[-1].rstrip(".")


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except CannotPrepare as problem:
        sys.exit(f"{problem}")
    except OSError as error:
        sys.exit(f"{error.filename or PROJECT}: {error.strerror}.")
    except KeyboardInterrupt:
        sys.exit(130)
