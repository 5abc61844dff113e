"""Every noun as one file, of one moment, for whoever wants all of it: what there is, the files,
their checksums.
"""

import re

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from api.lists import refuse_strangers
from api.records import as_json
from api.v1.csv_lines import separator_of
from api.v1.downloads import (
    LICENCES,
    LONG,
    PIECE,
    DownloadView,
    a_slot,
    download,
    repr_digest,
    unchanged,
)
from api.v1.export_files import FILES, TYPES, compressed, fits, mark_of, opened
from api.v1.kept_files import kept
from api.v1.ods_sheets import TooManyRows
from api.v1.schema.about import MIRROR
from api.v1.schema.described import BINARY, Described
from api.v1.schema.names import GO_ON, schema
from api.v1.schema.parameters import separator_parameter
from api.v1.snapshot import contents, snapshot
from catalogue.choices import Kind
from catalogue.search.changes import end_of_feed

SUM = ".sha256"
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
            files = [
                _listed(moment, file, held[file.kind])
                for file in FILES.values()
                if fits(file, held[file.kind])
            ]
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
            links=GO_ON,
            headers=("Link",),
        )


class ExportFile(DownloadView):
    """All things of a noun as of one moment, or the checksum of that file."""

    def answer(self, request, name):
        file = _asked(request, name.removesuffix(SUM))
        with snapshot() as moment:
            held = contents(moment, [file.kind])[file.kind]
            if not fits(file, held):
                raise NotFound(str(TooManyRows()))
            mark = mark_of(file, held)
            tag = f'"{mark}-gzip"' if _takes_gzip(request) else f'"{mark}"'
            if not name.endswith(SUM) and (answer := unchanged(request, tag)):
                return answer
            with a_slot(needed=held.count > LONG):
                found = opened(moment, file, mark)
        if name.endswith(SUM):
            found.file.close()
            return HttpResponse(f"{found.sha256}  {file.name}\n", content_type="text/plain")
        return _sent(request, file, mark, tag, found)

    def described(self):
        names = [*FILES, *(f"{name}{SUM}" for name in FILES)]
        return Described(
            operation="downloadExport",
            summary="Download everything of one noun",
            description=(
                "A record a line as JSON, a row a line as CSV, or a spreadsheet; with `.sha256` at "
                "its end, the checksum of that file. A download that broke off goes on with "
                "`Range`. A CSV of semicolons is a file of its own, with its own name, ETag and "
                "checksum."
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
                separator_parameter(" Other files have none."),
            ),
            headers=("AcceptRanges", "ContentDisposition", "ReprDigest", "Link"),
            ranged=True,
            content_type="application/jsonl",
            also={
                "text/csv": {"type": "string"},
                TYPES["ods"]: BINARY,
                "text/plain": {"type": "string"},
            },
        )


def _asked(request, name):
    """The file that a request is for. Raises NotFound or BadQuestion."""
    if name not in FILES:
        raise NotFound(
            _("There is no such file; there are %(files)s.") % {"files": ", ".join(FILES)}
        )
    refuse_strangers(request.GET, ["separator"])
    separator, file = separator_of(request.GET), FILES[name]
    # The others have none, and are the same whatever is asked for.
    return file._replace(separator=separator) if file.ending == "csv" else file


def _listed(moment, file, held):
    """A file in the list of all. Those of long nouns are not made for that."""
    mark = mark_of(file, held)
    found = kept(file.name, mark, None) if held.count > LONG else opened(moment, file, mark)
    size, sha256 = (found.size, found.sha256) if found else (None, None)
    if found:
        found.file.close()
    return {
        "noun": file.kind.noun,
        "format": file.ending,
        "url": f"{settings.SITE_URL}/api/v1/exports/{file.name}",
        "type": TYPES[file.ending],
        "count": held.count,
        "bytes": size,
        "sha256": sha256,
        "etag": f'"{mark}"',
    }


def _sent(request, file, mark, tag, found):
    """The answer to whoever asks for a file: compressed, with a tag and a checksum of its own,
    where the reader takes that.
    """
    headers = {
        "Content-Type": TYPES[file.ending],
        "Content-Disposition": f'attachment; filename="{file.name}"',
    }
    if _takes_gzip(request):
        with found.file as plain, a_slot(needed=found.size > PIECE):
            found = compressed(file, mark, plain)
        headers["Content-Encoding"] = "gzip"
    elif "gzip" in _encodings(request):
        headers["Content-Encoding"] = "identity"  # or else a middleware would compress
    headers["Repr-Digest"] = repr_digest(found.sha256)
    return download(request, found.file, size=found.size, tag=tag, headers=headers)


def _takes_gzip(request):
    return "gzip" in _encodings(request) and not NO_GZIP.search(_encodings(request))


def _encodings(request):
    return request.headers.get("Accept-Encoding", "")
