"""The examples of the pages about the API: real programs of docs/examples, which a test runs."""

from functools import lru_cache

from django.conf import settings

FOLDER = settings.BASE_DIR / "docs" / "examples"
#: What the files say instead of the address of a site.
SITE = "https://communal.example"


@lru_cache(maxsize=1)
def _files():
    return {
        path.name: path.read_text(encoding="utf-8").strip()
        for path in sorted(FOLDER.iterdir())
        if path.suffix in (".sh", ".py")
    }


def example(name):
    """An example as a reader of this site copies it."""
    return _files()[name].replace(SITE, settings.SITE_URL)


def examples():
    return {name: example(name) for name in _files()}
