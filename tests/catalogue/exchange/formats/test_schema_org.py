"""Tools and open data in the words of schema.org."""

import json

import pytest
from django.utils.timezone import now

from catalogue.exchange.formats.schema_org import data_catalog, document, software_application, told
from catalogue.models import Tool
from tests.factories import OrganisationFactory, ToolFactory
from tests.factories.outside_catalogue import OutsideCatalogueFactory, ValueOriginFactory

pytestmark = pytest.mark.django_db


def make(**facts):
    facts = {
        "slug": "gimp",
        "name": "GIMP",
        "summary": {"fr": "Images.", "en": "Pictures."},
    } | facts
    return Tool.objects.get(pk=ToolFactory(**facts).pk)


def test_page_tells_its_reader_s_language():
    thing = software_application(make(), "en")

    assert thing["description"] == "Pictures."
    assert thing["url"].endswith("/en/tools/gimp/")


def test_file_tells_every_language():
    thing = software_application(make(summary={"fr": "Images.", "de": "Bilder."}))

    assert thing["description"] == [
        {"@language": "de", "@value": "Bilder."},
        {"@language": "fr", "@value": "Images."},
    ]
    assert [address.rpartition("/tools/")[0][-2:] for address in thing["url"]] == ["fr", "en"]


def test_platforms_are_called_as_the_reader_calls_them():
    tool = make(platforms=["web", "linux"])

    assert software_application(tool, "en")["operatingSystem"] == "Web browser, Linux"
    assert {each["@language"] for each in software_application(tool)["operatingSystem"]} == {
        "en",
        "fr",
    }


def test_tool_has_one_name_for_machines_in_every_language():
    tool = make()

    names = {software_application(tool, language)["@id"] for language in ("fr", "en", None)}

    assert len(names) == 1
    assert names.pop().endswith("/api/v1/tools/gimp/")


@pytest.mark.parametrize(("published_at", "told_of"), [(None, False), (now(), True)])
def test_steward_that_visitors_may_not_see_is_not_told(published_at, told_of):
    steward = OrganisationFactory(name="The GNOME project", published_at=published_at)

    words = json.dumps(document(software_application(make(steward=steward))))

    assert ("GNOME" in words) == told_of


def test_licence_of_the_software_is_not_that_of_the_data():
    thing = software_application(make(licensed=True), "en")

    assert thing["license"].startswith("https://spdx.org/licenses/")
    assert "https://creativecommons.org/licenses/by/4.0/" in thing["sdLicense"]


def test_what_is_not_known_is_left_out():
    thing = document(
        software_application(make(wikidata="", download="", latest_release_version=""))
    )

    assert {"downloadUrl", "softwareVersion", "offers", "license"}.isdisjoint(thing)
    assert thing["@context"] == "https://schema.org"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [({"de": "eins", "fr": "un"}, "un"), ({"de": "eins"}, "eins"), ({}, "")],
    ids=["the site's", "any", "none"],
)
def test_language_that_stands_in(texts, expected):
    assert told(texts, "en") == expected


@pytest.mark.parametrize("language", ["fr", "en"])
def test_open_data_are_told_as_search_engines_ask(language):
    """What Google's data set search wants of each: a name, 50 to 5,000 signs of description."""
    catalogue = data_catalog(language)

    assert len(catalogue["dataset"]) == 12
    for data in catalogue["dataset"]:
        assert data["name"]
        assert 50 <= len(data["description"]) <= 5000
        assert {"license", "creator", "distribution", "keywords", "url"} <= data.keys()


def test_catalogues_whose_values_it_gives_are_named_with_their_licences():
    tool = make(website="https://gimp.example.org/", community="https://forum.example.org/")
    volunteers = OutsideCatalogueFactory(
        title="awesome-selfhosted", home="https://list.example.org/", licence="CC-BY-SA-3.0"
    )
    for field in ("summary.en", "summary.fr", "website", "community"):
        ValueOriginFactory(row=tool, field=field, catalogue=volunteers)

    thing = document(software_application(tool))

    assert thing["subjectOf"] == {
        "@type": "CreativeWork",
        "isBasedOn": [
            {
                "@type": "Dataset",
                "name": "awesome-selfhosted",
                "url": "https://list.example.org/",
                "license": "https://spdx.org/licenses/CC-BY-SA-3.0.html",
                "variableMeasured": ["description", "sameAs"],
            }
        ],
    }


def test_what_is_all_ours_is_based_on_nobody():
    assert "subjectOf" not in document(software_application(make()))
