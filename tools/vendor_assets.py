# ruff: noqa: INP001  a script, not a package
"""Fetch the fonts, icons and form styles that the site carries again, from their npm packages.

Needs npm on the path, and `pip install fonttools brotli`; then `python tools/vendor_assets.py`.
It rewrites static/vendor/ and static/img/icons.svg. What it wrote is committed: nobody needs it
to run the site.
"""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static"
VENDOR = STATIC / "vendor"

PACKAGES = {
    "govuk-frontend": "6.6.0",
    "lucide-static": "1.62.0",
    "@fontsource-variable/atkinson-hyperlegible-next": "5.3.0",
    "@fontsource-variable/besley": "5.3.0",
    "sass": "^1.90",
}

# Weights are cut to what the tokens use; latin-ext keeps the alphabets of Europe (Łódź, Ștefan).
FONTS = {"atkinson-hyperlegible-next": (400, 700), "besley": (600, 800)}
LATIN_EXTENDED = "100-17F,218-21B,1E9E"
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "case", "zero"]

# fmt: off
ICONS = (
    "arrow-left", "arrow-right", "arrow-up-right", "banknote", "book-open", "building-2",
    "calendar", "check", "chevron-down", "chevron-right", "circle-help", "code-xml", "download",
    "file-text", "graduation-cap", "handshake", "heart-pulse", "info", "landmark", "layers",
    "life-buoy", "link", "map-pin", "message-circle", "newspaper", "package", "printer",
    "repeat-2", "rss", "scale", "search", "shield-check", "sliders-horizontal",
    "triangle-alert", "users", "x",
)
# fmt: on
STROKES = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)


def install(work: Path) -> Path:
    (work / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--silent"]
    subprocess.run(command, cwd=work, check=True)
    return work / "node_modules"


def fresh_folder(modules: Path, package: str, name: str) -> Path:
    """An empty folder under static/vendor/ that already holds the package's licence and version."""
    folder = VENDOR / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = modules / package
    licence = source / "LICENSE"
    if (
        not licence.exists()
    ):  # the package names MIT but carries no text: we keep it beside this script
        licence = HERE / f"{name}-LICENSE.txt"
    shutil.copyfile(licence, folder / "LICENSE.txt")
    version = json.loads((source / "package.json").read_text())["version"]
    (folder / "VERSION").write_text(f"{package} {version}\n")
    return folder


def vendor_forms(modules: Path) -> None:
    folder = fresh_folder(modules, "govuk-frontend", "govuk-frontend")
    entry = str(HERE / "vendor_govuk.scss")
    command = ["npx", "sass", "--no-source-map", f"--load-path={modules}", entry]
    css = subprocess.run(
        command, cwd=modules.parent, check=True, capture_output=True, text=True
    ).stdout
    # Each component repeats its custom properties on :root; ours stand in static/css/components/.
    css = re.sub(r"\s*:root\s*\{[^}]*\}", "", css)
    css = re.sub(r"\s*@media print\s*\{\s*\}", "", css)
    (folder / "govuk-frontend.css").write_text(css)


def vendor_font(modules: Path, name: str) -> None:
    package = f"@fontsource-variable/{name}"
    folder = fresh_folder(modules, package, name)
    for script in ("latin", "latin-ext"):
        font = TTFont(modules / package / "files" / f"{name}-{script}-wght-normal.woff2")
        font = instancer.instantiateVariableFont(font, {"wght": FONTS[name]})
        with tempfile.TemporaryFile() as plain:  # the subsetter trips on a font half changed
            font.flavor = None
            font.save(plain)
            plain.seek(0)
            font = TTFont(plain)
            every_letter, extended = font.getBestCmap(), subset.parse_unicodes(LATIN_EXTENDED)
            cut = subset.Subsetter(subset.Options(layout_features=FEATURES, hinting=False))
            cut.populate(unicodes=every_letter if script == "latin" else extended)
            cut.subset(font)
            font.flavor = "woff2"
            font.save(folder / f"{name}-{script}.woff2")


def draw_icons(modules: Path) -> None:
    """One sprite: the icons of Lucide, then our own marks for status, coverage and confidence."""
    fresh_folder(modules, "lucide-static", "lucide")
    symbols = []
    for name in ICONS:
        drawing = (modules / "lucide-static" / "icons" / f"{name}.svg").read_text()
        inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL).group(1)
        inside = re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>")
        symbols.append(f'<symbol id="{name}" {STROKES}>{inside}</symbol>')
    ours = re.findall(r"<symbol.*?</symbol>", (HERE / "marks.svg").read_text(), re.DOTALL)
    marks = [re.sub(r"\s*\n\s*", "", mark) for mark in ours]
    opening = '<svg xmlns="http://www.w3.org/2000/svg">'
    credit = (
        "<!-- Icons of Lucide, ISC licence: ../vendor/lucide/LICENSE.txt; then marks of ours. -->"
    )
    sprite = "\n".join([opening, credit, *symbols, *marks, "</svg>", ""])
    (STATIC / "img" / "icons.svg").write_text(sprite)


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        modules = install(Path(work))
        vendor_forms(modules)
        for name in FONTS:
            vendor_font(modules, name)
        draw_icons(modules)


if __name__ == "__main__":
    main()
