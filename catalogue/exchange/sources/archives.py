"""Archives, read without unpacking them anywhere: zip and tar, compressed by gzip, bzip2 or xz.

Nothing is written to the disk, and whatever would lead out of the archive (links, absolute paths,
`..`) is left aside. An archive inside an archive stays closed.
"""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import MEGABYTE, Budget, File, UnreadableSource, too_large
from catalogue.exchange.told import Fault, Where, refused

COMPRESSED = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
ZIP = b"PK\x03\x04"
#: A spreadsheet is a zip too, and none to be opened here.
DOCUMENT_PARTS = {"mimetype", "[Content_Types].xml"}
#: Text shrinks to a hundredth at most; beyond, somebody made it to burst.
MOST_RATIO, SLACK = 200, 16 * MEGABYTE
MOST_FOLDERS = 16
BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,  # a compression that this reader does not know
    RuntimeError,  # an encrypted zip
    ValueError,
)


def is_archive(data: bytes) -> bool:
    if data.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return not DOCUMENT_PARTS & set(archive.namelist())
        except BROKEN:
            return True
    return data.startswith(tuple(COMPRESSED)) or _is_tar(data)


def unpacked(file: File, budget: Budget, wanted: Callable[[str], bool]) -> Iterator[File | Fault]:
    """The wanted files of an archive, and a fault for each entry that leads elsewhere."""
    try:
        if file.data.startswith(ZIP):
            yield from _of_zip(file, budget, wanted)
        else:
            yield from _of_stream(file, budget, wanted)
    except BROKEN as error:
        raise UnreadableSource(
            _("%(file)s cannot be read as an archive: %(why)s")
            % {"file": file.name, "why": str(error) or type(error).__name__}
        ) from error


def _of_zip(file, budget, wanted):
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > _most(file, budget):
            raise too_large(file.name, budget.bytes)
        for entry in entries:
            if entry.is_dir():
                continue
            if fault := _leads_out(file, entry.filename, stat.S_ISLNK(entry.external_attr >> 16)):
                yield fault
            elif wanted(entry.filename):
                budget.take(entry.filename, entry.file_size)
                yield File(entry.filename, archive.read(entry))


def _of_stream(file, budget, wanted):
    with io.BufferedReader(_Bounded(_plain(file.data), file, _most(file, budget))) as stream:
        if not _is_tar(stream.peek(tarfile.BLOCKSIZE)):
            name = PurePosixPath(file.name).stem
            data = stream.read(budget.one_file + 1)
            budget.take(name, len(data))
            yield File(name, data)
            return
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                if entry.isdir():
                    continue
                # A sparse file says it is larger than what the archive holds of it.
                odd = not entry.isreg() or entry.issparse()
                if fault := _leads_out(file, entry.name, odd):
                    yield fault
                elif wanted(entry.name):
                    budget.take(entry.name, entry.size)
                    yield File(entry.name, archive.extractfile(entry).read())


def _leads_out(file, name, is_odd):
    path = PurePosixPath(name.replace("\\", "/"))
    if is_odd:
        why = _("it is a link or a special file; only ordinary files are read")
    elif path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        why = _("its path leads out of the archive")
    elif len(path.parts) > MOST_FOLDERS:
        why = _("it lies too deep in folders")
    else:
        return None
    return refused(Where(f"{file.name}/{name}"), _("Left aside: %s.") % why)


def _most(file, budget):
    """How much may come out of an archive of this size."""
    return min(budget.bytes, MOST_RATIO * len(file.data) + SLACK)


def _plain(data):
    for magic, opened in COMPRESSED.items():
        if data.startswith(magic):
            return opened(io.BytesIO(data))
    return io.BytesIO(data)


def _is_tar(data):
    return data[257:262] == b"ustar"


class _Bounded(io.RawIOBase):
    """What comes out of a compressed stream, until it is too much."""

    def __init__(self, stream, file, most):
        self._stream, self._file, self._most, self._left = stream, file, most, most

    def readable(self):
        return True

    def readinto(self, buffer):
        piece = self._stream.read(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise too_large(self._file.name, self._most)
        buffer[: len(piece)] = piece
        return len(piece)
