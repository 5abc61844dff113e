"""Stewards as publishers of the Open Catalog API."""

import pytest

from api.open_catalog.catalogs import catalog_id
from api.open_catalog.identifiers import identifier
from tests.factories.organisation import OrganisationFactory
from tests.factories.tool import ToolFactory

LIST = "/open-catalog/v1/publishers"


@pytest.fixture
def steward(db):
    return OrganisationFactory(slug="libriciel", name="Libriciel SCOP", aliases=["Adullact-Projet"])


def hosting(client):
    [told] = client.get(LIST).json()["data"]
    return [(place["url"], place["group"]) for place in told["codeHosting"]]


def test_publisher_is_told_as_the_contract_has_it(client, steward, make_software):
    tool = make_software(steward=steward)

    [told] = client.get(LIST).json()["data"]

    assert told == {
        "id": identifier("publishers", "libriciel"),
        "alternativeId": "libriciel",
        "description": "Libriciel SCOP",
        "codeHosting": [
            {
                "url": "https://git.example/gimp",
                "group": False,
                "createdAt": tool.created_at.isoformat(),
                "updatedAt": tool.updated_at.isoformat(),
            }
        ],
        "active": True,
        "catalogId": catalog_id(),
        "createdAt": steward.created_at.isoformat(),
        "updatedAt": max(steward.updated_at, tool.updated_at).isoformat(),
    }


@pytest.mark.parametrize(
    ("repository", "place"),
    [
        ("https://github.com/Libriciel/pastell", ("https://github.com/Libriciel", True)),
        ("https://gitlab.com/adullact_projet/a", ("https://gitlab.com/adullact_projet", True)),
        ("https://github.com/someone/pastell", ("https://github.com/someone/pastell", False)),
        ("https://git.libriciel.example/pastell", ("https://git.libriciel.example/pastell", False)),
    ],
    ids=["its name", "another name of it", "somebody else", "no forge"],
)
def test_a_whole_group_is_told_only_under_the_publisher_s_own_name(
    client, steward, make_software, repository, place
):
    make_software(steward=steward, repository=repository)

    assert hosting(client) == [place]


def test_place_of_several_tools_is_told_once(client, steward, make_software):
    make_software("b", steward=steward, repository="https://github.com/libriciel/b")
    make_software("a", steward=steward, repository="https://github.com/libriciel/a")
    make_software("c", steward=steward)

    assert hosting(client) == [
        ("https://git.example/c", False),
        ("https://github.com/libriciel", True),
    ]


def test_who_publishes_nothing_told_here_is_no_publisher(client, steward, make_software):
    OrganisationFactory(slug="idle")
    make_software("draft", steward=steward, published_at=None)
    make_software("hidden", steward=OrganisationFactory(draft=True))
    ToolFactory(slug="closed", steward=steward)

    assert client.get(LIST).json()["data"] == []
    assert client.get(f"{LIST}/libriciel").status_code == 404


def test_one_is_found_by_its_identifier_and_by_its_slug(client, steward, make_software):
    make_software(steward=steward)
    [told] = client.get(LIST).json()["data"]

    assert client.get(f"{LIST}/{told['id']}").json() == told
    assert client.get(f"{LIST}/libriciel").json() == told


@pytest.mark.parametrize("count", [1, 3])
def test_many_cost_the_queries_of_one(client, make_software, count, django_assert_num_queries):
    for number in range(count):
        make_software(f"tool-{number}", steward=OrganisationFactory())

    with django_assert_num_queries(3):
        assert len(client.get(LIST).json()["data"]) == count
