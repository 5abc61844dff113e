"""One PostgreSQL data folder and the server on it: made, started, found, stopped."""

import locale
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config.account import Account, binaries_for, place_for, server_version
from config.errors import CannotStart

DATABASE = USER = "communal"
SOCKET = ".s.PGSQL.5432"
# A socket's whole path has to fit in 104 bytes on macOS, 108 on Linux.
LONGEST_FOLDER = 100 - len(SOCKET)
PATIENCE = 120
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Postmaster:
    """A living server, as its own `postmaster.pid` tells it."""

    pid: int
    sockets: Path
    ready: bool


@dataclass
class Cluster:
    home: Path
    account: Account
    options: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return Path(os.path.realpath(self.home / "postgresql"))

    @property
    def log(self) -> Path:
        return self.home / "postgresql.log"

    def socket_folder(self) -> Path:
        postmaster = self.postmaster()
        return postmaster.sockets if postmaster else self.data

    def open_beside(self, name: str, flags: int = 0) -> int:
        """A file next to the data folder: a lock or the log. The caller closes it."""
        self._make_home()
        flags |= os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(self.home / f"postgresql.{name}", flags, 0o600)
        self.account.own(file)
        return file

    def start(self, say: Callable[[str], None]) -> None:
        """Up, with our database in it, when this returns. The caller holds the door."""
        if not self._wait_for_one_under_way():
            data = place_for(self.home / "postgresql", self.account)
            if data.parent != self.home.resolve():
                say(f"PostgreSQL may not enter {self.home}: its data is in {data}.")
            self._check(data)
            if not (data / "PG_VERSION").exists():
                self._initialise(data)
            self._launch(data)
        self._ensure_database()

    def stop(self) -> None:
        """Down when this returns: politely first, which ends what clients still do."""
        postmaster = self.postmaster()
        if not postmaster:
            return
        for number in (signal.SIGINT, signal.SIGQUIT):  # PostgreSQL's "fast", then "immediate"
            with suppress(ProcessLookupError):
                os.kill(postmaster.pid, number)
            if self._is_down_within(PATIENCE / 4):
                break
        with suppress(ChildProcessError):
            os.waitpid(postmaster.pid, os.WNOHANG)
        if postmaster.sockets != self.data:
            _remove_sockets(postmaster.sockets)

    def postmaster(self) -> Postmaster | None:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return None
        if not self._is_ours(pid):
            return None
        sockets = Path(lines[4]) if len(lines) > 4 else self.data
        return Postmaster(pid, sockets, ready=len(lines) > 7 and "ready" in lines[7])

    def _is_ours(self, pid: int) -> bool:
        """Not a zombie (a container may lack an init), nor a stranger that inherited the number."""
        process = Path(f"/proc/{pid}")
        if not Path("/proc/self").exists():
            asked = ["ps", "-o", "command=", "-p", str(pid)]
            return str(self.data) in subprocess.run(asked, capture_output=True, text=True).stdout
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            owner = process.stat().st_uid
        except OSError:
            return False
        return owner == self.account.uid and os.fsencode(self.data) in words

    def _make_home(self) -> None:
        missing = [step for step in (self.home, *self.home.parents) if not step.exists()]
        for folder in reversed(missing):
            folder.mkdir()
            if not self.account.is_us:
                folder.chmod(0o755)
                if folder.parent.stat().st_uid == self.account.uid:
                    self.account.own(folder)

    def _wait_for_one_under_way(self) -> bool:
        """True when a server is up, left perhaps by a killed process."""
        deadline = time.monotonic() + PATIENCE
        while (postmaster := self.postmaster()) and time.monotonic() < deadline:
            if postmaster.ready:
                return True
            time.sleep(0.05)
        return False

    def _is_down_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.postmaster() and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.postmaster() is None

    def _check(self, data: Path) -> None:
        needed = server_version().partition(".")[0]
        if (data / "PG_VERSION").exists():
            found = (data / "PG_VERSION").read_text().strip()
            if found != needed:
                raise CannotStart(
                    f"The data in {data} was made by PostgreSQL {found or '?'}, and this is "
                    f"PostgreSQL {needed}. Move that folder away to begin anew, or carry its data "
                    "over as docs/operations.md tells."
                )
        elif data.exists() and any(data.iterdir()):
            raise CannotStart(
                f"{data} is not a PostgreSQL data folder (it has no PG_VERSION). Move it away, or "
                "restore it from a backup."
            )

    def _initialise(self, data: Path) -> None:
        """Made aside and then renamed, so that a folder is there whole or not at all."""
        new = data.with_name(f"{data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self.account.own(new)
        words = ["--auth=trust", "--encoding=UTF8", "--data-checksums", f"--username={USER}"]
        # The sort order is the same on every machine; LC_CTYPE tells search what a letter is.
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        words += [f"--lc-ctype={_character_type()}", f"--pgdata={new}"]
        words += ["--no-sync"] if self.options.get("fsync") == "off" else []
        done = subprocess.run(
            [binaries_for(self.account) / "initdb", *words],
            env=ENVIRONMENT, cwd="/", capture_output=True, text=True, stdin=subprocess.DEVNULL,
            start_new_session=True, **self.account.popen_options(),
        )
        if done.returncode != 0:
            shutil.rmtree(new, ignore_errors=True)
            raise self._failure(done.stdout + done.stderr)
        if data.exists():
            data.rmdir()
        new.rename(data)

    def _launch(self, data: Path) -> None:
        self._clear_traces(data)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": '"' + str(self._new_socket_folder(data)).replace('"', '""') + '"',
            "unix_socket_permissions": "0700",
            "port": "5432",
            "jit": "off",
        } | self.options
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + PATIENCE
        while True:
            log = self.open_beside("log", os.O_TRUNC)
            process = subprocess.Popen(
                [binaries_for(self.account) / "postgres", "-D", data, *words],
                env=ENVIRONMENT, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                # Of its own session: the Ctrl-C that stops us must not stop it behind our back.
                start_new_session=True, **self.account.popen_options(),
            )
            os.close(log)
            while process.poll() is None and time.monotonic() < deadline:
                if (postmaster := self.postmaster()) and postmaster.ready:
                    process.returncode = 0  # it outlives this object on purpose
                    return
                time.sleep(0.01)
            said = self.log.read_text(errors="replace")
            # The children of a killed server take a moment to notice.
            if "pre-existing shared memory block" not in said or time.monotonic() > deadline:
                process.kill()
                process.wait()
                raise self._failure(said)
            time.sleep(0.2)

    def _clear_traces(self, data: Path) -> None:
        """What a killed server left, which would make PostgreSQL believe that it still runs."""
        with suppress(OSError, IndexError):
            sockets = Path((data / "postmaster.pid").read_text().splitlines()[4])
            _remove_sockets(sockets, keep=sockets == data)
        (data / "postmaster.pid").unlink(missing_ok=True)

    def _new_socket_folder(self, data: Path) -> Path:
        # libpq takes a comma for the end of one host and the beginning of another.
        if len(os.fsencode(data)) <= LONGEST_FOLDER and "," not in str(data):
            return data
        folder = Path(tempfile.mkdtemp(prefix="communal-", dir="/tmp"))  # TMPDIR may be long too
        self.account.own(folder)
        return folder

    def _ensure_database(self) -> None:
        address = {"host": str(self.socket_folder()), "port": 5432, "user": USER}
        try:
            with psycopg.connect(**address, dbname="postgres", autocommit=True) as connection:
                names = connection.execute("SELECT datname FROM pg_database").fetchall()
                if (DATABASE,) not in names:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.Error as error:
            raise self._failure(f"FATAL: {error}") from error

    def _failure(self, said: str) -> CannotStart:
        if "No space left on device" in said:
            return CannotStart(f"The disk that holds {self.data} is full; make room and start again.")
        telling = [line for line in said.splitlines() if "FATAL:" in line or "error:" in line]
        reason = (telling or said.splitlines() or ["it gave no reason"])[-1].strip()
        reason = reason.partition("FATAL:")[2].strip() or reason
        return CannotStart(
            f"PostgreSQL does not start on {self.data}: {reason.rstrip('.')}. Its log is {self.log}; "
            "if the data is damaged, restore a backup, or move the folder away to begin anew."
        )


def _remove_sockets(folder: Path, *, keep: bool = False) -> None:
    for name in (SOCKET, f"{SOCKET}.lock"):
        with suppress(OSError):
            (folder / name).unlink()
    if not keep:
        with suppress(OSError):
            folder.rmdir()


def _character_type() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8", "fr_FR.UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"
