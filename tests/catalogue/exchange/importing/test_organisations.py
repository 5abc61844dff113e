"""Providers that other catalogues name: joined to ours by name and site, or new, or waiting."""

import pytest

from catalogue.actions.attribution import acting
from catalogue.models import Organisation
from tests.catalogue.exchange.importing.given import (
    bring,
    comptoir,
    counted,
    everything,
    record,
)
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

ENTRY = {"id": 1, "name": "Datelune"}
PROVIDER = {
    "id": 7,
    "name": "Libre Expert",
    "type": "Company",
    "external_resources": {"website": "https://www.expert.example/"},
}


def serving(folder, *providers):
    return comptoir(folder, {**ENTRY, "providers": [{**PROVIDER, **each} for each in providers]})


def test_a_provider_is_a_draft(shelves, tmp_path):
    report = bring("comptoir-du-libre", serving(tmp_path, {}))

    made = Organisation.objects.get()
    assert (made.name, made.kind, made.website) == (
        "Libre Expert",
        "company",
        "https://www.expert.example/",
    )
    assert (made.published_at, made.citations.get().source.slug) == (None, "comptoir-du-libre")
    assert counted(report, "organisation") == {"created": 1}


def test_a_provider_of_ours_is_known_and_filled(shelves, tmp_path):
    ours = OrganisationFactory(name="Libre-Expert", kind="association")

    bring("comptoir-du-libre", serving(tmp_path, {}))

    ours.refresh_from_db()
    assert (Organisation.objects.get(), ours.kind) == (ours, "association")
    assert ours.website == "https://www.expert.example/"


def test_a_provider_with_the_site_of_another_waits(shelves, tmp_path):
    OrganisationFactory(slug="other", name="Other", website="https://expert.example")

    bring("comptoir-du-libre", serving(tmp_path, {}))

    assert Organisation.objects.count() == 1
    assert (record("Libre Expert").standing, record("Libre Expert").candidates) == (
        "waiting",
        ["other"],
    )


def test_a_provider_of_no_kind_waits(shelves, tmp_path):
    bring("comptoir-du-libre", serving(tmp_path, {"type": "?"}))

    assert not Organisation.objects.exists()
    assert record("Libre Expert").standing == "waiting"


def test_a_provider_written_twice_is_one(shelves, tmp_path):
    path = serving(tmp_path, {}, {"id": 8, "name": "LIBRE EXPERT"})
    bring("comptoir-du-libre", path)
    before = everything()

    bring("comptoir-du-libre", path)

    assert Organisation.objects.count() == 1
    assert everything() == before


def test_a_provider_that_an_editor_deleted_stays_deleted(shelves, tmp_path):
    path = serving(tmp_path, {})
    bring("comptoir-du-libre", path)
    with acting("Bob"):
        Organisation.objects.get().delete()

    bring("comptoir-du-libre", path)
    bring("comptoir-du-libre", path)

    assert not Organisation.objects.exists()
    assert record("Libre Expert").standing == "aside"
