"""Files as answers: whole or from a place in the middle (RFC 9110, section 14), with a checksum
(RFC 9530), to readers of any pace.
"""

import base64
import re
import threading
from contextlib import contextmanager

from django.http import HttpResponseNotModified, StreamingHttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext as _

from api.errors import RETRY_AFTER, problem
from api.reading import ReadView, matches

#: How much of a file is in memory at a time; a file no longer than that is handed over at once.
PIECE = 1024 * 1024
#: Files of more things than that take a while to make.
LONG = 2000
#: Making a long file, and sending it, holds a thread of the server for a while: never all threads.
SLOTS = threading.BoundedSemaphore(2)
RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)
LICENCES = [
    {
        "name": "Licence Ouverte 2.0",
        "spdx": "etalab-2.0",
        "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    },
    {
        "name": "Creative Commons Attribution 4.0",
        "spdx": "CC-BY-4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    },
]


class Busy(Exception):
    """As many threads as may be are at work on long files."""


@contextmanager
def a_slot(*, needed):
    """One of the few threads for long files; raises Busy when none is left."""
    if not needed:
        yield
        return
    if not SLOTS.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        SLOTS.release()


class DownloadView(ReadView):
    """Answers files under the licences of the data, to web pages of other sites too."""

    throttle_scope = "export"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code < 400:
            response["Link"] = ", ".join(f'<{each["url"]}>; rel="license"' for each in LICENCES)
        response["Access-Control-Expose-Headers"] += (
            ", Accept-Ranges, Content-Disposition, Content-Range, Repr-Digest"
        )
        return response

    def _explained(self, exception, request):
        if not isinstance(exception, Busy):
            return super()._explained(exception, request)
        said = _("Many are downloading right now: please try again in a few seconds.")
        response = problem("unavailable", 503, said)
        response["Retry-After"] = str(RETRY_AFTER)
        # Not a fault: the log of errors is for those.
        log_response("%s", said, response=response, request=request, level="warning")
        return response

    def options(self, request, *args, **kwargs):
        response = super().options(request, *args, **kwargs)
        response["Access-Control-Allow-Headers"] += ", If-Range, Range"
        return response


class Part:
    """The bytes of an open file from one place to another, a piece at a time."""

    def __init__(self, file, start, length, *, slot):
        self.file, self.left, self.slot = file, length, slot
        file.seek(start)

    def __iter__(self):
        while self.left and (piece := self.file.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self):
        self.file.close()
        if self.slot:
            self.slot = False
            SLOTS.release()

    __del__ = close


def download(request, file, *, size, tag, headers):
    """A file as a GET or a HEAD asks for it: whole, a range, or not changed. Closes it once sent.
    Raises Busy.
    """
    headers = {**headers, "ETag": tag}
    if answer := unchanged(request, tag):
        return _without_file(file, answer)
    start, end, status = 0, size, 200
    if not tag.startswith("W/"):
        # A proxy on the way that transforms would break the checksum.
        headers |= {"Accept-Ranges": "bytes", "Cache-Control": "no-transform"}
        if asked := range_of(request, tag, size):
            start, end = asked
            if start >= size:
                return _without_file(file, _outside(size))
            status = 206
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    headers["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return _without_file(file, StreamingHttpResponse((), headers=headers))
    slot = end - start > PIECE
    if slot and not SLOTS.acquire(blocking=False):
        file.close()
        raise Busy
    part = Part(file, start, end - start, slot=slot)
    return StreamingHttpResponse(part, status=status, headers=headers)


def unchanged(request, tag):
    """The answer to who has that content already, or None."""
    if matches(request.headers.get("If-None-Match", ""), tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    return None


def range_of(request, tag, size):
    """`(start, end)` of the one range that is asked for, or None: a range of another content, more
    than one and nonsense are answered with the whole.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.method != "GET" or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = asked.groups()
    if not first:
        return (max(0, size - int(last)) if int(last) else size, size) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


def repr_digest(sha256):
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def _without_file(file, response):
    file.close()
    return response


def _outside(size):
    response = problem("bad-request", 416, _("This file has %(size)d bytes.") % {"size": size})
    response["Content-Range"] = f"bytes */{size}"
    return response
