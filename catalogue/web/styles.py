"""One style sheet out of many small ones: pages load `css/communal.css`, people edit one file a
component.

Every file names its layer, so the order of the parts does not matter, but `layers.css` comes first:
it declares the order of the layers.
"""

import os

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/communal.css"


def parts():
    """The files that make up the sheet, in a fixed order."""
    root = settings.BASE_DIR / "static"
    own = root / "css"
    first = own / "layers.css"
    vendored = sorted((root / "vendor").rglob("*.css"))
    return [first, *vendored, *(path for path in sorted(own.rglob("*.css")) if path != first)]


def built():
    """The folder that holds the sheet, made again when one of its parts has changed."""
    folder = settings.BUILT_DIR
    sheet = folder / NAME
    sources = parts()
    newest = max(path.stat().st_mtime for path in (*sources, settings.BASE_DIR / "static" / "css"))
    if not sheet.exists() or sheet.stat().st_mtime < newest or _count(sheet) != len(sources):
        sheet.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(path.read_text(encoding="utf-8").strip() + "\n" for path in sources)
        draft = sheet.with_suffix(f".{os.getpid()}.part")
        draft.write_text(f"/* {len(sources)} sheets */\n{text}", encoding="utf-8")
        draft.replace(sheet)
    return folder


def _count(sheet):
    with sheet.open(encoding="utf-8") as lines:
        words = lines.readline().split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


class StyleSheetFinder(BaseFinder):
    """Lets the development server and `collectstatic` find the sheet like any other file."""

    def find(self, path, find_all=False, **kwargs):  # noqa: FBT002  Django's signature
        found = str(built() / NAME) if path == NAME else []
        return [found] if find_all and found else found

    def list(self, ignore_patterns):
        yield NAME, FileSystemStorage(location=built())
