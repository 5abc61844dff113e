"""Two lists that others keep, as they were in 2026: the codes of Italian public bodies, and the
addresses of sites whose videos can be shown elsewhere.

`italian_bodies.txt` is the vocabulary of the publiccode.yml project, made from IndicePA (CC0-1.0).
`video_addresses.txt` are the patterns of the registry of oEmbed providers, oembed.com (MIT).
"""

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lists"


def is_italian_body(code):
    return code.lower() in _italian_bodies()


def is_video(address):
    """Whether it fits one of the patterns, in which a star stands for anything."""
    return any(_fits(address, pattern) for pattern in _video_patterns())


def _fits(address, pattern):
    """In one pass. A regular expression of so many stars takes minutes on what is made for it."""
    first, *others = pattern
    if not address.startswith(first):
        return False
    place = len(first)
    for part in others[:-1]:
        place = address.find(part, place)
        if place < 0:
            return False
        place += len(part)
    if not others:
        return place == len(address)
    return address.endswith(others[-1]) and place + len(others[-1]) <= len(address)


@lru_cache(maxsize=1)
def _italian_bodies():
    return frozenset(each.lower() for each in _lines("italian_bodies.txt"))


@lru_cache(maxsize=1)
def _video_patterns():
    return tuple(tuple(each.split("*")) for each in _lines("video_addresses.txt"))


def _lines(name):
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()
