"""Asks a server as many clients would: with wrk where it is installed, else with Python alone."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

HOST = "127.0.0.1"
SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True)
class Measured:
    """Answers a second, milliseconds for the middle one and for the slowest hundredth, failures;
    milliseconds of the server's processors an answer, where that is known.
    """

    rate: float
    p50: float
    p99: float
    failed: int = 0
    cpu: float = 0

    as_dict = asdict


def request_for(path, port, headers=None):
    """A GET as it goes over the line. It takes no compression: not every server offers that."""
    lines = {"Host": f"{HOST}:{port}", **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {path} HTTP/1.1\r\n{head}\r\n"


class Wrk:
    """The load generator in C, one thread: it takes the least from the servers' cores."""

    def __init__(self):
        # It says its version with a status as if that were wrong.
        said = subprocess.run([self.program(), "-v"], capture_output=True, text=True, check=False)
        self.name = " ".join((said.stdout + said.stderr).split()[:2])

    @staticmethod
    def program():
        return shutil.which("wrk")

    def ask(self, port, requests, clients, seconds):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", newline="") as file:
            file.write("\0".join(requests))
            file.flush()
            words = ["-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout=60s"]
            words += ["-s", SCRIPT, f"http://{HOST}:{port}/", "--", file.name]
            said = subprocess.run(
                [self.program(), *words], capture_output=True, text=True, check=True
            )
        return Measured(**json.loads(said.stdout.strip().splitlines()[-1]))


class Asking:
    """The fallback, in a process of its own."""

    name = "Python (asyncio)"

    def ask(self, port, requests, clients, seconds):
        told = {"host": HOST, "port": port, "requests": requests}
        said = subprocess.run(
            [sys.executable, "-m", "tools.bench.asking"],
            input=json.dumps({**told, "clients": clients, "seconds": seconds}),
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return Measured(**json.loads(said.stdout))


def generator(wanted=""):
    """`wrk` or `python`; the better one that is there when nothing is said."""
    return Wrk() if wanted != "python" and Wrk.program() else Asking()
