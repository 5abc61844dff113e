"""Where a catalogue is read from: a file, a folder, an archive or an address."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from catalogue.exchange.sources.archives import is_archive, unpacked
from catalogue.exchange.sources.bounds import Budget, File, UnreadableSource
from catalogue.exchange.sources.http import Door
from catalogue.exchange.told import Fault, Where, refused

OK = 200
OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def files(
    where: str | Path,
    *,
    suffixes: tuple[str, ...] = (),
    door: Door | None = None,
    budget: Budget | None = None,
) -> Iterator[File | Fault]:
    """The files at a place, those of folders and archives only if they end in one of `suffixes`.

    Raises UnreadableSource where nothing, or not everything, can be read, and NotFetched where an
    address does not answer.
    """
    budget = budget or Budget()

    def wanted(name):
        return not suffixes or name.lower().endswith(suffixes)

    if is_address(where):
        yield from _one(fetched(str(where), door or Door(private=False)), budget, wanted)
    elif OTHER_SCHEME.match(str(where)):
        raise UnreadableSource(
            _("%s cannot be read: only addresses that begin with http:// or https:// are.") % where
        )
    elif Path(where).is_dir():
        yield from _folder(Path(where), budget, wanted)
    else:
        yield from _one(_read(Path(where), Path(where).name, budget), budget, wanted)


def is_address(where: str | Path) -> bool:
    return str(where).lower().startswith(("http://", "https://"))


def fetched(address: str, door: Door) -> File:
    """What stands at an address, named like the end of it."""
    answer = door.get(address)
    if answer.status != OK:
        raise UnreadableSource(
            _("%(address)s answers with status %(status)d.")
            % {"address": address, "status": answer.status}
        )
    path = PurePosixPath(unquote(urlsplit(answer.address).path))
    return File(path.name or urlsplit(answer.address).netloc, answer.body)


def _one(file, budget, wanted):
    if is_archive(file.data):
        yield from unpacked(file, budget, wanted)
    else:
        yield file


def _folder(folder, budget, wanted):
    for place, folders, names in os.walk(folder):  # links to folders are not followed
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            shown = path.relative_to(folder).as_posix()
            if not wanted(name):
                continue
            if path.is_symlink() or not path.is_file():
                yield refused(
                    Where(shown), _("Left aside: it is a link or a special file, not a file.")
                )
            else:
                yield _read(path, shown, budget)


def _read(path, name, budget):
    try:
        if not path.is_file():
            raise UnreadableSource(_("There is no file and no folder %s.") % path)
        budget.take(name, path.stat().st_size)
        return File(name, path.read_bytes())
    except OSError as error:
        raise UnreadableSource(
            _("%(file)s cannot be read: %(why)s") % {"file": name, "why": error.strerror}
        ) from error
