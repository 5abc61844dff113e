"""Addresses under the API that lead nowhere."""

import pytest

pytestmark = pytest.mark.django_db


NOWHERE = (
    *("/api/v1/tool/", "/api/v2/tools/", "/api/v1/tools/a/b/c/", "/api/nope", "/api/nope/"),
    *("/api/use", "/api/use/", "/open-catalog/nope", "/open-catalog/", "/open-catalog/v1/nope"),
)


@pytest.mark.parametrize("address", NOWHERE)
@pytest.mark.parametrize("method", ["get", "head", "options", "post", "delete"])
def test_address_that_leads_nowhere_is_a_problem_and_no_page(client, address, method):
    answer = getattr(client, method)(address)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_address_without_its_slash_leads_to_it_with_the_question(client):
    answer = client.get("/api/v1/tools?order=name")

    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/tools/?order=name"


@pytest.mark.parametrize("address", ["/api/v1/tools/", "/api/nope", "/open-catalog/v1/software"])
def test_another_host_s_name_is_a_problem_where_machines_ask(client, address):
    answer = client.get(address, headers={"host": "evil.example", "Accept-Language": "en"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "“Host”" in answer.json()["detail"]
    assert "evil.example" not in answer.text
