"""The facets in words: a sentence for each, and the shape of its values."""

from api.v1.schema.names import schema
from catalogue.choices import Kind
from catalogue.search.documents import ADOPTER_STEPS
from catalogue.search.facets import LANGUAGES, LICENCES
from catalogue.search.names import Words, adopters, countries

#: More values of a facet than these are not answered at once.
MOST_ASKED = 1_000
CATEGORY = "What it is for: a category, or a domain with all of its categories."
SENTENCES = {
    Kind.TOOL: {
        "category": CATEGORY,
        "replaces": "A product that it replaces.",
        "vendor": "The vendor of a product that it replaces.",
        "adopters": "In production in at least so many cities.",
        "country": "A country of the cities that run it.",
        "platform": "What it runs on.",
        "language": "A language of its interface, without region: `fr`, `pt`.",
        "licence": "Its licence: an SPDX identifier, a family of licences, or `unknown`.",
        "status": "How far its development is.",
    },
    Kind.PRODUCT: {
        "alternatives": "Whether free software stands in for it, proven by cities or not.",
        "gafam": "Whether its vendor is one of the GAFAM.",
        "vendor": "Its vendor.",
        "category": CATEGORY,
        "hosting": "Where it runs.",
    },
    Kind.CITY: {
        "country": "Its country.",
        "size": "Its population, from so many people up to the next size.",
        "kind": "What kind of public body it is.",
        "status": "How far it has gone with a tool.",
        "tool": "A tool that it has to do with.",
        "replaced": "A product that it left.",
        "label": "A label that it held.",
    },
    Kind.CASE_STUDY: {
        "outcome": "How it stands.",
        "country": "The country of its cities.",
        "size": "The population of its cities, from so many people up to the next size.",
        "category": "What its tools are for: a category, or a domain with all of its categories.",
        "tool": "A tool that it tells of.",
        "replaces": "A product that was left.",
    },
    Kind.ORGANISATION: {
        "kind": "What kind of body it is.",
        "country": "Its country.",
        "service": "What it does for cities.",
        "tool": "A tool that it answers for or serves.",
    },
    Kind.CATEGORY: {"domain": "The domain that holds it."},
    Kind.VENDOR: {"gafam": "Whether it is one of the GAFAM.", "country": "Its country."},
    Kind.REPLACEMENT: {
        "tool": "The tool that stands in.",
        "product": "The product that is replaced.",
        "vendor": "The vendor of the product.",
        "category": CATEGORY,
        "coverage": "How much of the product the tool stands in for.",
    },
    Kind.ADOPTION: {
        "status": "How far the city has gone.",
        "tool": "The tool.",
        "city": "The city.",
        "replaces": "A product that the city left.",
        "category": "What the tool is for: a category, or a domain with all of its categories.",
        "country": "The country of the city.",
        "size": "The population of the city, from so many people up to the next size.",
        "role": "What the city is to the tool.",
        "confidence": "How sure the sources let us be.",
    },
    Kind.ARGUMENT: {},
    Kind.SOURCE: {"kind": "What kind of document it is.", "lang": "The language of the document."},
}
#: Facets whose values are not a closed list of words, by what names them; the others are slugs.
SHAPES = {
    adopters: {"type": "string", "enum": list(map(str, ADOPTER_STEPS))},
    countries: schema("Country"),
    LANGUAGES: schema("Language"),
    LICENCES: {"type": "string", "minLength": 1, "maxLength": 60},
}


def values_of(facet):
    """The shape of a facet's values."""
    if isinstance(facet.names, Words):
        return {"type": "string", "enum": list(facet.names.choices)}
    return SHAPES.get(facet.names) or schema("Slug")
