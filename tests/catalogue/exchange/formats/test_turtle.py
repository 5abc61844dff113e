"""Turtle says what the JSON-LD says, whatever a text holds."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD

from catalogue.exchange.formats.turtle import turtle

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": {"@id": "dct:title", "@container": "@language"},
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
    "identifier": "dct:identifier",
}
NODE = URIRef("https://a.example/#1")


def read(**facts):
    document = {"@context": CONTEXT, "@id": str(NODE), **facts}
    return Graph().parse(data=turtle(document), format="turtle")


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        'a "quoted" \\ text',
        "two\nlines\ttab\r",
        "l’été 漢 🏛",
        "\x00\x1f",
        "<a> . ; @en",
        "",
    ],
)
def test_text_is_read_back_as_it_was(text):
    assert read(identifier=text).value(NODE, DCTERMS.identifier) == Literal(text)


def test_texts_keep_their_languages():
    told = read(title={"fr": "Un", "en": ["One", "1"]})

    assert set(told.objects(NODE, DCTERMS.title)) == {
        Literal("Un", lang="fr"),
        Literal("One", lang="en"),
        Literal("1", lang="en"),
    }


def test_date_is_a_date():
    assert read(modified="2026-11-22").value(NODE, DCTERMS.modified) == Literal(
        "2026-11-22", datatype=XSD.date
    )


def test_node_inside_is_told_by_itself_and_once():
    other = {"@id": "https://b.example/", "@type": "dct:Agent", "identifier": "b"}

    told = read(**{"@type": "dct:Thing", "dct:publisher": other, "dct:creator": [other, other]})

    agent = URIRef("https://b.example/")
    assert len(told) == 5
    assert told.value(NODE, DCTERMS.publisher) == told.value(NODE, DCTERMS.creator) == agent
    assert (agent, RDF.type, DCTERMS.Agent) in told


def test_node_of_which_nothing_is_said_is_only_named():
    told = read(**{"dct:relation": {"@id": "https://b.example/"}})

    assert len(told) == 1
