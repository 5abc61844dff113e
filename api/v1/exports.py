"""Every noun as one file, of one moment, for whoever wants all of it: what there is, the files,
their checksums.
"""

import hashlib
import json
import re
import zlib
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from api import records
from api.lists import refuse_strangers
from api.records import answer, as_json
from api.v1 import columns, csv_columns, csv_lines
from api.v1.downloads import LICENCES, PIECE, DownloadView, download, repr_digest
from api.v1.kept_files import kept
from api.v1.schema.about import MIRROR
from api.v1.schema.described import Described
from api.v1.schema.names import schema
from api.v1.snapshot import contents, entries, snapshot
from catalogue.choices import Kind
from catalogue.search.changes import end_of_feed

TYPES = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8; header=present"}
FILES = {f"{kind.noun}.{ending}": (kind, ending) for kind in Kind for ending in TYPES}
SUM = ".sha256"
#: The list of files waits for those of nouns with so few things; it knows others once asked for.
FEW = 2000
#: Which code makes files: what other code made is made again.
MADE_BY = "".join(
    Path(module.__file__).read_text(encoding="utf-8")
    for module in (records, columns, csv_columns, csv_lines)
)
NO_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)", re.IGNORECASE)


class Exports(DownloadView):
    """Which files there are, under which licences, and where to go on from in the feed of changes
    after them.
    """

    def answer(self, request):
        refuse_strangers(request.GET, [])
        with snapshot() as moment:
            held = contents(moment, list(Kind))
            with moment.cursor() as database:
                cursor, changed_at = end_of_feed(database)
            files = [described(moment, name, held) for name in FILES]
        return as_json(
            {
                "updated_at": changed_at and changed_at.isoformat(),
                "cursor": str(cursor),
                "changes": f"{settings.SITE_URL}/api/v1/changes/?since={cursor}",
                "licence": LICENCES,
                "files": files,
            }
        )

    def described(self):
        return Described(
            operation="listExports",
            summary="List the files of everything",
            description=(
                "Every noun as one file, all of the same moment, and the cursor from which the "
                "feed of changes goes on after them."
            ),
            tag=MIRROR,
            shape=schema("Exports"),
            asked="/api/v1/exports/",
            headers=("Link",),
        )


class ExportFile(DownloadView):
    """All things of a noun as of one moment, or the checksum of that file."""

    def answer(self, request, name):
        refuse_strangers(request.GET, [])
        wanted = name.removesuffix(SUM)
        if wanted not in FILES:
            raise NotFound(
                _("There is no such file; there are %(files)s.") % {"files": ", ".join(FILES)}
            )
        with snapshot() as moment:
            mark, found = opened(moment, wanted, contents(moment, [FILES[wanted][0]]))
        if name != wanted:
            found.file.close()
            return HttpResponse(f"{found.sha256}  {wanted}\n", content_type="text/plain")
        return sent(request, wanted, mark, found)

    def described(self):
        names = [*FILES, *(f"{name}{SUM}" for name in FILES)]
        return Described(
            operation="downloadExport",
            summary="Download everything of one noun",
            description=(
                "A record a line as JSON, or a row a line as CSV; with `.sha256` at its end, the "
                "checksum of that file. A download that broke off goes on with `Range`."
            ),
            tag=MIRROR,
            shape={"type": "string"},
            asked="/api/v1/exports/sources.jsonl",
            parameters=(
                {
                    "name": "name",
                    "in": "path",
                    "required": True,
                    "description": "The file.",
                    "schema": {"type": "string", "enum": names},
                    "example": "sources.jsonl",
                },
            ),
            headers=("AcceptRanges", "ContentDisposition", "ReprDigest", "Link"),
            ranged=True,
            content_type="application/jsonl",
            also={"text/csv": {"type": "string"}, "text/plain": {"type": "string"}},
        )


def described(moment, name, held):
    """A file in the list of all."""
    kind, ending = FILES[name]
    count = held[kind].count
    mark, found = opened(moment, name, held, even_if_long=count <= FEW)
    size, sha256 = (found.size, found.sha256) if found else (None, None)
    if found:
        found.file.close()
    return {
        "noun": kind.noun,
        "format": ending,
        "url": f"{settings.SITE_URL}/api/v1/exports/{name}",
        "type": TYPES[ending],
        "count": count,
        "bytes": size,
        "sha256": sha256,
        "etag": f'"{mark}"',
    }


def opened(moment, name, held, *, even_if_long=True):
    """`(the mark of its content, the file)`."""
    kind, ending = FILES[name]
    told = (name, settings.SITE_URL, held[kind].mark, MADE_BY)
    mark = hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
    make = PIECES[ending] if even_if_long else None
    return mark, kept(name, mark, make and (lambda: make(moment, kind)))


def sent(request, name, mark, found):
    """The answer to whoever asks for a file: compressed, with a tag and a checksum of its own,
    where the reader takes that.
    """
    headers = {
        "Content-Type": TYPES[FILES[name][1]],
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    takes = request.headers.get("Accept-Encoding", "")
    if "gzip" in takes and not NO_GZIP.search(takes):
        with found.file as plain:
            found = kept(f"{name}.gz", mark, lambda: compressed(plain))
        mark = f"{mark}-gzip"
        headers["Content-Encoding"] = "gzip"
    elif "gzip" in takes:
        headers["Content-Encoding"] = "identity"  # or else a middleware would compress
    headers["Repr-Digest"] = repr_digest(found.sha256)
    return download(request, found.file, size=found.size, tag=f'"{mark}"', headers=headers)


def json_lines(moment, kind):
    """A record a line, each as its own address answers it."""
    return (answer(entry) + b"\n" for entry in entries(moment, kind))


def csv_file(moment, kind):
    return csv_lines.csv_lines(kind, (json.loads(answer(entry)) for entry in entries(moment, kind)))


def compressed(file):
    """A file as gzip: the same bytes for the same content."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    while piece := file.read(PIECE):
        yield packer.compress(piece)
    yield packer.flush()


PIECES = {"jsonl": json_lines, "csv": csv_file}
