"""Every licence that the catalogue takes for a free one is known as such, and what others give
away under one is not turned back for its licence.
"""

import re
import tomllib

import pytest
from django.conf import settings

from catalogue.exchange import readers
from catalogue.exchange.licences import read_licence
from catalogue.exchange.told import Told
from catalogue.models import Licence
from tests.factories.tool import ToolFactory

REAL = settings.BASE_DIR.parent / "shared" / "data"
CURATED = tomllib.loads((settings.BASE_DIR / "fixtures/licences.toml").read_text("utf-8"))
SPELT = [licence["spdx"] for licence in CURATED["licence"]]
FILES = [
    ("sill", "sill/disic/sill-2020.csv"),
    ("sill", "sill/sill-api-history/sill.csv"),
    ("sill", "sill/sill-api-history/data_softwares_softwares.csv"),
    ("sill", "sill/sill-api-history/sill-softwares.json"),
    ("sill", "sill/sill-2022-05/sill.json"),
    ("sill", "sill/sill-data-template/software.json"),
    ("comptoir-du-libre", "comptoir/comptoir-du-libre_export_v1.sample.json"),
    ("awesome-selfhosted", "awesome-selfhosted"),
    ("open-catalog", "developers-italia/api-responses/developers_italia_page1.json"),
    ("publiccode", "publiccode/real"),
]
#: Free for something else than software, or on neither list.
NOT_FOR_SOFTWARE = {
    "CC-BY-SA-4.0": "the FSF lists it for works that are not software",
    "etalab-2.0": "it is for data",
    "Sendmail": "neither the OSI nor the FSF lists it",
}


@pytest.mark.parametrize("spdx", SPELT)
def test_a_licence_is_written_as_spdx_writes_it_today(spdx):
    # An id that was given up leads to its new one, and no tool would be found under it.
    assert read_licence(spdx).spdx == spdx


def test_no_licence_stands_twice():
    assert len({spdx.lower() for spdx in SPELT}) == len(SPELT)


@pytest.mark.skipif(not REAL.exists(), reason="the files of other catalogues are not here")
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("name", "where"), FILES, ids=str)
def test_no_real_record_that_is_told_as_free_is_refused_for_its_licence(name, where):
    told = {
        each.values["licence"]
        for each in readers.read(readers.formats()[name], REAL / where)
        if isinstance(each, Told) and each.values.get("licence")
    }
    unlisted = {spdx for spdx in told if _ids(spdx) & NOT_FOR_SOFTWARE.keys()}

    for spdx in told - unlisted:
        assert ToolFactory(licence=spdx).licence == spdx
    for spdx in unlisted:
        assert not Licence.objects.filter(pk__in=_ids(spdx)).exists()


def _ids(expression):
    return set(re.findall(r"[\w.+-]+", expression)) - {"AND", "OR", "WITH"}
