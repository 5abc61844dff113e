"""The description, served as it is committed."""

import pytest
import yaml

from tests.api.description import FILE


def test_yaml_is_the_committed_file(client, db):
    answer = client.get("/api/v1/openapi.yaml")

    assert answer["Content-Type"] == "application/yaml"
    assert answer.content == FILE.read_bytes()


def test_json_says_the_same(client, db):
    answer = client.get("/api/v1/openapi.json")

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == yaml.safe_load(FILE.read_bytes())


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_it_is_kept_and_read_by_pages_of_other_sites(client, db, ending):
    first = client.get(f"/api/v1/openapi.{ending}")

    again = client.get(f"/api/v1/openapi.{ending}", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"
