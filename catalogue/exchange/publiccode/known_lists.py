"""What others keep lists of: the codes of Italian public bodies, and the addresses of sites whose
videos can be shown elsewhere.

`lists/video_addresses.txt` are the patterns of the registry of oEmbed providers: the package
`oembed-providers` 1.0.20260604 (MIT, © Cal Henderson). Codes of IndicePA come and go, so that a
list of ours would refuse new bodies: only how they are written is looked at.
"""

import re
from functools import lru_cache
from pathlib import Path

VIDEO_ADDRESSES = Path(__file__).parent / "lists" / "video_addresses.txt"


#: Letters and digits with one underscore at most, and no longer than the longest of 2026; one body
#: has two.
ITALIAN_BODY = re.compile(r"(?=.{1,16}$)[a-z0-9]+(?:_[a-z0-9]*)?|ac_v_ao", re.IGNORECASE)


def is_italian_body(code):
    """Whether it is written as a code of IndicePA is. Whether there is such a body is not said."""
    return bool(ITALIAN_BODY.fullmatch(code))


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
def _video_patterns():
    lines = VIDEO_ADDRESSES.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(each.split("*")) for each in lines)
