"""Files made of the catalogue and kept until it changes: whoever downloads one holds no transaction
open, may take an hour, and may go on where the line broke.

A file is named after the mark of its content and its SHA-256. One of each is kept, the newest.
"""

import fcntl
import hashlib
import os
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple

from django.conf import settings


class Kept(NamedTuple):
    """A file of one content. Whoever asks for it closes it."""

    file: BinaryIO
    sha256: str

    @property
    def size(self):
        return os.fstat(self.file.fileno()).st_size


def kept(name, mark, pieces):
    """The file of that content, open for reading. It is made of `pieces()` if there is none yet,
    once for all who ask at the same time; where that is None, the answer is None.
    """
    folder = settings.BUILT_DIR / "exports" / name
    found = _held(folder, mark)
    if found or pieces is None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(folder):
        if found := _held(folder, mark):
            return found
        _make(folder, mark, pieces())
        return _held(folder, mark)


def _held(folder, mark):
    for path in folder.glob(f"{mark}.*"):
        with suppress(FileNotFoundError):  # a newer one took its place just now
            return Kept(path.open("rb"), path.suffix[1:])
    return None


def _make(folder, mark, pieces):
    """Write a file whole, then let it take the place of what was there; readers of that go on."""
    draft, digest = folder / "draft", hashlib.sha256()
    with draft.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    path = folder / f"{mark}.{digest.hexdigest()}"
    draft.replace(path)
    for other in folder.iterdir():
        if other not in (path, folder / "lock"):
            other.unlink()


@contextmanager
def _one_at_a_time(folder):
    """Among all processes; the kernel frees the lock even after SIGKILL."""
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
