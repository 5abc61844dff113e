"""The ways to narrow each list, declared once for pages and API.

A facet's values are the `facet:value` words that `documents` gives to an entry. Inside a facet
values add up (or); facets narrow each other (and).
"""

from dataclasses import dataclass

from babel import Locale
from django.db.models import Q
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
from catalogue.models import Adoption, Category, Licence, SearchEntry
from catalogue.search.documents import ADOPTER_STEPS
from catalogue.search.text import fold
from catalogue.validators import LANGUAGE_TAG

UNKNOWN = ("unknown", pgettext_lazy("facet value", "Not known"))


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list: `name` is the query parameter, `names` turns values into words.
    Facets of cities that tell of an adoption have their way to it in `adoption`: chosen together,
    they speak of the same adoption."""

    name: str
    label: str
    names: object
    two_level: bool = False
    adoption: str = ""

    def condition(self, values):
        return Q(facets__overlap=[f"{self.name}:{value}" for value in values])


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
        named = SearchEntry.objects.filter(kind=self.kind, slug__in=values)
        return {
            slug: (_in_reader_language(label), "")
            for slug, label in named.values_list("slug", "label")
        }

    def beginning(self, text):
        """The values whose names begin so, accents and case aside."""
        name = "sort_en" if get_language() == "en" else "sort_fr"
        begun = SearchEntry.objects.filter(kind=self.kind, **{f"{name}__startswith": fold(text)})
        return set(begun.values_list("slug", flat=True))


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
    for spdx, family in Licence.objects.filter(spdx__in=values).values_list("spdx", "family"):
        named[spdx] = (spdx, family)
    return named


def categories(values):
    """Domains, each with its categories, in the catalogue's order."""
    rows = Category.objects.filter(slug__in=values).select_related("domain")
    return {
        row.slug: (_in_reader_language(row.name), row.domain.slug if row.domain else "")
        for row in rows
    }


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
        Facet("tool", _("Tool"), TOOLS, adoption="tool__slug"),
        Facet("replaced", _("Product replaced"), PRODUCTS, adoption="replaces__slug"),
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
        Facet("tool", _("Tool"), TOOLS),
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


def narrow(entries, facets, chosen, *, skip=None):
    """Entries that every facet's choice allows, `skip` left aside."""
    for facet in facets:
        if facet is not skip and chosen.get(facet.name):
            entries = entries.filter(facet.condition(chosen[facet.name]))
    together = adoption_choices(facets, chosen, skip)
    if len(together) > 1:
        same = Adoption.objects.visible().filter(**together)
        entries = entries.filter(object_id__in=same.values("city"))
    return entries


def adoption_choices(facets, chosen, skip):
    """The choices that speak of one adoption, as a filter of adoptions."""
    return {
        f"{facet.adoption}__in": chosen[facet.name]
        for facet in facets
        if facet.adoption and facet is not skip and chosen.get(facet.name)
    }


def _in_reader_language(text):
    return text.get(get_language() or "fr") or next(iter(text.values()), "")
