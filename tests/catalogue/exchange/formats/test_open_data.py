"""What there is as open data: every noun, told in both languages."""

import pytest
from django.test import Client

from catalogue.choices import Kind
from catalogue.exchange.formats.open_data import data_sets, words
from catalogue.models import Change
from catalogue.search import reindex
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
LANGUAGES = {"fr", "en"}


def test_every_noun_is_a_set_of_data():
    assert [data.name for data in data_sets()] == [
        *(kind.noun for kind in Kind),
        "publiccode-labels",
    ]


def test_every_text_is_there_in_both_languages():
    for part in ("catalogue", "licence", "service", "formats"):
        for said in words()[part].values():
            assert said.keys() == LANGUAGES
    for data in data_sets():
        assert data.title.keys() == data.description.keys() == data.keywords.keys() == LANGUAGES
        assert data.title["fr"] != data.title["en"]


def test_french_is_set_as_french_is():
    for data in data_sets():
        french = f"{data.title['fr']} {data.description['fr']}"
        assert "'" not in french
        assert not any(f" {sign}" in french for sign in ";:!?")


def test_every_file_is_there_and_of_its_type(settings, tmp_path):
    settings.BUILT_DIR = tmp_path
    files = [file for data in data_sets() for file in data.files if "vendors" in file.address]
    files += next(data for data in data_sets() if data.name == "publiccode-labels").files

    for file in files:
        answer = Client().head(file.address.removeprefix(settings.SITE_URL))

        assert (answer.status_code, file.address) == (200, file.address)
        assert answer["Content-Type"].partition(";")[0] == file.type
        answer.close()


def test_every_page_is_there(client, settings):
    for data in data_sets():
        for language in LANGUAGES:
            place = data.page(language).removeprefix(settings.SITE_URL)
            assert (client.get(place).status_code, place) == (200, place)


def test_last_change_is_told_deletions_included(django_assert_num_queries):
    body = OrganisationFactory()
    reindex()
    body.delete()
    reindex()

    with django_assert_num_queries(1):
        found = {data.name: data.modified for data in data_sets()}

    assert found["organisations"] == Change.objects.get().at.date()
    assert found["tools"] is None
