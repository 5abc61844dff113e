"""What a page tells machines: the nouns in the words of schema.org."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from markupsafe import Markup

from catalogue.choices import CityKind, Platform
from catalogue.web.words import country, plain

DATA_LICENCES = [
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "https://creativecommons.org/licenses/by/4.0/",
]
#: No character of ours may close the script or open a tag.
HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
PLATFORMS = dict(Platform.choices)


def json_ld(thing):
    """A thing as a block that browsers leave alone and machines read."""
    words = json.dumps({"@context": "https://schema.org", **_known(thing)}, ensure_ascii=False)
    return Markup('<script type="application/ld+json">{}</script>').format(
        Markup(words.translate(HARMLESS))  # noqa: S704  nothing harmful is left
    )


def breadcrumb_list(items):
    """Breadcrumbs, from the list that the page shows."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            _known(
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
    """A tool. Where its licence is not established, nothing is said of what it costs."""
    offer = {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}
    return {
        "@type": "SoftwareApplication",
        "name": tool.name,
        "alternateName": tool.aliases,
        "description": plain(tool.summary),
        "url": _absolute(tool.get_absolute_url()),
        "applicationCategory": plain(tool.category.name),
        "operatingSystem": ", ".join(str(PLATFORMS[name]) for name in tool.platforms),
        "isAccessibleForFree": True if tool.licence else None,
        "offers": offer if tool.licence else None,
        "license": _licence(tool.licence),
        "softwareVersion": tool.latest_release_version,
        "downloadUrl": tool.download,
        "softwareHelp": {"@type": "CreativeWork", "url": tool.documentation}
        if tool.documentation
        else None,
        "maintainer": organization(tool.steward) if tool.steward else None,
        "sameAs": [address for address in (tool.website, _wikidata(tool.wikidata)) if address],
    }


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
        "author": _publisher(),
        "publisher": _publisher(),
        "license": DATA_LICENCES,
        "isAccessibleForFree": True,
        "about": [
            *(_mention(_place_type(city), plain(city.name), city) for city in study.cities.all()),
            *(_mention("SoftwareApplication", tool.name, tool) for tool in _tools(study)),
        ],
        "isBasedOn": list(sources),
    }


def organization(body):
    return {
        "@type": "Organization",
        "name": body.name,
        "alternateName": body.aliases,
        "description": plain(body.summary) if body.summary else "",
        "url": _absolute(body.get_absolute_url()),
        "foundingDate": str(body.founded or ""),
        "location": {"@type": "Country", "name": country(body.country)} if body.country else None,
        "areaServed": body.regions,
        "sameAs": [body.website] if body.website else [],
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
        "sameAs": [address for address in (city.website, _wikidata(city.wikidata)) if address],
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


def _publisher():
    return {
        "@type": "Organization",
        "name": settings.PUBLISHER["name"] or "Communal",
        "url": settings.SITE_URL,
    }


def _licence(expression):
    """One SPDX identifier has an address; an expression of several does not."""
    if not expression or " " in expression:
        return expression
    return f"https://spdx.org/licenses/{expression}.html"


def _wikidata(item):
    return f"https://www.wikidata.org/entity/{item}" if item else ""


def _absolute(path):
    return settings.SITE_URL + path if path else ""


def _known(thing):
    """Without what is not known: a machine must not read an empty text as a fact."""
    return {
        key: _known(value) if isinstance(value, dict) else value
        for key, value in thing.items()
        if value is not None and value not in ("", [], {})
    }


FILTERS = {"json_ld": json_ld}
GLOBALS = {
    "article": article,
    "breadcrumb_list": breadcrumb_list,
    "organization": organization,
    "place": place,
    "software_application": software_application,
    "web_site": web_site,
}
