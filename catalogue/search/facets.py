"""The ways to narrow each list, declared once for pages and API.

A facet's values are the `facet:value` words that `documents` gives to an entry. Inside a facet
values add up (or); facets narrow each other (and).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    OrganisationKind,
    Outcome,
    Platform,
    ServiceKind,
    SourceKind,
)
from catalogue.search.names import (
    Categories,
    Languages,
    Licences,
    Things,
    Words,
    adopters,
    countries,
)

UNKNOWN = ("unknown", pgettext_lazy("facet value", "Not known"))


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list: `name` is the query parameter, `names` turns values into words.

    Facets of cities that are `of_adoption`, chosen together, speak of the same adoption. The values
    of one that `lists_under` are those that entries stand `under`.
    """

    name: str
    label: str
    names: object
    two_level: bool = False
    of_adoption: bool = False
    lists_under: bool = False


YES_NO = Words(("yes", _("Yes")), ("no", _("No")))
SIZES = Words(
    ("0", _("under 2,000 people")),
    ("2k", _("2,000 to 10,000")),
    ("10k", _("10,000 to 50,000")),
    ("50k", _("50,000 to 200,000")),
    ("200k", _("over 200,000")),
)
CATEGORIES, LICENCES = Categories(), Licences()
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
        Facet("category", _("What it does"), CATEGORIES, two_level=True),
        Facet("replaces", _("Replaces"), PRODUCTS),
        Facet("vendor", _("Vendor of what it replaces"), VENDORS),
        Facet("adopters", _("In production in"), adopters),
        Facet("country", _("Country of the cities"), countries),
        Facet("platform", _("Platform"), Words(*Platform.choices)),
        Facet("language", _("Language of the interface"), LANGUAGES),
        Facet("licence", _("Licence"), LICENCES, two_level=True),
        Facet("status", _("Development status"), Words(*DevelopmentStatus.choices, UNKNOWN)),
    ),
    Kind.PRODUCT: (
        Facet("alternatives", _("Free alternatives"), ALTERNATIVES),
        Facet("gafam", "GAFAM", YES_NO),
        Facet("vendor", _("Vendor"), VENDORS),
        Facet("category", _("What it does"), CATEGORIES, two_level=True),
        Facet("hosting", _("Hosting"), Words(*Hosting.choices)),
    ),
    Kind.CITY: (
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("kind", _("Kind"), Words(*CityKind.choices)),
        Facet("status", _("Status"), Words(*AdoptionStatus.choices), of_adoption=True),
        Facet("tool", _("Tool"), TOOLS, of_adoption=True),
        Facet("replaced", _("Product replaced"), PRODUCTS, of_adoption=True),
        Facet("label", _("Label"), Words(*CityLabelName.choices)),
    ),
    Kind.CASE_STUDY: (
        Facet("outcome", _("How it stands"), Words(*Outcome.choices)),
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("category", _("What it does"), CATEGORIES, two_level=True),
        Facet("tool", _("Tool"), TOOLS),
        Facet("replaces", _("Product replaced"), PRODUCTS),
    ),
    Kind.ORGANISATION: (
        Facet("kind", _("Kind"), Words(*OrganisationKind.choices)),
        Facet("country", _("Country"), countries),
        Facet("service", _("Service"), Words(*ServiceKind.choices)),
        Facet("tool", _("Tool"), TOOLS),
    ),
    Kind.CATEGORY: (Facet("domain", _("Domain"), CATEGORIES),),
    Kind.VENDOR: (Facet("gafam", "GAFAM", YES_NO), Facet("country", _("Country"), countries)),
    Kind.REPLACEMENT: (
        Facet("tool", _("Tool"), TOOLS),
        Facet("product", _("Product"), PRODUCTS),
        Facet("vendor", _("Vendor"), VENDORS),
        Facet("category", _("What it does"), CATEGORIES, two_level=True),
        Facet("coverage", _("Coverage"), Words(*Coverage.choices)),
    ),
    Kind.ADOPTION: (
        Facet("status", _("Status"), Words(*AdoptionStatus.choices)),
        Facet("tool", _("Tool"), TOOLS, lists_under=True),
        Facet("city", _("City"), CITIES),
        Facet("replaces", _("Product left"), PRODUCTS),
        Facet("category", _("What it does"), CATEGORIES, two_level=True),
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
