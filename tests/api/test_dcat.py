"""Where portals of open data look for what there is."""

import pytest
from rdflib import Graph
from rdflib.namespace import DCAT, RDF

pytestmark = pytest.mark.django_db
FILES = {"/catalog.jsonld": "application/ld+json", "/catalog.ttl": "text/turtle; charset=utf-8"}


@pytest.mark.parametrize("address", FILES)
def test_description_is_there_for_whoever_asks(client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == FILES[address]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "notation"), [("/catalog.jsonld", "json-ld"), ("/catalog.ttl", "turtle")]
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_portal_finds_a_catalogue_in_it(client, address, notation):
    graph = Graph().parse(data=client.get(address).text, format=notation)

    assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == 1
    assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 12


def test_unknown_parameter_is_named(client):
    answer = client.get("/catalog.ttl?page=2")

    assert (answer.status_code, answer.json()["parameter"]) == (400, "page")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_of_the_data_leads_there(client, language):
    page = client.get(f"/{language}/data/")

    for address, kind in FILES.items():
        assert address in page.page.hrefs
        assert f'rel="alternate" type="{kind.partition(";")[0]}"' in page.text
