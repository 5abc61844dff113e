"""Under which name a catalogue is kept, and that one is never taken for another."""

import pytest

from catalogue.errors import CatalogueError
from catalogue.exchange.importing.catalogues import KNOWN, catalogue_of
from catalogue.exchange.readers import formats
from catalogue.models import OutsideCatalogue, OutsideRecord
from tests.catalogue.exchange.importing.given import bring, selfhosted, sill, table

pytestmark = pytest.mark.django_db

FORMATS = formats()
ENTRY = {"id": 1, "name": "Datelune"}


def test_every_format_has_its_place_in_the_order_of_trust():
    assert KNOWN.keys() == FORMATS.keys()
    assert len({known.trust for known in KNOWN.values()}) == len(KNOWN)


@pytest.mark.parametrize(
    ("form", "where", "slug"),
    [
        ("sill", "/data/sill.json", "sill"),
        ("sill", "https://code.example/sill.json", "sill"),
        ("open-catalog", "https://api.developers.example/v1/software", "api-developers-example"),
        ("open-catalog", "/data/page.json", "open-catalog"),
    ],
    ids=["file", "address", "pages", "page"],
)
def test_a_catalogue_is_named_after_its_format_or_its_host(form, where, slug):
    assert catalogue_of(FORMATS[form], where).slug == slug


def test_two_sheets_under_names_of_their_own_are_two_catalogues(shelves, tmp_path):
    row = {"city": "Lunéville", "tool": "Datelune", "status": "pilot"}

    for name in ("luneville", "nancy"):
        bring("adoptions", table(tmp_path, row), name=name)

    assert sorted(OutsideCatalogue.objects.values_list("slug", "format")) == [
        ("luneville", "adoptions"),
        ("nancy", "adoptions"),
    ]


@pytest.mark.parametrize("name", ["Ma ville", "x" * 61, "é", "a/b"], ids=str)
def test_a_name_that_is_none_is_refused(shelves, tmp_path, name):
    with pytest.raises(CatalogueError, match=name):
        bring("sill", sill(tmp_path, ENTRY), name=name)

    assert not OutsideCatalogue.objects.exists()


def test_the_name_of_a_catalogue_of_another_format_is_refused(shelves, tmp_path):
    bring("sill", sill(tmp_path, ENTRY))

    with pytest.raises(CatalogueError, match="sill"):
        bring("awesome-selfhosted", selfhosted(tmp_path, one={}), name="sill")

    assert OutsideRecord.objects.get().vanished_at is None


def test_a_catalogue_that_a_mirror_only_named_is_read_under_its_name():
    named = OutsideCatalogue.objects.create(slug="sill", title="SILL")

    read = catalogue_of(FORMATS["sill"], "sill.json")

    assert (read.pk, read.title, read.format) == (named.pk, "SILL", "sill")
    assert read.home.startswith("https://")


def test_what_an_editor_changed_of_a_catalogue_stays(shelves, tmp_path):
    path = sill(tmp_path, ENTRY)
    bring("sill", path)
    OutsideCatalogue.objects.update(title="Le SILL", trust=5, licence="CC-BY-4.0")

    bring("sill", path)

    kept = OutsideCatalogue.objects.get()
    assert (kept.title, kept.trust, kept.licence) == ("Le SILL", 5, "CC-BY-4.0")
