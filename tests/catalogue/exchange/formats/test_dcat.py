"""What portals of open data harvest holds to the profile of Europe."""

import json
from datetime import date

import pytest
from django.test import override_settings
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD

from catalogue.exchange.formats.dcat import as_json_ld, as_turtle
from catalogue.search import reindex
from tests.factories import ToolFactory
from tests.factories.outside_catalogue import OutsideCatalogueFactory, ValueOriginFactory

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

#: DCAT-AP 3.0.0, https://semiceu.github.io/DCAT-AP/releases/3.0.0/: the properties with a
#: cardinality of 1 or 1..*, by the section of their class.
MANDATORY = {
    "#Agent": (FOAF.Agent, [FOAF.name]),
    "#Catalogue": (DCAT.Catalog, [DCTERMS.title, DCTERMS.description, DCTERMS.publisher]),
    "#Dataset": (DCAT.Dataset, [DCTERMS.title, DCTERMS.description]),
    "#Distribution": (DCAT.Distribution, [DCAT.accessURL]),
    "#DataService": (DCAT.DataService, [DCTERMS.title, DCAT.endpointURL]),
    "#Concept": (SKOS.Concept, [SKOS.prefLabel]),
    "#ConceptScheme": (SKOS.ConceptScheme, [DCTERMS.title]),
}
#: The same: those with a cardinality of 0..1 or 1.
ONE_AT_MOST = {
    "#Catalogue": (
        DCAT.Catalog,
        [DCTERMS.publisher, DCTERMS.license, DCTERMS.rights, FOAF.homepage, DCTERMS.modified],
    ),
    "#Dataset": (
        DCAT.Dataset,
        [DCTERMS.publisher, DCTERMS.accrualPeriodicity, DCTERMS.accessRights, DCTERMS.modified],
    ),
    "#Distribution": (
        DCAT.Distribution,
        [DCTERMS.license, DCTERMS.rights, DCTERMS["format"], DCAT.mediaType, DCTERMS.modified],
    ),
    "#DataService": (DCAT.DataService, [DCTERMS.license, DCTERMS.accessRights]),
}
#: The same: what stands at the other end is said to be of a class.
RANGES = {
    DCTERMS.publisher: FOAF.Agent,
    DCTERMS.license: DCTERMS.LicenseDocument,
    DCTERMS.rights: DCTERMS.RightsStatement,
    DCTERMS.accessRights: DCTERMS.RightsStatement,
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.accrualPeriodicity: DCTERMS.Frequency,
    DCTERMS["format"]: DCTERMS.MediaTypeOrExtent,
    DCTERMS.conformsTo: DCTERMS.Standard,
    DCAT.mediaType: DCTERMS.MediaType,
    DCAT.theme: SKOS.Concept,
    DCAT.themeTaxonomy: SKOS.ConceptScheme,
    DCAT.dataset: DCAT.Dataset,
    DCAT.servesDataset: DCAT.Dataset,
    DCAT.service: DCAT.DataService,
    DCAT.distribution: DCAT.Distribution,
    DCAT.landingPage: FOAF.Document,
    DCAT.contactPoint: VCARD.Kind,
    FOAF.homepage: FOAF.Document,
}
TEXTS = (DCTERMS.title, DCTERMS.description)
#: What a portal knows again from one harvest to the next.
OURS = {DCAT.Catalog: 1, DCAT.Dataset: 12, DCAT.Distribution: 35, DCAT.DataService: 1}


# The library reads JSON-LD through a class of its own that it means to drop.
warned = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
pytestmark = [pytest.mark.django_db, warned]


def read(told):
    return Graph().parse(data=json.dumps(told), format="json-ld")


@pytest.fixture
def graph():
    ToolFactory()
    reindex()
    contact = {"name": "Ville de Démo", "contact": "donnees@ville.example"}
    with override_settings(PUBLISHER=contact):
        return read(as_json_ld())


@pytest.mark.parametrize("section", MANDATORY)
def test_what_the_profile_asks_for_is_there(graph, section):
    kind, properties = MANDATORY[section]

    nodes = list(graph.subjects(RDF.type, kind))

    assert nodes
    assert [
        (node, asked) for node in nodes for asked in properties if (node, asked, None) not in graph
    ] == []


@pytest.mark.parametrize("section", ONE_AT_MOST)
def test_what_the_profile_takes_once_is_said_once(graph, section):
    kind, properties = ONE_AT_MOST[section]

    found = [
        (node, once)
        for node in graph.subjects(RDF.type, kind)
        for once in properties
        if len(list(graph.objects(node, once))) > 1
    ]

    assert found == []


@pytest.mark.parametrize("name", RANGES, ids=lambda name: name.n3().rpartition("/")[2])
def test_other_end_of_a_link_is_of_the_class_that_the_profile_says(graph, name):
    ends = set(graph.objects(None, name))

    assert ends
    assert [end for end in ends if (end, RDF.type, RANGES[name]) not in graph] == []


def test_every_part_is_there_under_an_address_that_stays(graph):
    for kind, number in OURS.items():
        nodes = set(graph.subjects(RDF.type, kind))

        assert len(nodes) == number
        assert all(isinstance(node, URIRef) for node in nodes)


def test_texts_are_told_in_french_and_in_english(graph):
    for kind in OURS:
        for node in graph.subjects(RDF.type, kind):
            for name in TEXTS:
                languages = sorted(text.language for text in graph.objects(node, name))
                assert languages == ["en", "fr"], (node, name)


def test_every_file_has_both_licences(graph):
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        assert str(graph.value(file, DCTERMS.license)).startswith("https://www.etalab.gouv.fr/")
        assert str(graph.value(file, DCTERMS.rights)) == (
            "https://creativecommons.org/licenses/by/4.0/"
        )


def test_data_under_other_licences_are_named():
    volunteers = OutsideCatalogueFactory(title="awesome-selfhosted", licence="CC-BY-SA-3.0")
    ValueOriginFactory(row=ToolFactory(), field="name", catalogue=volunteers)

    described = Graph().parse(data=as_turtle(), format="turtle")

    [(data, statement)] = described.subject_objects(DCTERMS.provenance)
    assert str(data).endswith("#tools")
    assert (statement, RDF.type, DCTERMS.ProvenanceStatement) in described
    said = {label.language: str(label) for label in described.objects(statement, RDFS.label)}
    assert said.keys() == {"fr", "en"}
    assert all(text.endswith("awesome-selfhosted (CC-BY-SA-3.0).") for text in said.values())


def test_set_of_data_says_when_it_last_changed(graph, settings):
    tools = URIRef(f"{settings.SITE_URL}/catalog.jsonld#tools")
    sources = URIRef(f"{settings.SITE_URL}/catalog.jsonld#sources")

    changed = graph.value(tools, DCTERMS.modified)

    assert changed.datatype == XSD.date
    assert isinstance(changed.toPython(), date)
    assert graph.value(sources, DCTERMS.modified) is None


def test_service_leads_to_the_api_and_its_description(graph, settings):
    [service] = graph.subjects(RDF.type, DCAT.DataService)

    assert str(graph.value(service, DCAT.endpointURL)) == f"{settings.SITE_URL}/api/v1/"
    assert str(graph.value(service, DCAT.endpointDescription)).endswith("/api/v1/openapi.yaml")
    assert len(list(graph.objects(service, DCAT.servesDataset))) == OURS[DCAT.Dataset]


@pytest.mark.parametrize(
    ("contact", "name", "expected"),
    [
        ("data@city.example", VCARD.hasEmail, "mailto:data@city.example"),
        ("https://city.example/contact", VCARD.hasURL, "https://city.example/contact"),
        ("Mrs Doe, town hall", None, None),
        ("write to <a@b>", None, None),
        ("https://city.example/<contact>", None, None),
        ("", None, None),
    ],
)
def test_contact_is_told_where_machines_can_use_it(settings, contact, name, expected):
    settings.PUBLISHER = {"name": "City", "contact": contact}

    graph = read(as_json_ld())

    ways = [graph.value(kind, name) for kind in graph.subjects(RDF.type, VCARD.Kind)]
    assert ways == ([URIRef(expected)] if expected else [])


def test_publisher_without_a_name_is_the_catalogue(settings):
    settings.PUBLISHER = {"name": "", "contact": ""}

    graph = read(as_json_ld())

    assert set(graph.objects(None, FOAF.name)) == {Literal("Communal")}


def test_turtle_says_the_same():
    told = read(as_json_ld())

    assert isomorphic(Graph().parse(data=as_turtle(), format="turtle"), told)
    assert as_turtle() == as_turtle()


def test_nothing_has_to_be_fetched_to_read_it():
    assert all(not str(each).endswith(".jsonld") for each in as_json_ld()["@context"].values())
    assert isinstance(as_json_ld()["@context"], dict)
