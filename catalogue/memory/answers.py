"""The answers that this process keeps, each with the state of the catalogue that it tells of."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

#: Whoever asks for more than this is served, and nothing is kept of it.
LONGEST_ADDRESS = 500
#: What an answer costs besides its bytes: its headers, and its place.
AROUND = 2_000
#: Headers of the moment: they are not of the answer.
OF_THE_MOMENT = ("RateLimit", "RateLimit-Policy")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given, without what told only its reader something."""

    state: tuple
    content: bytes
    headers: dict
    given_again: object

    @classmethod
    def of(cls, response, state):
        headers = {name: value for name, value in response.items() if name not in OF_THE_MOMENT}
        return cls(state, response.content, headers, getattr(response, "given_again", None))

    def again(self, request):
        """The same answer to another request; None where whoever made it has something to say."""
        response = HttpResponse(self.content, headers=self.headers)
        return self.given_again(request, response) if self.given_again else response

    @property
    def size(self):
        return len(self.content) + AROUND


class Answers:
    """A bounded number of bytes of answers, those that were not asked for the longest going first.

    An answer is known by its address and by what it depends on besides: that is learnt from its
    `Vary`. What depends on something else than a reader's language and codings is not kept.
    """

    def __init__(self, most):
        self._answers = LRUCache(most, getsizeof=lambda kept: kept.size)
        self._varies = LRUCache(10_000)
        self._lock = Lock()

    def find(self, request, state):
        """The Kept of a request in this state, or None."""
        with self._lock:
            kept = self._answers.get(self._key(request))
        return kept if kept and kept.state == state else None

    def keep(self, request, response, state):
        varies = _varies(response)
        if not varies <= ASPECTS.keys():
            return
        kept = Kept.of(response, state)
        with self._lock:
            self._varies[request.path] = tuple(sorted(varies))
            if kept.size <= self._answers.maxsize:
                self._answers[self._key(request)] = kept

    def forget(self):
        with self._lock:
            self._answers.clear()

    def _key(self, request):
        varies = self._varies.get(request.path, ())
        return (request.get_full_path(), *(ASPECTS[name](request) for name in varies))


def _varies(response):
    return {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}


def _coding(request):
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")


def _language(request):
    return language_of(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(maxsize=1_000)
def language_of(header):
    """The first language of ours in an `Accept-Language`, as Django chooses it."""
    for code, _weight in parse_accept_lang_header(header):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


#: How an answer that varies with a header is told from its siblings. There is no cookie, see below.
ASPECTS = {
    "accept": lambda request: request.META.get("HTTP_ACCEPT", "")[:200],
    "accept-encoding": _coding,
    "accept-language": _language,
    "cookie": lambda request: None,
}
