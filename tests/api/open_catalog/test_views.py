"""What every answer of the Open Catalog API has."""

import pytest

pytestmark = pytest.mark.django_db

EVERYTHING = ["software", "publishers", "catalogs"]


@pytest.mark.parametrize("noun", EVERYTHING)
def test_answer_is_open_to_all_and_may_be_kept(client, noun):
    address = f"/open-catalog/v1/{noun}"

    response = client.get(address)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "address", ["software/", "nothing", "", "software/a/b", "catalogs/communal/"]
)
def test_other_addresses_lead_nowhere_in_the_words_of_the_contract(client, address):
    response = client.get(f"/open-catalog/v1/{address}")

    assert response.status_code == 404
    assert response.json().keys() == {"title", "detail", "status"}


@pytest.mark.parametrize("noun", EVERYTHING)
def test_single_things_take_no_parameter(client, noun):
    response = client.get(f"/open-catalog/v1/{noun}/communal", {"all": "true"})

    assert response.status_code == 422
    assert response.json()["validationErrors"][0]["field"] == "all"


def test_nothing_is_written_here(client):
    assert client.post("/open-catalog/v1/software").status_code == 405


def test_unreadable_address_is_told_in_the_words_of_the_contract(client):
    response = client.get("/open-catalog/v1/software?url=%00")

    assert response.status_code == 400
    assert response.json().keys() == {"title", "detail", "status"}
