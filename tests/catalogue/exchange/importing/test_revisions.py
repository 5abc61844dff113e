"""Successive versions of real publiccode.yml files, taken in one after the other: the tool follows
its file, and nothing else moves.
"""

import tomllib

import pytest
from django.conf import settings

from catalogue.exchange.formats import publiccode_told
from catalogue.exchange.importing.tools import FIELDS
from catalogue.exchange.told import Told
from catalogue.models import Licence, Tool
from tests.catalogue.exchange.importing.given import bring, everything
from tests.factories import LicenceFactory

REAL = settings.BASE_DIR.parent / "shared" / "data" / "publiccode" / "revisions"
FOLDERS = sorted(path for path in REAL.glob("*") if path.is_dir())
#: What a row keeps when its file no longer says it: a tool is never without them.
NEEDED = {"name", "summary"}
CURATED = tomllib.loads((settings.BASE_DIR / "fixtures" / "licences.toml").read_text("utf-8"))

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDERS, reason="the files of others are not here"),
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_tool_follows_its_file(folder, shelves):
    Licence.objects.all().delete()
    for licence in CURATED["licence"]:
        LicenceFactory(spdx=licence["spdx"])
    key = None
    for path in sorted(folder.glob("*.yml")):
        said = publiccode_told.tool(path.read_text(encoding="utf-8"))
        told = next((each for each in said if isinstance(each, Told)), None)
        if told is None or key not in (None, told.key):
            continue  # refused, or its code moved: then an editor decides
        key = told.key

        bring("publiccode", path)
        before = everything()
        bring("publiccode", path)

        tool = Tool.objects.get()
        assert {name: getattr(tool, name) for name in told.values if name in FIELDS} == {
            name: value for name, value in told.values.items() if name in FIELDS
        }
        gone = set(FIELDS) - NEEDED - told.values.keys() - {"licence"}
        assert not [name for name in gone if getattr(tool, name)]
        assert everything() == before
