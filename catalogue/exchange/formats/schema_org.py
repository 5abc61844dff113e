"""Tools and open data in the words of schema.org, for search engines and whoever reads JSON-LD.

A page tells them in the language of its reader; a file tells every text in each of its languages.
"""

from django.conf import settings
from django.utils.translation import override

from catalogue.choices import Platform
from catalogue.countries import LANGUAGES, names_of
from catalogue.exchange.formats.credits import credits_of
from catalogue.exchange.formats.open_data import data_sets, words
from catalogue.models import ValueOrigin

CONTEXT = "https://schema.org"
DATA_LICENCES = [
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "https://creativecommons.org/licenses/by/4.0/",
]
PLATFORMS = dict(Platform.choices)
#: What the words of schema.org tell of a value that another catalogue may have said.
OF_TOOLS = {
    "name": "name",
    "summary": "description",
    "platforms": "operatingSystem",
    "licence": "license",
    "latest_release_version": "softwareVersion",
    "download": "downloadUrl",
    "documentation": "softwareHelp",
    "website": "sameAs",
    "wikidata": "sameAs",
}
OF_ORGANISATIONS = {
    "summary": "description",
    "founded": "foundingDate",
    "country": "location",
    "website": "sameAs",
}


def software_application(tool, language=None):
    """A tool, in one language or in all. Where its licence is not established, nothing is said of
    what it costs.
    """
    offer = {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}
    steward = tool.steward if _seen(tool.steward) else None
    return {
        "@type": "SoftwareApplication",
        "@id": f"{settings.SITE_URL}/api/v1/tools/{tool.slug}/",
        "name": tool.name,
        "alternateName": tool.aliases,
        "description": told(tool.summary, language),
        "url": pages(tool, language),
        "applicationCategory": None
        if tool.category.is_unsorted
        else told(tool.category.name, language),
        "operatingSystem": told(_platforms(tool.platforms), language),
        "isAccessibleForFree": True if tool.licence else None,
        "offers": offer if tool.licence else None,
        "license": _licence(tool.licence),
        "softwareVersion": tool.latest_release_version,
        "downloadUrl": tool.download,
        "softwareHelp": {"@type": "CreativeWork", "url": tool.documentation}
        if tool.documentation
        else None,
        "maintainer": _organization(steward, language) if steward else None,
        "sameAs": [address for address in (tool.website, wikidata(tool.wikidata)) if address],
        "dateModified": tool.updated_at.date().isoformat(),
        "sdLicense": DATA_LICENCES,
        "sdPublisher": publisher(),
        "subjectOf": based_on(
            {tool: OF_TOOLS, steward: dict.fromkeys(OF_ORGANISATIONS, "maintainer")}
        ),
    }


def organization(body, language=None):
    """An organisation, in one language or in all."""
    told_of = _organization(body, language)
    return {**told_of, "subjectOf": based_on({body: OF_ORGANISATIONS})}


def _organization(body, language):
    country = names_of(body.country)
    return {
        "@type": "Organization",
        "name": body.name,
        "alternateName": body.aliases,
        "description": told(body.summary, language),
        "url": pages(body, language),
        "foundingDate": str(body.founded or ""),
        "location": {"@type": "Country", "name": told(country, language)} if country else None,
        "areaServed": body.regions,
        "sameAs": [body.website] if body.website else [],
    }


def data_catalog(language=None):
    """The catalogue as open data, in one language or in all."""
    said = words()["catalogue"]
    return {
        "@type": "DataCatalog",
        "@id": f"{settings.SITE_URL}/catalog.jsonld#catalogue",
        "name": told(said["title"], language),
        "description": told(said["description"], language),
        "url": f"{settings.SITE_URL}/{language or 'fr'}/data/",
        "license": DATA_LICENCES,
        "publisher": publisher(),
        "dataset": [_data_set(each, language) for each in data_sets()],
    }


def _data_set(data, language):
    keywords = data.keywords if language is None else {language: data.keywords[language]}
    return known(
        {
            "@type": "Dataset",
            "@id": f"{settings.SITE_URL}/catalog.jsonld#{data.name}",
            "name": told(data.title, language),
            "description": told(data.description, language),
            "keywords": [word for words in keywords.values() for word in words],
            "url": data.page(language or "fr"),
            "license": DATA_LICENCES,
            "isAccessibleForFree": True,
            "creator": publisher(),
            "dateModified": data.modified and data.modified.isoformat(),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": file.type,
                    "contentUrl": file.address,
                }
                for file in data.files
            ],
        }
    )


def based_on(words):
    """The description of a thing, where it is made of what other catalogues say: which, under
    which licences, and what of it, in the words for the columns of each row: `{row: {column:
    word}}`. One query.
    """
    rows = [row for row in words if row is not None]
    held = ValueOrigin.objects.held_by(rows)
    owed = credits_of(
        (origin, words[row].get(origin.field.partition(".")[0], ""))
        for row in rows
        for origin in held.get(row, ())
    )
    return owed and {
        "@type": "CreativeWork",
        "isBasedOn": [
            known(
                {
                    "@type": "Dataset",
                    "name": catalogue.title,
                    "url": catalogue.home,
                    "license": _licence(licence),
                    "variableMeasured": properties,
                }
            )
            for catalogue, licence, properties in owed
        ],
    }


def publisher():
    """Who publishes the catalogue."""
    return {
        "@type": "Organization",
        "name": settings.PUBLISHER["name"] or "Communal",
        "url": settings.SITE_URL,
    }


def document(thing):
    """A thing as a JSON-LD document: with its context, and without what is not known."""
    return {"@context": CONTEXT, **known(thing)}


def known(thing):
    """Without what is not known: a machine must not read an empty text as a fact."""
    return {
        key: known(value) if isinstance(value, dict) else value
        for key, value in thing.items()
        if value is not None and value not in ("", [], {})
    }


def told(texts, language=None):
    """A localised text in a language, or else in the best other one; without a language, all of
    them, each marked with its own.
    """
    if language is None:
        return [{"@language": tag, "@value": text} for tag, text in sorted(texts.items())]
    held = (texts.get(each) for each in (language, "en", "fr", *texts))
    return next(filter(None, held), "")


def pages(thing, language=None):
    """The address of a thing's page, or those of its pages in every language."""
    found = []
    for each in [language] if language else LANGUAGES:
        with override(each):
            found.append(settings.SITE_URL + thing.get_absolute_url())
    return found[0] if language else found


def wikidata(item):
    return f"https://www.wikidata.org/entity/{item}" if item else ""


def _platforms(names):
    """`{language: what they are called}`"""
    found = {}
    for language in LANGUAGES if names else ():
        with override(language):
            found[language] = ", ".join(str(PLATFORMS[name]) for name in names)
    return found


def _licence(expression):
    """One SPDX identifier has an address; an expression of several does not."""
    if not expression or " " in expression:
        return expression
    return f"https://spdx.org/licenses/{expression}.html"


def _seen(thing):
    return thing is not None and thing.published_at is not None
