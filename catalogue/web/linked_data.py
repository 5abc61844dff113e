"""What a page tells machines: the nouns in the words of schema.org."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from markupsafe import Markup

from catalogue.choices import CityKind
from catalogue.exchange.formats import schema_org
from catalogue.exchange.formats.schema_org import (
    DATA_LICENCES,
    based_on,
    document,
    known,
    publisher,
    wikidata,
)
from catalogue.web.words import country, plain

#: What the words of schema.org tell of a city's values that another catalogue may have said.
OF_CITIES = {
    "name": "name",
    "summary": "description",
    "region": "containedInPlace",
    "country": "containedInPlace",
    "latitude": "geo",
    "longitude": "geo",
    **dict.fromkeys(("insee", "siren", "istat", "geonames"), "identifier"),
    "website": "sameAs",
    "wikidata": "sameAs",
}
#: No character of ours may close the script or open a tag.
HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_ld(thing):
    """A thing as a block that browsers leave alone and machines read."""
    words = json.dumps(document(thing), ensure_ascii=False)
    return Markup('<script type="application/ld+json">{}</script>').format(
        Markup(words.translate(HARMLESS))  # noqa: S704  nothing harmful is left
    )


def breadcrumb_list(items):
    """Breadcrumbs, from the list that the page shows."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            known(
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": str(item["label"]),
                    "item": _absolute(item.get("url", "")),
                }
            )
            for position, item in enumerate(items, 1)
        ],
    }


def web_site():
    """The site itself, and how to search it."""
    search = f"{_absolute(reverse('search'))}?q={{words}}"
    return {
        "@type": "WebSite",
        "name": "Communal",
        "url": _absolute(reverse("home")),
        "inLanguage": get_language(),
        "license": DATA_LICENCES,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=words",
        },
    }


def software_application(tool):
    return schema_org.software_application(tool, get_language())


def organization(body):
    return schema_org.organization(body, get_language())


def data_catalog():
    """The catalogue as open data."""
    return schema_org.data_catalog(get_language())


def article(study, sources=()):
    """A case study; `sources` are the addresses that it rests on."""
    return {
        "@type": "Article",
        "headline": plain(study.title),
        "description": plain(study.summary),
        "url": _absolute(study.get_absolute_url()),
        "mainEntityOfPage": _absolute(study.get_absolute_url()),
        "inLanguage": get_language(),
        "datePublished": study.published_at.date().isoformat(),
        "dateModified": study.updated_at.date().isoformat(),
        "author": publisher(),
        "publisher": publisher(),
        "license": DATA_LICENCES,
        "isAccessibleForFree": True,
        "about": [
            *(_mention(_place_type(city), plain(city.name), city) for city in study.cities.all()),
            *(_mention("SoftwareApplication", tool.name, tool) for tool in _tools(study)),
        ],
        "isBasedOn": list(sources),
    }


def place(city):
    """A city as a place; its official numbers are its identifiers."""
    names = set(city.name.values()) - {plain(city.name)}
    numbers = (
        ("INSEE", city.insee),
        ("SIREN", city.siren),
        ("ISTAT", city.istat),
        ("GeoNames", city.geonames),
    )
    return {
        "@type": _place_type(city),
        "name": plain(city.name),
        "alternateName": sorted(names),
        "description": plain(city.summary) if city.summary else "",
        "url": _absolute(city.get_absolute_url()),
        "containedInPlace": _inside(city),
        "geo": _point(city),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": number}
            for scheme, number in numbers
            if number
        ],
        "sameAs": [address for address in (city.website, wikidata(city.wikidata)) if address],
        "subjectOf": based_on({city: OF_CITIES}),
    }


def _place_type(city):
    return "City" if city.kind == CityKind.COMMUNE else "AdministrativeArea"


def _inside(city):
    nation = {"@type": "Country", "name": country(city.country)}
    if not city.region:
        return nation
    return {"@type": "AdministrativeArea", "name": city.region, "containedInPlace": nation}


def _point(city):
    if city.latitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": city.latitude, "longitude": city.longitude}


def _tools(study):
    return {adoption.tool_id: adoption.tool for adoption in study.adoptions.all()}.values()


def _mention(kind, name, thing):
    return {"@type": kind, "name": name, "url": _absolute(thing.get_absolute_url())}


def _absolute(path):
    return settings.SITE_URL + path if path else ""


FILTERS = {"json_ld": json_ld}
GLOBALS = {
    "article": article,
    "breadcrumb_list": breadcrumb_list,
    "data_catalog": data_catalog,
    "organization": organization,
    "place": place,
    "software_application": software_application,
    "web_site": web_site,
}
