"""The catalogue as portals of open data harvest it: DCAT-AP 3, as JSON-LD or as Turtle.

https://semiceu.github.io/DCAT-AP/releases/3.0.0/. Every node has an address of its own, so that a
portal knows it again, and whatever the profile gives a class says it.
"""

from django.conf import settings

from catalogue.exchange.formats.open_data import data_sets, words
from catalogue.exchange.formats.schema_org import DATA_LICENCES
from catalogue.exchange.formats.turtle import turtle
from catalogue.models import ValueOrigin

#: In the words of the European vocabularies.
EUROPE = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
#: JSON Lines has no word of its own there, and no registered media type.
FORMATS = {"jsonl": "JSON", "json": "JSON", "csv": "CSV", "ods": "ODS"}
THEMES = {
    "GOVE": {"fr": "Gouvernement et secteur public", "en": "Government and public sector"},
    "TECH": {"fr": "Science et technologie", "en": "Science and technology"},
}
#: Which data hold what other catalogues say of each noun of theirs.
HOLD = {
    "tool": "tools",
    "place": "cities",
    "adoption": "adoptions",
    "organisation": "organisations",
}
#: Signs that no address holds.
NO_ADDRESS = set(' <>"{}|\\^`')
IN_LANGUAGES = {"@container": "@language"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        name: {"@id": f"{prefix}:{name}", **IN_LANGUAGES}
        for prefix, names in {
            "dct": ("title", "description"),
            "dcat": ("keyword",),
            "rdfs": ("label",),
            "skos": ("prefLabel",),
        }.items()
        for name in names
    },
    "identifier": "dct:identifier",
    "name": "foaf:name",
    "fn": "vcard:fn",
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
}


def as_json_ld():
    """The whole description as a JSON-LD document, for `json.dumps`."""
    return {"@context": CONTEXT, **_catalogue(data_sets())}


def as_turtle():
    """The same as Turtle."""
    return turtle(as_json_ld())


def _catalogue(sets):
    said = words()["catalogue"]
    held = [each.modified for each in sets if each.modified]
    others = _others()
    return {
        "@id": _node("catalogue"),
        "@type": "dcat:Catalog",
        "title": said["title"],
        "description": said["description"],
        "keyword": said["keywords"],
        "dct:publisher": _publisher(),
        "dct:language": _languages(),
        **_licence(),
        "foaf:homepage": _page(f"{settings.SITE_URL}/"),
        "dcat:themeTaxonomy": {
            "@id": f"{EUROPE}/data-theme",
            "@type": "skos:ConceptScheme",
            "title": {"fr": "Thèmes de données", "en": "Data themes"},
        },
        **({"modified": max(held).isoformat()} if held else {}),
        "dcat:dataset": [_dataset(each, others.get(each.name)) for each in sets],
        "dcat:service": _service(sets),
    }


def _dataset(data, others):
    return {
        "@id": _node(data.name),
        "@type": "dcat:Dataset",
        "identifier": _node(data.name),
        "title": data.title,
        "description": data.description,
        "keyword": data.keywords,
        "dct:publisher": _publisher(),
        **_contact(),
        "dct:language": _languages(),
        "dct:accrualPeriodicity": {"@id": f"{EUROPE}/frequency/IRREG", "@type": "dct:Frequency"},
        "dct:accessRights": {
            "@id": f"{EUROPE}/access-right/PUBLIC",
            "@type": "dct:RightsStatement",
        },
        "dcat:theme": [
            {"@id": f"{EUROPE}/data-theme/{code}", "@type": "skos:Concept", "prefLabel": names}
            for code, names in THEMES.items()
        ],
        "dcat:landingPage": [_page(data.page(language)) for language in ("fr", "en")],
        **_changed(data),
        **_provenance(data, others),
        "dcat:distribution": [_distribution(data, file) for file in data.files],
    }


def _others():
    """`{set of data: [(catalogue, licence)]}` of what was taken from other catalogues."""
    taken = ValueOrigin.objects.order_by("catalogue__title", "licence")
    found = {}
    for noun, *named in taken.values_list("noun", "catalogue__title", "licence").distinct():
        found.setdefault(HOLD.get(noun), []).append(named)
    return found


def _provenance(data, others):
    """From which other catalogues some values are, under which licences: the profile takes one
    licence for the whole.
    """
    if not others:
        return {}
    said = words()["licence"]
    label = {}
    for language, text in said["others"].items():
        named = (f"{title} ({licence or said['unstated'][language]})" for title, licence in others)
        label[language] = f"{text} {', '.join(named)}."
    return {
        "dct:provenance": {
            "@id": _node(f"{data.name}-provenance"),
            "@type": "dct:ProvenanceStatement",
            "label": label,
        }
    }


def _distribution(data, file):
    media_type = {"@id": f"{IANA}/{file.type}", "@type": "dct:MediaType"}
    return {
        "@id": _node(f"{data.name}-{file.ending}"),
        "@type": "dcat:Distribution",
        "title": file.title,
        "description": data.description,
        "dcat:accessURL": {"@id": file.address},
        "dcat:downloadURL": {"@id": file.address},
        "dct:format": {
            "@id": f"{EUROPE}/file-type/{FORMATS[file.ending]}",
            "@type": "dct:MediaTypeOrExtent",
        },
        **({"dcat:mediaType": media_type} if file.ending != "jsonl" else {}),
        **_licence(),
        **_changed(data),
    }


def _service(sets):
    said = words()["service"]
    return {
        "@id": _node("api"),
        "@type": "dcat:DataService",
        "identifier": _node("api"),
        "title": said["title"],
        "description": said["description"],
        "dct:publisher": _publisher(),
        **_contact(),
        "dcat:endpointURL": {"@id": f"{settings.SITE_URL}/api/v1/"},
        "dcat:endpointDescription": {"@id": f"{settings.SITE_URL}/api/v1/openapi.yaml"},
        "dcat:landingPage": [
            _page(f"{settings.SITE_URL}/{language}/api/") for language in ("fr", "en")
        ],
        "dct:conformsTo": {
            "@id": "https://spec.openapis.org/oas/v3.1.1",
            "@type": "dct:Standard",
            "title": {"en": "OpenAPI 3.1"},
        },
        **_licence(),
        "dcat:servesDataset": [{"@id": _node(data.name)} for data in sets],
    }


def _publisher():
    return {
        "@id": _node("publisher"),
        "@type": "foaf:Agent",
        "name": settings.PUBLISHER["name"] or "Communal",
        "foaf:homepage": _page(f"{settings.SITE_URL}/"),
    }


def _contact():
    """Whom to write to, where the publisher says an e-mail address or a page."""
    said = settings.PUBLISHER["contact"]
    if set(said) & NO_ADDRESS:
        return {}
    if said.startswith(("http://", "https://")):
        way = {"vcard:hasURL": {"@id": said}}
    elif "@" in said:
        way = {"vcard:hasEmail": {"@id": f"mailto:{said}"}}
    else:
        return {}
    name = settings.PUBLISHER["name"] or "Communal"
    return {
        "dcat:contactPoint": {"@id": _node("contact"), "@type": "vcard:Kind", "fn": name, **way}
    }


def _licence():
    """One licence, for the profile takes one, and the word that another may be chosen."""
    said = words()["licence"]
    first, second = DATA_LICENCES
    return {
        "dct:license": {"@id": first, "@type": "dct:LicenseDocument", "title": said["title"]},
        "dct:rights": {"@id": second, "@type": "dct:RightsStatement", "label": said["or"]},
    }


def _languages():
    return [
        {"@id": f"{EUROPE}/language/{code}", "@type": "dct:LinguisticSystem"}
        for code in ("FRA", "ENG")
    ]


def _changed(data):
    return {"modified": data.modified.isoformat()} if data.modified else {}


def _page(address):
    return {"@id": address, "@type": "foaf:Document"}


def _node(name):
    """The name of a node: a place in the description itself."""
    return f"{settings.SITE_URL}/catalog.jsonld#{name}"
