"""Where the API begins."""

import pytest
from django.test import Client
from django.urls import resolve

pytestmark = pytest.mark.django_db
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", ["/api/", "/api/v1/"])
def test_browser_is_led_to_the_pages_in_its_language(address, language):
    reader = Client(headers={"Accept": BROWSER, "Accept-Language": language})

    answer = reader.get(address)

    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/api/"
    assert {"Accept", "Accept-Language"} <= {name.strip() for name in answer["Vary"].split(",")}


@pytest.mark.parametrize("accept", ["*/*", "application/json", None])
def test_program_is_told_every_address(settings, accept):
    headers = {"Accept": accept} if accept else {}

    answer = Client(headers=headers).get("/api/")

    [version] = answer.json()["versions"]
    said = {**version.pop("nouns"), **version}
    del said["version"]
    assert {"tools", "case-studies", "changes", "exports", "openapi"} <= said.keys()
    for address in (*said.values(), answer.json()["documentation"]):
        assert resolve(address.removeprefix(settings.SITE_URL))
    assert [each["spdx"] for each in answer.json()["licence"]] == ["etalab-2.0", "CC-BY-4.0"]


def test_addresses_told_answer(settings):
    [version] = Client().get("/api/").json()["versions"]

    assert {
        name: Client().get(address.removeprefix(settings.SITE_URL)).status_code
        for name, address in version["nouns"].items()
    } == dict.fromkeys(version["nouns"], 200)


def test_unknown_parameter_of_the_entrance_is_refused():
    assert Client().get("/api/?tools=all").json()["parameter"] == "tools"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_type_of_a_problem_leads_to_its_explanation(client, settings, language):
    reader = Client(headers={"Accept-Language": language})
    problem = reader.get("/api/v1/tools/?no-such=1").json()
    address, _sign, anchor = problem["type"].removeprefix(settings.SITE_URL).partition("#")

    led = reader.get(address)

    page = client.get(led["Location"]).page
    assert page.lang == language
    assert anchor in page.ids
