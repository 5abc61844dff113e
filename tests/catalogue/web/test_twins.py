"""What a page answers as data: the same question, the same things in the same order."""

import csv
import io
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from catalogue.choices import Kind
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.spreadsheets import sheets
from catalogue.search.facets import FACETS
from catalogue.search.question import ORDERS
from tests.factories import CityFactory, ToolFactory

LISTS = ("tools", "products", "cities", "case-studies", "organisations")
QUESTIONS = {
    "tools": "tools/",
    "tools by name": "tools/?order=name",
    "tools, a later page": "tools/?page=3",
    "tools in place of two products": "tools/?replaces=microsoft-office&replaces=microsoft-365",
    "tools with words": "tools/?q=messagerie",
    "tools with a slip": "tools/?q=libreofice",
    "tools with words and an order": "tools/?q=office&order=activity&licence=MPL-2.0",
    "tools with an address from elsewhere": "tools/?platform=web&utm_source=letter",
    "products": "products/",
    "products of GAFAM": "products/?gafam=yes&order=alternatives",
    "cities": "cities/",
    "cities of Italy in production": "cities/?country=IT&status=in_production",
    "cities that left Exchange": "cities/?replaced=microsoft-exchange&order=population",
    "case studies": "case-studies/",
    "case studies that went back": "case-studies/?outcome=reversed&order=name",
    "organisations": "organisations/",
    "organisations by proof": "organisations/?service=hosting&order=proof",
}


def twins_of(response):
    """`{media type: address}` of what the page says it is as data."""
    found = BeautifulSoup(response.text, "html.parser").select("link[rel=alternate][type][title]")
    return {link["type"]: link["href"] for link in found if "atom" not in link["type"]}


def shown_slugs(response, noun):
    """The things that the page lists, from the links of their names."""
    names = BeautifulSoup(response.text, "html.parser").select(".entries :is(h2, h3) a[href]")
    return [re.fullmatch(rf"/\w\w/{noun}/([\w-]+)/", name["href"]).group(1) for name in names]


def ask(address, language="fr"):
    """Asked as a program asks; the API counts its readers, so that it may write."""
    return Client(headers={"Accept-Language": language}).get(address)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_json_of_a_list_holds_the_same_in_the_same_order(client, catalogue, question, language):
    page = client.get(f"/{language}/{QUESTIONS[question]}")

    answer = ask(twins_of(page)["application/json"], language).json()

    noun = QUESTIONS[question].partition("/")[0]
    assert shown_slugs(page, noun)
    assert [record["slug"] for record in answer["results"]] == shown_slugs(page, noun)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.noun in LISTS], ids=str)
def test_every_word_of_a_list_is_a_word_of_its_twin(client, catalogue, kind):
    """A filter or an order that only the page knew would answer another question."""
    facets = ask(f"/api/v1/{kind.noun}/facets/").json()["facets"]
    chosen = {each["name"]: each["values"][0]["value"] for each in facets if each["values"]}
    asked = [*chosen.items(), ("order", ORDERS[kind][-1])]

    page = client.get(f"/en/{kind.noun}/", dict(asked))
    twin = twins_of(page)["application/json"]

    assert [each["name"] for each in facets] == [facet.name for facet in FACETS[kind]]
    assert sorted(parse_qsl(urlsplit(twin).query)) == sorted(asked)
    assert ask(twin).status_code == 200


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
@pytest.mark.parametrize(
    "question", ["cities of Italy in production", "tools with a slip", "tools"]
)
def test_csv_of_a_list_holds_all_of_it_as_spreadsheets_of_the_language_expect(
    client, catalogue, question, language, separator
):
    page = client.get(f"/{language}/{QUESTIONS[question]}")
    twins = twins_of(page)

    answer = ask(twins["text/csv"], language)

    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=separator))
    slugs = [row["slug"] for row in rows]
    assert len(slugs) == ask(twins["application/json"], language).json()["count"]
    assert slugs[:20] == shown_slugs(page, QUESTIONS[question].partition("/")[0])


def test_spreadsheet_of_a_list_holds_all_of_it(client, catalogue):
    page = client.get("/fr/tools/?platform=web&page=2")
    twins = twins_of(page)

    answer = ask(twins["application/vnd.oasis.opendocument.spreadsheet"])

    [sheet] = sheets(File("tools.ods", b"".join(answer)))
    assert len(list(sheet)) - 1 == ask(twins["application/json"]).json()["count"]


def test_twins_of_an_impossible_question_say_that_nothing_matches(client, catalogue):
    page = client.get("/en/tools/?q=xqzzyk&category=email-clients")

    answer = ask(twins_of(page)["application/json"]).json()

    assert answer["results"] == shown_slugs(page, "tools") == []


@pytest.mark.parametrize(
    "path",
    [
        "tools/gimp/",
        "products/zoom/",
        "cities/nantes/",
        "case-studies/munich/",
        "organisations/adullact/",
    ],
)
def test_page_of_a_thing_leads_to_its_record(client, catalogue, path):
    page = client.get(f"/fr/{path}")

    twin = twins_of(page)["application/json"]

    assert twin in page.page.hrefs
    assert ask(twin).json()["page"].endswith(f"/fr/{path}")


def test_only_a_tool_with_a_repository_of_its_own_has_a_publiccode_yml(client, db):
    ToolFactory(slug="open", licensed=True, repository="https://code.example.org/open")
    ToolFactory(slug="unlicensed", repository="https://code.example.org/unlicensed")
    ToolFactory(slug="closed", licensed=True, repository="")
    ToolFactory(slug="of-an-owner", licensed=True, repository="https://github.com/owner")
    CityFactory(slug="nantes")

    of = {
        path: twins_of(client.get(f"/en/{path}/")).get("application/yaml")
        for path in (
            "tools/open",
            "tools/unlicensed",
            "tools/closed",
            "tools/of-an-owner",
            "cities/nantes",
        )
    }

    assert of.pop("tools/open") == "/api/v1/tools/open/publiccode.yml"
    assert set(of.values()) == {None}


def test_publiccode_yml_that_a_page_leads_to_is_there(client, catalogue):
    page = client.get("/fr/tools/libreoffice/")

    answer = ask(twins_of(page)["application/yaml"])

    assert answer.status_code == 200
    assert "name: LibreOffice" in answer.text


def test_search_leads_to_the_same_search(client, catalogue):
    page = client.get("/en/search/?q=gimp")

    answer = ask(twins_of(page)["application/json"]).json()

    assert answer["results"][0]["records"][0]["slug"] == "gimp"
    assert twins_of(client.get("/en/search/")) == {}
