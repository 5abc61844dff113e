"""How much of a source is read: so many files, so large, and no more.

A source that goes beyond is given up as a whole: half a catalogue would look like one from which
the other half had vanished.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.errors import CatalogueError

MEGABYTE = 1024**2


class UnreadableSource(CatalogueError):
    """A file, a folder, an archive or an address of which nothing, or not everything, can be
    read.
    """


@dataclass(frozen=True)
class File:
    """The bytes of one file, under the name that faults are told with."""

    name: str
    data: bytes


@dataclass
class Budget:
    """What may still be read of one source."""

    files: int = 50_000
    bytes: int = 512 * MEGABYTE
    one_file: int = 64 * MEGABYTE

    def take(self, name: str, size: int) -> None:
        """Count a file in before it is read."""
        if size > self.one_file:
            raise too_large(name, self.one_file)
        self.files -= 1
        self.bytes -= size
        if self.files < 0:
            raise UnreadableSource(_("%s is one file too many: this is no catalogue.") % name)
        if self.bytes < 0:
            raise UnreadableSource(_("With %s the source becomes too large to be read.") % name)


def too_large(name: str, most: int) -> UnreadableSource:
    return UnreadableSource(
        _("%(file)s is larger than %(most)d MB; that is too much.")
        % {"file": name, "most": most // MEGABYTE}
    )
