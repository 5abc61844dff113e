"""The ways to narrow each list, declared once for pages and API.

A facet's values are the `facet:value` words that `documents` gives to an entry. Inside a facet
values add up (or); facets narrow each other (and).
"""

import json
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.choices import (
    AdoptionRole,
    AdoptionStatus,
    CityKind,
    CityLabelName,
    Confidence,
    Coverage,
    DevelopmentStatus,
    Hosting,
    Kind,
    LicenceFamily,
    OrganisationKind,
    Outcome,
    Platform,
    ServiceKind,
    SourceKind,
)
from catalogue.countries import TERRITORIES
from catalogue.search.asking import rows_of
from catalogue.search.documents import ADOPTER_STEPS
from catalogue.search.text import fold
from catalogue.validators import LANGUAGE_TAG

NAMED = "SELECT slug, label::text FROM catalogue_searchentry WHERE kind = %s AND slug = ANY(%s)"
BEGUN = "SELECT slug FROM catalogue_searchentry WHERE kind = %s AND starts_with({name}, %s)"
LICENCES = "SELECT spdx, family FROM catalogue_licence WHERE spdx = ANY(%s)"
#: In the catalogue's order.
CATEGORIES = """
SELECT category.slug, category.name::text, coalesce(domain.slug, '')
  FROM catalogue_category AS category LEFT JOIN catalogue_category AS domain
    ON domain.id = category.domain_id
 WHERE category.slug = ANY(%s) ORDER BY category.position, category.slug
"""
UNKNOWN = ("unknown", pgettext_lazy("facet value", "Not known"))


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list: `name` is the query parameter, `names` turns values into words.

    A facet of cities that tells of an adoption says in `adoption` which of its facets that is:
    chosen together, they speak of the same adoption. The values of one that `lists_under` are those
    that entries stand `under`.
    """

    name: str
    label: str
    names: object
    two_level: bool = False
    adoption: str = ""
    lists_under: bool = False


class Words:
    """Values that are a closed list."""

    def __init__(self, *choices):
        self.choices = {str(value): label for value, label in choices}

    def __call__(self, values):
        return {value: (str(label), "") for value, label in self.choices.items() if value in values}


class Things:
    """Values that are things of the catalogue: there may be any number of them."""

    def __init__(self, kind):
        self.kind = kind

    def __call__(self, values):
        named = rows_of(NAMED, [self.kind.value, list(values)]) if values else ()
        return {slug: (_in_reader_language(json.loads(label)), "") for slug, label in named}

    def beginning(self, text):
        """The values whose names begin so, accents and case aside."""
        name = "sort_en" if get_language() == "en" else "sort_fr"
        begun = rows_of(BEGUN.format(name=name), [self.kind.value, fold(text)])
        return {slug for (slug,) in begun}


class Languages:
    """Languages, of which there may be any number, named where the Unicode data names them."""

    def __call__(self, values):
        names = Locale(get_language() or "fr").languages
        tags = (value for value in values if LANGUAGE_TAG.fullmatch(value))
        return {tag: (names.get(tag, tag), "") for tag in tags}

    def beginning(self, text):
        """The languages whose names begin so, accents and case aside."""
        names = Locale(get_language() or "fr").languages.items()
        return {tag for tag, name in names if fold(name).startswith(fold(text))}


def licences(values):
    """Families first, each with its licences."""
    named = {value: (str(label), "") for value, label in LicenceFamily.choices if value in values}
    if "unknown" in values:
        named["unknown"] = (str(_("Not established")), "")
    for spdx, family in rows_of(LICENCES, [list(values)]) if values else ():
        named[spdx] = (spdx, family)
    return named


def categories(values):
    """Domains, each with its categories, in the catalogue's order."""
    rows = rows_of(CATEGORIES, [list(values)]) if values else ()
    return {slug: (_in_reader_language(json.loads(name)), domain) for slug, name, domain in rows}


def countries(values):
    territories = TERRITORIES[get_language() or "fr"]
    return {value: (territories[value], "") for value in values if value in territories}


def adopters(values):
    return {
        str(step): (ngettext("at least %d city", "at least %d cities", step) % step, "")
        for step in ADOPTER_STEPS
        if str(step) in values
    }


YES_NO = Words(("yes", _("Yes")), ("no", _("No")))
SIZES = Words(
    ("0", _("under 2,000 people")),
    ("2k", _("2,000 to 10,000")),
    ("10k", _("10,000 to 50,000")),
    ("50k", _("50,000 to 200,000")),
    ("200k", _("over 200,000")),
)
TOOLS, PRODUCTS = Things(Kind.TOOL), Things(Kind.PRODUCT)
VENDORS, CITIES = Things(Kind.VENDOR), Things(Kind.CITY)
LANGUAGES = Languages()
ALTERNATIVES = Words(
    ("proven", _("Proven by at least one city")),
    ("listed", _("Listed, no switch recorded")),
    ("none", _("None known")),
)

FACETS = {
    Kind.TOOL: (
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("replaces", _("Replaces"), PRODUCTS),
        Facet("vendor", _("Vendor of what it replaces"), VENDORS),
        Facet("adopters", _("In production in"), adopters),
        Facet("country", _("Country of the cities"), countries),
        Facet("platform", _("Platform"), Words(*Platform.choices)),
        Facet("language", _("Language of the interface"), LANGUAGES),
        Facet("licence", _("Licence"), licences, two_level=True),
        Facet("status", _("Development status"), Words(*DevelopmentStatus.choices, UNKNOWN)),
    ),
    Kind.PRODUCT: (
        Facet("alternatives", _("Free alternatives"), ALTERNATIVES),
        Facet("gafam", "GAFAM", YES_NO),
        Facet("vendor", _("Vendor"), VENDORS),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("hosting", _("Hosting"), Words(*Hosting.choices)),
    ),
    Kind.CITY: (
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("kind", _("Kind"), Words(*CityKind.choices)),
        Facet("status", _("Status"), Words(*AdoptionStatus.choices), adoption="status"),
        Facet("tool", _("Tool"), TOOLS, adoption="tool"),
        Facet("replaced", _("Product replaced"), PRODUCTS, adoption="replaces"),
        Facet("label", _("Label"), Words(*CityLabelName.choices)),
    ),
    Kind.CASE_STUDY: (
        Facet("outcome", _("How it stands"), Words(*Outcome.choices)),
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("tool", _("Tool"), TOOLS),
        Facet("replaces", _("Product replaced"), PRODUCTS),
    ),
    Kind.ORGANISATION: (
        Facet("kind", _("Kind"), Words(*OrganisationKind.choices)),
        Facet("country", _("Country"), countries),
        Facet("service", _("Service"), Words(*ServiceKind.choices)),
        Facet("tool", _("Tool"), TOOLS),
    ),
    Kind.CATEGORY: (Facet("domain", _("Domain"), categories),),
    Kind.VENDOR: (Facet("gafam", "GAFAM", YES_NO), Facet("country", _("Country"), countries)),
    Kind.REPLACEMENT: (
        Facet("tool", _("Tool"), TOOLS),
        Facet("product", _("Product"), PRODUCTS),
        Facet("vendor", _("Vendor"), VENDORS),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("coverage", _("Coverage"), Words(*Coverage.choices)),
    ),
    Kind.ADOPTION: (
        Facet("status", _("Status"), Words(*AdoptionStatus.choices)),
        Facet("tool", _("Tool"), TOOLS, lists_under=True),
        Facet("city", _("City"), CITIES),
        Facet("replaces", _("Product left"), PRODUCTS),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("role", _("Role"), Words(*AdoptionRole.choices)),
        Facet("confidence", _("Confidence"), Words(*Confidence.choices)),
    ),
    Kind.ARGUMENT: (),
    Kind.SOURCE: (
        Facet("kind", _("Kind"), Words(*SourceKind.choices)),
        Facet("lang", _("Language"), LANGUAGES),
    ),
}


def _in_reader_language(text):
    return text.get(get_language() or "fr") or next(iter(text.values()), "")
