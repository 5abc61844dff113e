# ruff: noqa: INP001  a script, not a package
"""Compute the contrast of every pair of colours that the site uses, in both themes.

Prints the table of docs/design.md and fails when a pair falls short: `python tools/contrast.py`.
"""

import re
import sys
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css"
TEXT, MARK = 4.5, 3.0

GROUNDS = ("paper", "surface", "sunken")
WORDS = ("ink", "ink-soft", "civic", "visited", "good", "begun", "caution", "bad")
TINTS = ("good", "begun", "caution", "bad", "civic")

PAIRS = [
    *((word, ground, TEXT) for word in WORDS for ground in GROUNDS),
    *((word, f"{word}-tint", TEXT) for word in TINTS),
    *((ink, f"{word}-tint", TEXT) for ink in ("ink", "ink-soft") for word in TINTS),
    ("visited", "civic-tint", TEXT),
    ("on-enamel", "enamel", TEXT),
    ("on-enamel-soft", "enamel", TEXT),
    ("on-enamel", "enamel-deep", TEXT),
    ("on-mimosa", "mimosa", TEXT),
    ("mimosa", "enamel", MARK),
    ("mimosa", "enamel-deep", MARK),
    *(("line-strong", ground, MARK) for ground in GROUNDS),
    *(("focus", ground, MARK) for ground in GROUNDS),
]


def tokens():
    """Each colour token's pair of hexadecimal values, light then dark."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS.read_text())
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def main():
    colours = tokens()
    print("| What is drawn | On | Light | Dark | Needed |")
    print("|---|---|---|---|---|")
    short = 0
    for drawn, ground, needed in PAIRS:
        light, dark = (contrast(colours[drawn][theme], colours[ground][theme]) for theme in (0, 1))
        short += min(light, dark) < needed
        print(f"| {drawn} | {ground} | {light:.1f} | {dark:.1f} | {needed:g} |")
    return short


if __name__ == "__main__":
    sys.exit(main())
