"""In which coding a reader takes an answer, and what is compressed for them."""

import gzip
import re

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

#: How much a reader would like a coding, in `Accept-Encoding` (RFC 9110, section 12.4.2).
WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)
#: Of answers to machines: half the time of Django's level, for a tenth more bytes.
QUICKLY = 3
#: Bytes that are not worth it.
SHORT = 200


class TakenEncodings:
    """Leaves in `Accept-Encoding` only what the reader takes: whoever compresses looks for a word
    there, and would find the one in `gzip;q=0`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if header := request.META.get("HTTP_ACCEPT_ENCODING"):
            request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(taken(header))
        return self.get_response(request)


def taken(header):
    """The codings that a reader takes at least as gladly as plain bytes."""
    weights = {}
    for each in header.lower().split(","):
        name, _semicolon, weight = each.partition(";")
        found = WEIGHT.fullmatch(weight)
        # Nothing said is 1, nonsense is 0.
        weights[name.strip()] = float(found[1]) if found else float(not weight)
    plain = weights.pop("identity", 0)
    return [name for name, weight in weights.items() if name and weight and weight >= plain]


class Compression(GZipMiddleware):
    """Pages are compressed as Django does it, to a length from which no secret in them is guessed.
    What machines read holds none and is long: that is done quickly.
    """

    def process_response(self, request, response):
        if response.streaming or not request.path.startswith(settings.MACHINE_PATHS):
            return super().process_response(request, response)
        if len(response.content) < SHORT or "Content-Encoding" in response:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            _pack(response)
        return response


def _pack(response):
    packed = gzip.compress(response.content, QUICKLY, mtime=0)
    if len(packed) >= len(response.content):
        return
    response.content = packed
    response["Content-Length"] = str(len(packed))
    response["Content-Encoding"] = "gzip"
    if response.get("ETag", "").startswith('"'):
        response["ETag"] = f"W/{response['ETag']}"
