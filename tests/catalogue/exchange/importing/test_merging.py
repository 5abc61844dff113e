"""The real catalogues of others, side by side in the curated one: all in, and twice is once.

How long each takes is printed, for whoever reads it (`-s`).
"""

import time
import tomllib

import pytest
from django.conf import settings

from catalogue.exchange.formats import publiccode_told
from catalogue.exchange.importing.tools import FIELDS
from catalogue.exchange.told import Told
from catalogue.models import Adoption, Licence, OutsideRecord, Tool
from tests.catalogue.exchange.importing.given import bring, changed_something, everything, searched
from tests.factories import LicenceFactory

REAL = settings.BASE_DIR.parent / "shared" / "data"
SOURCES = {
    "places": "cities/fr_communes.csv",
    "sill": "sill/sill-api-history/sill-softwares.json",
    "comptoir-du-libre": "comptoir/comptoir-du-libre_export_v1.sample.json",
    "open-catalog": "developers-italia/api-responses/developers_italia_page1.json",
    "awesome-selfhosted": "awesome-selfhosted",
}
#: Successive versions of real publiccode.yml files.
REVISIONS = sorted(path for path in (REAL / "publiccode/revisions").glob("*") if path.is_dir())
#: What a row keeps when its file no longer says it: a tool is never without them.
NEEDED = {"name", "summary"}
CURATED = tomllib.loads((settings.BASE_DIR / "fixtures" / "licences.toml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the files of others are not here")


def bring_all():
    reports = {}
    for form, where in SOURCES.items():
        began = time.monotonic()
        reports[form] = bring(form, REAL / where, publishes=form != "places")
        took = time.monotonic() - began
        print(f"{form}: {took:.1f} s, {reports[form].as_counts()}")  # noqa: T201
    return reports


@pytest.fixture
def judged():
    """What an editor had set before: no import may write over it."""
    return dict(Tool.objects.exclude(website="").values_list("pk", "website"))


def test_the_real_catalogues_come_in_side_by_side_and_twice_is_once(catalogue, judged):
    first = bring_all()
    before = everything(), searched()

    second = bring_all()

    for model, rows in everything().items():
        assert rows == before[0][model], model
    assert searched() == before[1]
    assert not any(changed_something(report) for report in second.values())
    for form, report in second.items():
        new = [line for line in report.lines if line.outcome not in ("refused", "warned")]
        assert new == [], form
        assert changed_something(first[form]), form
    assert dict(Tool.objects.filter(pk__in=judged).values_list("pk", "website")) == judged
    claimed = OutsideRecord.objects.filter(noun="adoption", values__claim=True)
    made = Adoption.objects.filter(pk__in=claimed.values("object_id"))
    assert made.exists()
    assert not made.filter(status="unconfirmed").proven().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("folder", REVISIONS, ids=lambda folder: folder.name)
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
