"""Language tags by BCP 47: what is well-formed, and made of subtags that exist."""

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

TAG = re.compile(
    r"""(?P<language>[a-z]{2,3}) (?P<extended>(?:-[a-z]{3}){0,3})
    (?:-(?P<script>[a-z]{4}))? (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)* (?:-x(?:-[a-z0-9]{1,8})+)?""",
    re.VERBOSE | re.IGNORECASE,
)
PRIVATE = re.compile(r"x-[a-z0-9]{1,8}", re.IGNORECASE)
#: Registered as wholes before there were subtags (RFC 5646, section 2.2.8).
SPELT_WHOLES = (
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn "
    "i-tao i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn "
    "zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang"
)
WHOLES = frozenset(SPELT_WHOLES.split())


def is_language_tag(tag):
    """Of two codes of one language the shorter counts: `it`, and not `ita`."""
    if tag.lower() in WHOLES or PRIVATE.fullmatch(tag):
        return True
    match = TAG.fullmatch(tag)
    if not match:
        return False
    languages, scripts, regions, variants = _known()
    return (
        match["language"].lower() in languages
        and {each.lower() for each in match["extended"].split("-")[1:]} <= languages
        and (match["script"] or "").title() in scripts
        and (match["region"] or "").upper() in regions
        and {each.lower() for each in match["variants"].split("-")[1:]} <= variants
    )


@lru_cache(maxsize=1)
def _known():
    """Languages, scripts, regions and variants of the Unicode locale data; no script and no region
    are fine too.
    """
    english = Locale("en")
    names = (*get_global("likely_subtags"), *english.languages)
    return (
        frozenset(name.partition("_")[0] for name in names),
        frozenset({"", *english.scripts}),
        frozenset({"", "UK", *english.territories}),
        frozenset(variant.lower() for variant in english.variants),
    )
