"""Addresses under the API that lead nowhere."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/api/v1/tool/", "/api/v2/tools/", "/api/v1/tools/a/b/c/"])
def test_address_that_leads_nowhere_is_a_problem_and_no_page(client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_address_without_its_slash_leads_to_it_with_the_question(client):
    answer = client.get("/api/v1/tools?order=name")

    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/tools/?order=name"
