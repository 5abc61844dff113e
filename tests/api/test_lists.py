"""Lists of the API are the lists of the pages, whole and in the same order."""

import re

import pytest

from catalogue.search import reindex
from tests.factories import AdoptionFactory, CategoryFactory, CityFactory, ToolFactory

NOUNS = (
    *("tools", "products", "vendors", "replacements", "categories", "cities", "adoptions"),
    *("case-studies", "organisations", "arguments", "sources"),
)


def slugs(answer):
    return [record["slug"] for record in answer.json()["results"]]


def follow(client, address):
    """The slugs of every page, from `next` to `next`."""
    found = []
    while address:
        answer = client.get(address)
        found += slugs(answer)
        address = answer.json()["next"]
    return found


@pytest.mark.parametrize("noun", NOUNS)
def test_pages_together_are_the_whole_list(client, catalogue, noun):
    first = client.get(f"/api/v1/{noun}/?page_size=7").json()

    found = follow(client, f"/api/v1/{noun}/?page_size=7")

    assert len(found) == len(set(found)) == first["count"]
    assert first["count"] > 10
    assert first["previous"] is None


def test_list_says_where_its_neighbours_are(client, catalogue, settings):
    answer = client.get("/api/v1/tools/?page=2&platform=web&platform=linux&page_size=3")

    told = answer.json()
    here = f"{settings.SITE_URL}/api/v1/tools/?platform=web&platform=linux&page_size=3"
    assert told["next"] == f"{here}&page=3"
    assert told["previous"] == f"{here}&page=1"
    assert answer["Link"] == f'<{here}&page=3>; rel="next", <{here}&page=1>; rel="prev"'


@pytest.mark.parametrize(
    "question",
    [
        "tools/?q=libreofice",
        "tools/?replaces=microsoft-office&order=name",
        "tools/?category=office-suites&licence=weak_copyleft",
        "products/?gafam=yes&order=alternatives",
        "cities/?country=DE&order=population",
        "cities/?status=in_production&tool=libreoffice",
        "case-studies/?outcome=reversed",
        "organisations/?kind=association",
    ],
)
def test_same_question_has_the_same_answer_on_the_page(client, catalogue, question):
    noun = question.partition("/")[0]
    page = client.get(f"/fr/{question}").text
    shown = list(dict.fromkeys(re.findall(rf'<h\d[^>]*><a [^>]*href="/fr/{noun}/([\w-]+)/"', page)))

    answered = slugs(client.get(f"/api/v1/{question}"))

    assert answered
    assert shown == answered[: len(shown)]
    assert len(shown) == min(len(answered), 20)


@pytest.mark.parametrize(
    ("question", "parameter", "says"),
    [
        ("colour=red", "colour", "category"),
        ("platform=toaster", "platform", "toaster"),
        ("order=random", "order", "proof, name, activity"),
        ("page=0", "page", "1"),
        ("order=", "order", "empty"),
        ("platform=web&platform=", "platform", "empty"),
        ("fields=slug,", "fields", "slug, url, page"),
        ("page=1&page=2", "page", "one value"),
        ("page_size=1&page_size=2", "page_size", "one value"),
        ("order=name&order=proof", "order", "one value"),
        ("q=a&q=b", "q", "one value"),
        ("page_size=101", "page_size", "1 to 100"),
        ("page_size=-1", "page_size", "1 to 100"),
        ("page_size=²", "page_size", "1 to 100"),
        ("fields=slug,colour", "fields", "slug, url, page"),
        ("expand=cities", "expand", "category, other_categories"),
        ("q=" + "x" * 201, "q", "200"),
        ("q[]=x", "q[]", "no parameter"),
    ],
)
def test_what_a_list_does_not_know_is_refused_by_name(client, catalogue, question, parameter, says):
    answer = client.get(f"/api/v1/tools/?{question}", headers={"Accept-Language": "en"})

    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert says in answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("changes/?since=&since=", "since"),
        ("changes/?page_size=1&page_size=2", "page_size"),
        ("search/?q=a&q=b", "q"),
        ("suggest/?q=a&q=a", "q"),
        ("tools.csv?separator=comma&separator=semicolon", "separator"),
        ("tools.csv?order=name&order=name", "order"),
    ],
)
def test_what_takes_one_value_is_not_given_two(client, address, parameter):
    answer = client.get(f"/api/v1/{address}", headers={"Accept-Language": "en"})

    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert answer.json()["detail"] == f"“{parameter}” takes one value."


def test_page_after_the_last_is_not_there(client, catalogue):
    answer = client.get("/api/v1/tools/?page=999", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert "9 pages of 20" in answer.json()["detail"]


def test_fields_are_those_asked_for_in_their_order(client, catalogue):
    answer = client.get("/api/v1/tools/?fields=name,slug&page_size=2").json()

    assert [list(record) for record in answer["results"]] == [["name", "slug"]] * 2
    assert list(client.get("/api/v1/tools/gimp/?fields=slug").json()) == ["slug"]


def test_expand_puts_the_whole_thing_in_place_of_its_name(client, catalogue):
    tool = client.get("/api/v1/tools/libreoffice/?expand=category,replaces.product,steward").json()

    product = tool["replaces"][0]["product"]
    assert tool["category"] == client.get(tool["category"]["url"]).json()
    assert tool["steward"] == client.get(tool["steward"]["url"]).json()
    assert product == client.get(product["url"]).json()


def test_records_of_a_list_are_those_of_the_details(client, catalogue):
    listed = client.get("/api/v1/adoptions/?page_size=5").json()["results"]

    assert [client.get(record["url"]).json() for record in listed] == listed


def test_what_surrounds_a_thing_is_a_list_like_any_other(client, catalogue):
    narrowed = client.get("/api/v1/adoptions/?tool=libreoffice&status=in_production&order=name")

    around = client.get("/api/v1/tools/libreoffice/adoptions/?status=in_production&order=name")

    assert slugs(around) == slugs(narrowed)
    assert len(slugs(around)) > 5
    assert around.json()["count"] == narrowed.json()["count"]


def test_choice_that_the_address_makes_is_not_made_again(client, catalogue):
    answer = client.get("/api/v1/tools/libreoffice/adoptions/?tool=gimp")

    assert answer.status_code == 400
    assert answer.json()["parameter"] == "tool"


@pytest.mark.django_db
def test_facets_count_each_under_the_others(client):
    office = CategoryFactory(slug="office")
    writer, sheet = ToolFactory(category=office), ToolFactory(category=office, platforms=["web"])
    ToolFactory(platforms=["web"])
    AdoptionFactory(tool=writer)
    AdoptionFactory(tool=sheet)
    reindex()

    answer = client.get("/api/v1/tools/facets/?platform=web").json()

    counted = {
        facet["name"]: {value["value"]: value["count"] for value in facet["values"]}
        for facet in answer["facets"]
    }
    assert answer["count"] == 2
    assert counted["category"]["office"] == 1
    assert counted["platform"] == {"web": 2}


@pytest.mark.django_db
def test_peers_are_of_the_same_kind_near_in_size_and_at_home_first(client):
    city = CityFactory(slug="here", population=50_000)
    CityFactory(slug="abroad-same-size", population=50_000, country="DE")
    CityFactory(slug="near", population=48_000)
    CityFactory(slug="far", population=2_000)
    CityFactory(slug="other-kind", population=50_000, kind="region")
    CityFactory(slug="secret", population=50_000, draft=True)
    reindex()

    answer = client.get(f"/api/v1/cities/{city.slug}/peers/?page_size=2")

    assert slugs(answer) == ["near", "far"]
    assert answer.json()["count"] == 3
    assert follow(client, answer.json()["next"]) == ["abroad-same-size"]
