"""The pages about the API: they say all that it does, and what they say is so."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from api.errors import TITLES
from api.v1.columns import COLUMNS
from catalogue.choices import Kind
from catalogue.web.openapi import document
from catalogue.web.reference import chapters
from tests.architecture.tree import read, table_of

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en")
GUIDE = ("api/", "api/use/", "api/problems/")
CHAPTERS = [f"api/{tag}/" for tag in chapters()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [*GUIDE, *CHAPTERS])
def test_page_opens_without_asking_the_database(client, django_assert_num_queries, path, language):
    with django_assert_num_queries(0):
        response = client.get(f"/{language}/{path}")

    assert response.status_code == 200
    assert response.page.lang == language
    assert len(response.page.ids) == len(set(response.page.ids))
    [heading] = response.page.main_headings
    assert heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_of_the_api_is_told_once(client, language):
    told = [
        name
        for path in CHAPTERS
        for name in client.get(f"/{language}/{path}").page.ids
        if name in OPERATIONS
    ]

    assert sorted(told) == sorted(OPERATIONS)


OPERATIONS = {
    asked["operationId"]: path
    for path, methods in document()["paths"].items()
    for asked in methods.values()
}


def test_links_between_the_pages_lead_to_places_that_are_there(client):
    pages = {f"/en/{path}": client.get(f"/en/{path}").page for path in (*GUIDE, *CHAPTERS)}
    lost = [
        (path, href)
        for path, page in pages.items()
        for href in page.hrefs
        for address, _sign, anchor in [href.partition("#")]
        if anchor and (address or path) in pages and anchor not in pages[address or path].ids
    ]

    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_problem_is_explained_under_its_title(client, language):
    page = client.get(f"/{language}/api/problems/").page

    with translation.override(language):
        titles = {title() for title in TITLES.values()}
    assert TITLES.keys() <= set(page.ids)
    assert {text for level, text in page.headings if level == 2} == titles


def test_error_shown_is_the_one_that_is_answered(client, settings):
    settings.API_LIMITS = {}
    problem = Client(headers={"Accept-Language": "en"}).get("/api/v1/cities/?country=XX").json()

    shown = BeautifulSoup(client.get("/en/api/problems/").text, "html.parser")

    assert json.loads(shown.find(id="sample").find_parent("figure").code.get_text()) == problem


def test_chapter_that_is_none_is_not_found(client):
    assert client.get("/en/api/tool/").status_code == 404


def test_limits_are_those_of_this_site(client, settings):
    settings.API_LIMITS = {"read": (1234, 60), "search": (0, 60), "export": (7, 60)}
    settings.API_TOKEN_FACTOR = 3

    text = client.get("/en/api/").text

    assert "1,234 in 60 seconds" in text
    assert "3,702 in 60 seconds" in text
    assert "no limit" in text


def test_documentation_leads_machines_to_the_description(client):
    text = client.get("/en/api/").text

    assert 'rel="service-desc" type="application/yaml" href="/api/v1/openapi.yaml"' in text


def test_noun_of_a_chapter_shows_a_question_and_its_answer(client):
    for kind in Kind:
        text = client.get(f"/en/api/{kind.noun}/").text

        assert f"/api/v1/{kind.noun}/?" in text, kind
        assert "The answer, shortened" in text, kind


def test_document_and_settings_say_the_same_limits(settings):
    rows = table_of("docs/api.md", "Limits")

    said = {
        re.search(r"\(`(\w+)`\)", what).group(1): (number_of(limit), number_of(with_token))
        for what, limit, with_token in rows
    }
    assert said == {
        scope: (limit, limit * settings.API_TOKEN_FACTOR)
        for scope, limit in {"read": 300, "search": 100, "export": 30}.items()
    }


def number_of(text):
    return int(text.replace(",", ""))


def test_document_names_every_kind_of_header_that_it_promises():
    text = read("docs/api.md")

    for header in ("Deprecation", "Sunset", "ETag", "RateLimit-Policy", "Retry-After", "Link"):
        assert f"`{header}`" in text


def test_document_names_the_columns_of_every_spreadsheet():
    part = read("docs/api.md").split("\n### Columns\n", 1)[1].split("\n## ", 1)[0]
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", part, re.MULTILINE))

    said = {noun: re.findall(r"`(\w+)`", columns) for noun, columns in rows.items()}

    assert said == {
        kind.noun: [column.name for column in columns] for kind, columns in COLUMNS.items()
    }
