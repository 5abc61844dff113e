"""A PostgreSQL server that may be up: what the `postmaster.pid` of its data folder tells."""

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Postmaster:
    """A living one."""

    pid: int
    sockets: Path
    ready: bool


def postmaster_of(data: Path, owner: int) -> Postmaster | None:
    try:
        lines = _lines(data)
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    if not _is_alive(pid, data, owner):
        return None
    sockets = Path(lines[4]) if len(lines) > 4 else data
    return Postmaster(pid, sockets, ready=len(lines) > 7 and "ready" in lines[7])


def clear_traces(data: Path) -> None:
    """What a killed server left, which would make PostgreSQL believe that it still runs."""
    with suppress(OSError, IndexError):
        remove_sockets(Path(_lines(data)[4]), data)
    (data / "postmaster.pid").unlink(missing_ok=True)


def remove_sockets(sockets: Path, data: Path) -> None:
    """Their folder too, when it was made for them."""
    for name in (SOCKET, f"{SOCKET}.lock"):
        with suppress(OSError):
            (sockets / name).unlink()
    if sockets != data:
        with suppress(OSError):
            sockets.rmdir()


def _lines(data: Path) -> list[str]:
    return (data / "postmaster.pid").read_text().splitlines()


def _is_alive(pid: int, data: Path, owner: int) -> bool:
    """Not a zombie (a container may lack an init), nor a stranger that inherited the number."""
    if not Path("/proc/self").exists():
        asked = ["/bin/ps", "-o", "command=", "-p", str(pid)]
        answer = subprocess.run(asked, check=False, capture_output=True, text=True)
        return str(data) in answer.stdout
    try:
        process = Path(f"/proc/{pid}")
        words = (process / "cmdline").read_bytes().split(b"\0")
        return process.stat().st_uid == owner and os.fsencode(data) in words
    except OSError:
        return False
