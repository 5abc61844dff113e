"""One PostgreSQL data folder and the server on it: made, started, stopped."""

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
from config.postmaster import SOCKET, Postmaster, clear_traces, postmaster_of, remove_sockets

DATABASE = USER = "communal"
PORT = 5432
# A socket's whole path has to fit in 104 bytes on macOS, 108 on Linux.
LONGEST_FOLDER = 100 - len(SOCKET)
PATIENCE = 120
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass
class Cluster:
    """Whoever calls `start` or `stop` makes sure that nobody else does meanwhile."""

    home: Path
    account: Account
    options: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return Path(os.path.realpath(self.home / "postgresql"))

    @property
    def log(self) -> Path:
        return self.home / "postgresql.log"

    def sockets(self) -> Path:
        """The folder where clients find the server."""
        postmaster = self.postmaster()
        return postmaster.sockets if postmaster else self.data

    def postmaster(self) -> Postmaster | None:
        return postmaster_of(self.data, self.account.uid)

    def open_beside(self, name: str, flags: int = 0) -> int:
        """A file next to the data folder: a lock or the log. The caller closes it."""
        self._make_home()
        flags |= os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(self.home / f"postgresql.{name}", flags, 0o600)
        self.account.own(file)
        return file

    def start(self, say: Callable[[str], None]) -> None:
        """Up, with our database in it, when this returns."""
        if not self._is_up_already():
            data = place_for(self.home / "postgresql", self.account)
            if data.parent != self.home.resolve():
                say(f"PostgreSQL may not enter {self.home}: its data is in {data}.")
            self._check(data)
            if not (data / "PG_VERSION").exists():
                self._initialise(data)
            clear_traces(data)
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
            deadline = time.monotonic() + PATIENCE / 4
            while self.postmaster() and time.monotonic() < deadline:
                time.sleep(0.01)
        with suppress(ChildProcessError):
            os.waitpid(postmaster.pid, os.WNOHANG)
        remove_sockets(postmaster.sockets, self.data)

    def _make_home(self) -> None:
        missing = [step for step in (self.home, *self.home.parents) if not step.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            if not self.account.is_us:
                folder.chmod(0o755)
                if folder.parent.stat().st_uid == self.account.uid:
                    self.account.own(folder)

    def _is_up_already(self) -> bool:
        """Started by somebody else, or left by a killed process: perhaps in the middle of it."""
        deadline = time.monotonic() + PATIENCE
        while (postmaster := self.postmaster()) and time.monotonic() < deadline:
            if postmaster.ready:
                return True
            time.sleep(0.05)
        return False

    def _check(self, data: Path) -> None:
        if not data.exists() or not any(data.iterdir()):
            return
        if not (data / "PG_VERSION").exists():
            raise CannotStart(
                f"{data} is not a PostgreSQL data folder (it has no PG_VERSION). Move it away, or "
                "restore it from a backup."
            )
        found = (data / "PG_VERSION").read_text().strip()
        needed = server_version().partition(".")[0]
        if found != needed:
            raise CannotStart(
                f"The data in {data} was made by PostgreSQL {found}, and this is PostgreSQL "
                f"{needed}. Move that folder away to begin anew, or carry its data over as "
                "docs/operations.md tells."
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
        done = self._program("initdb", words, capture=True)
        said, _ = done.communicate()
        if done.returncode != 0:
            shutil.rmtree(new, ignore_errors=True)
            raise self._failure(said)
        if data.exists():
            data.rmdir()
        new.rename(data)

    def _launch(self, data: Path) -> None:
        folder = str(self._socket_folder(data)).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{folder}"',
            "unix_socket_permissions": "0700",
            "port": str(PORT),
            "jit": "off",
            **self.options,
        }
        words = ["-D", str(data)]
        words += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + PATIENCE
        while not self._comes_up(words, deadline):
            said = self.log.read_text(errors="replace")
            # The children of a killed server take a moment to notice and go.
            if "pre-existing shared memory block" not in said or time.monotonic() > deadline:
                raise self._failure(said)
            time.sleep(0.2)

    def _comes_up(self, words: list[str], deadline: float) -> bool:
        process = self._program("postgres", words)
        while process.poll() is None and time.monotonic() < deadline:
            if (postmaster := self.postmaster()) and postmaster.ready:
                process.returncode = 0  # it outlives this object, on purpose
                return True
            time.sleep(0.01)
        process.kill()
        process.wait()
        return False

    def _program(
        self, name: str, words: list[str], *, capture: bool = False
    ) -> subprocess.Popen[str]:
        """One of PostgreSQL's own, as its account."""
        log = subprocess.PIPE if capture else self.open_beside("log", os.O_TRUNC)
        try:
            return subprocess.Popen(
                [binaries_for(self.account) / name, *words],
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                # Of its own session: the Ctrl-C that stops us must not stop it behind our back.
                start_new_session=True,
                **self.account.popen_options(),
            )
        finally:
            if not capture:
                os.close(log)

    def _socket_folder(self, data: Path) -> Path:
        # libpq takes a comma for the end of one host and the beginning of another.
        if len(os.fsencode(data)) <= LONGEST_FOLDER and "," not in str(data):
            return data
        folder = Path(tempfile.mkdtemp(prefix="communal-", dir="/tmp"))  # TMPDIR may be long too
        self.account.own(folder)
        return folder

    def _ensure_database(self) -> None:
        try:
            with psycopg.connect(
                host=str(self.sockets()), port=PORT, user=USER, dbname="postgres", autocommit=True
            ) as connection:
                names = connection.execute("SELECT datname FROM pg_database").fetchall()
                if (DATABASE,) not in names:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.Error as error:
            raise self._failure(f"FATAL: {error}") from error

    def _failure(self, said: str) -> CannotStart:
        if "No space left on device" in said:
            return CannotStart(f"The disk that holds {self.data} is full; make room first.")
        telling = [line for line in said.splitlines() if "FATAL:" in line or "error:" in line]
        reason = (telling or said.splitlines() or ["it gave no reason"])[-1].strip()
        reason = (reason.partition("FATAL:")[2].strip() or reason).rstrip(".")
        return CannotStart(
            f"PostgreSQL does not start on {self.data}: {reason}. Its log is {self.log}; if the "
            "data is damaged, restore a backup, or move the folder away to begin anew."
        )


def _character_type() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8", "fr_FR.UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"
