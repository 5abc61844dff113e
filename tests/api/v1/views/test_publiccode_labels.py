"""The labels of publiccode.yml's words, for whoever shows them to people."""

import csv
import io

import pytest

pytestmark = pytest.mark.django_db


def test_labels_come_in_both_languages_with_their_licences(client):
    answer = client.get("/api/v1/publiccode/labels.json")

    told = answer.json()
    held = {(each["kind"], each["term"]): each["label"] for each in told["labels"]}
    assert held["category", "geographic-information-systems"] == {
        "fr": "Systèmes d’information géographique (SIG)",
        "en": "Geographic information systems (GIS)",
    }
    assert held["scope", "local-authorities"]["fr"] == "Collectivités territoriales"
    assert [each["spdx"] for each in told["licence"]] == ["etalab-2.0", "CC-BY-4.0"]
    assert answer["Link"].count('rel="license"') == 2
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_spreadsheet_holds_the_same(client):
    told = client.get("/api/v1/publiccode/labels.json").json()["labels"]

    answer = client.get("/api/v1/publiccode/labels.csv")

    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert [[row[name] for name in ("kind", "term", "label_fr", "label_en")] for row in rows] == [
        [each["kind"], each["term"], each["label"]["fr"], each["label"]["en"]] for each in told
    ]
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer["Content-Disposition"] == 'attachment; filename="publiccode-labels.csv"'


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_list_that_one_holds_already_is_not_sent_again(client, ending):
    address = f"/api/v1/publiccode/labels.{ending}"
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_unknown_parameter_is_named(client):
    answer = client.get("/api/v1/publiccode/labels.csv?lang=fr")

    assert (answer.status_code, answer.json()["parameter"]) == (400, "lang")
