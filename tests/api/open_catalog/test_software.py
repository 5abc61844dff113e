"""Tools as software of the Open Catalog API."""

import pytest
import yaml
from django.utils.dateparse import parse_datetime

from api.open_catalog.catalogs import catalog_id
from api.open_catalog.identifiers import identifier
from catalogue.exchange.formats.publiccode import write
from catalogue.models import Tool
from catalogue.search import reindex
from tests.factories.adoption import AdoptionFactory
from tests.factories.category import CategoryFactory
from tests.factories.organisation import OrganisationFactory
from tests.factories.tool import ToolFactory

LIST = "/open-catalog/v1/software"


def slugs(response):
    return [each["url"].rsplit("/", 1)[1] for each in response.json()["data"]]


def test_software_is_told_as_the_contract_has_it(client, make_software):
    tool = make_software()
    reindex()

    [told] = client.get(LIST).json()["data"]

    updated = told.pop("updatedAt")
    assert told == {
        "id": identifier("software", "gimp"),
        "url": "https://git.example/gimp",
        "aliases": [],
        "publiccodeYml": write(tool),
        "active": True,
        "catalogId": catalog_id(),
        "createdAt": tool.created_at.isoformat(),
    }
    assert parse_datetime(updated) >= tool.created_at


def test_one_is_found_by_its_identifier_even_when_renamed(client, make_software):
    tool = make_software()
    before = client.get(LIST).json()["data"][0]
    tool.slug = "glimpse"
    tool.save()

    [after] = client.get(LIST).json()["data"]

    assert after["id"] == before["id"]
    assert client.get(f"{LIST}/{before['id']}").json() == after


def test_tools_without_a_file_and_drafts_are_not_told(client, make_software):
    hidden = make_software("draft", published_at=None)
    make_software("owner", repository="https://github.com/owner")
    ToolFactory(slug="unlicensed", repository="https://git.example/unlicensed")
    make_software("told")

    assert slugs(client.get(LIST)) == ["told"]
    assert client.get(f"{LIST}/{identifier('software', hidden.slug)}").status_code == 404


@pytest.mark.parametrize("end", ["", "/", ".git", ".git/"])
@pytest.mark.parametrize("kept", ["", "/", ".git"])
def test_one_is_found_by_its_repository(client, make_software, kept, end):
    make_software("other")
    make_software("gimp", repository=f"https://git.example/gimp{kept}")

    response = client.get(LIST, {"url": f"https://git.example/gimp{end}"})

    assert [each["url"] for each in response.json()["data"]] == [f"https://git.example/gimp{kept}"]


@pytest.mark.parametrize(
    ("repository", "aliases"),
    [
        ("https://github.com/a/b", ["https://github.com/a/b.git"]),
        ("https://gitlab.example/a/b.git", ["https://gitlab.example/a/b"]),
        ("https://codeberg.org/a/b/", ["https://codeberg.org/a/b.git"]),
        ("https://svn.example/a", []),
    ],
)
def test_other_spelling_of_a_forge_is_an_alias(client, make_software, repository, aliases):
    make_software(repository=repository)

    assert client.get(LIST).json()["data"][0]["aliases"] == aliases


def test_date_of_the_file_follows_all_that_it_tells(client, make_software):
    tool = make_software(steward=OrganisationFactory(), based_on=ToolFactory())
    adoption = AdoptionFactory(tool=tool)
    tool.other_categories.add(category := CategoryFactory())

    def changed_at():
        reindex()
        return client.get(LIST).json()["data"][0]["updatedAt"]

    dates = [changed_at()]
    for thing in (tool, adoption, adoption.city, category, tool.steward, tool.based_on):
        thing.slug = f"{thing.slug}-renamed"
        thing.save()
        dates.append(changed_at())
    adoption.delete()
    dates.append(changed_at())

    assert sorted(set(dates)) == dates


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["nothing", "00000000-0000-4000-8000-000000000000", "%25"])
def test_unknown_software_is_a_problem_of_the_contract(client, key):
    response = client.get(f"{LIST}/{key}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json().keys() == {"title", "detail", "status"}


@pytest.mark.parametrize("count", [1, 3])
def test_many_cost_the_queries_of_one(client, make_software, count, django_assert_num_queries):
    for number in range(count):
        AdoptionFactory(tool=make_software(f"tool-{number}"))

    with django_assert_num_queries(5):
        assert len(client.get(LIST).json()["data"]) == count


def test_every_curated_file_is_told_and_can_be_read(client, catalogue):
    told, address = [], "?page[size]=100"
    while address:
        page = client.get(f"{LIST}{address}").json()
        told += page["data"]
        address = page["links"]["next"]

    assert len({each["id"] for each in told}) == len(told) > 100
    assert {yaml.safe_load(each["publiccodeYml"])["url"] for each in told} == {
        each["url"] for each in told
    }
    assert len(told) <= Tool.objects.published().count()
