"""The ways to narrow each list, declared once for pages and API.

A facet's values are the `facet:value` words that `documents` gives to an entry. Inside a facet
values add up (or); facets narrow each other (and). Each facet is counted under all the others, so
that no choice leads nowhere.
"""

from dataclasses import dataclass

from babel import Locale
from django.db.models import Count, F, Func, Q, TextField
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
from catalogue.models import Adoption, Category, City, Licence, Product, Tool, Vendor
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


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its number of results. `under` is its parent's value where a facet
    has two levels.
    """

    value: str
    label: str
    count: int
    chosen: bool
    under: str = ""


class Words:
    """Values that are a closed list."""

    def __init__(self, *choices):
        self.choices = {str(value): label for value, label in choices}

    def __call__(self, values):
        return {value: (str(label), "") for value, label in self.choices.items() if value in values}


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


def products(values):
    rows = Product.objects.published().filter(slug__in=values)
    return {row.slug: (row.name, "") for row in rows}


def tools(values):
    rows = Tool.objects.published().filter(slug__in=values)
    return {row.slug: (row.name, "") for row in rows}


def cities(values):
    return {
        row.slug: (_in_reader_language(row.name), "")
        for row in City.objects.published().filter(slug__in=values)
    }


def languages(values):
    """Languages of documents, named where the Unicode data names them."""
    names = Locale(get_language() or "fr").languages
    return {
        value: (names.get(value, value), "") for value in values if LANGUAGE_TAG.fullmatch(value)
    }


def vendors(values):
    return {row.slug: (row.name, "") for row in Vendor.objects.filter(slug__in=values)}


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
ALTERNATIVES = Words(
    ("proven", _("Proven by at least one city")),
    ("listed", _("Listed, no switch recorded")),
    ("none", _("None known")),
)

FACETS = {
    Kind.TOOL: (
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("replaces", _("Replaces"), products),
        Facet("vendor", _("Vendor of what it replaces"), vendors),
        Facet("adopters", _("In production in"), adopters),
        Facet("country", _("Country of the cities"), countries),
        Facet("platform", _("Platform"), Words(*Platform.choices)),
        Facet("licence", _("Licence"), licences, two_level=True),
        Facet("status", _("Development status"), Words(*DevelopmentStatus.choices, UNKNOWN)),
    ),
    Kind.PRODUCT: (
        Facet("alternatives", _("Free alternatives"), ALTERNATIVES),
        Facet("gafam", "GAFAM", YES_NO),
        Facet("vendor", _("Vendor"), vendors),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("hosting", _("Hosting"), Words(*Hosting.choices)),
    ),
    Kind.CITY: (
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("kind", _("Kind"), Words(*CityKind.choices)),
        Facet("status", _("Status"), Words(*AdoptionStatus.choices), adoption="status"),
        Facet("tool", _("Tool"), tools, adoption="tool__slug"),
        Facet("replaced", _("Product replaced"), products, adoption="replaces__slug"),
        Facet("label", _("Label"), Words(*CityLabelName.choices)),
    ),
    Kind.CASE_STUDY: (
        Facet("outcome", _("How it stands"), Words(*Outcome.choices)),
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("tool", _("Tool"), tools),
        Facet("replaces", _("Product replaced"), products),
    ),
    Kind.ORGANISATION: (
        Facet("kind", _("Kind"), Words(*OrganisationKind.choices)),
        Facet("country", _("Country"), countries),
        Facet("service", _("Service"), Words(*ServiceKind.choices)),
        Facet("tool", _("Tool"), tools),
    ),
    Kind.CATEGORY: (Facet("domain", _("Domain"), categories),),
    Kind.VENDOR: (Facet("gafam", "GAFAM", YES_NO), Facet("country", _("Country"), countries)),
    Kind.REPLACEMENT: (
        Facet("tool", _("Tool"), tools),
        Facet("product", _("Product"), products),
        Facet("vendor", _("Vendor"), vendors),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("coverage", _("Coverage"), Words(*Coverage.choices)),
    ),
    Kind.ADOPTION: (
        Facet("status", _("Status"), Words(*AdoptionStatus.choices)),
        Facet("tool", _("Tool"), tools),
        Facet("city", _("City"), cities),
        Facet("replaces", _("Product left"), products),
        Facet("category", _("What it does"), categories, two_level=True),
        Facet("country", _("Country"), countries),
        Facet("size", _("Population"), SIZES),
        Facet("role", _("Role"), Words(*AdoptionRole.choices)),
        Facet("confidence", _("Confidence"), Words(*Confidence.choices)),
    ),
    Kind.ARGUMENT: (),
    Kind.SOURCE: (
        Facet("kind", _("Kind"), Words(*SourceKind.choices)),
        Facet("lang", _("Language"), languages),
    ),
}


def narrow(entries, facets, chosen, *, skip=None):
    """Entries that every facet's choice allows, `skip` left aside."""
    for facet in facets:
        if facet is not skip and chosen.get(facet.name):
            entries = entries.filter(facet.condition(chosen[facet.name]))
    together = _adoption_choices(facets, chosen, skip)
    if len(together) > 1:
        same = Adoption.objects.visible().filter(**together)
        entries = entries.filter(object_id__in=same.values("city"))
    return entries


def _adoption_choices(facets, chosen, skip):
    """The choices that speak of one adoption, as a filter of adoptions."""
    return {
        f"{facet.adoption}__in": chosen[facet.name]
        for facet in facets
        if facet.adoption and facet is not skip and chosen.get(facet.name)
    }


def _count_in_adoptions(facet, entries, together):
    """Cities by value of a facet, among those whose same adoption has the other choices."""
    rows = (
        Adoption.objects.visible()
        .filter(city__in=entries.order_by().values("object_id"), **together)
        .order_by()
        .values_list(facet.adoption)
        .annotate(n=Count("city", distinct=True))
    )
    return {f"{facet.name}:{value}": n for value, n in rows if value}


def count_facets(entries, facets, chosen):
    """`{facet: [FacetValue]}` for `entries` (matching the text, not narrowed), chosen values kept
    at zero.
    """
    counts = _count(narrow(entries, facets, chosen))
    for facet in facets:
        together = _adoption_choices(facets, chosen, facet) if facet.adoption else {}
        if chosen.get(facet.name) or together:
            others = narrow(entries, facets, chosen, skip=facet)
            own = _count_in_adoptions(facet, others, together) if together else _count(others)
            counts = {
                word: n for word, n in counts.items() if not word.startswith(f"{facet.name}:")
            } | {word: n for word, n in own.items() if word.startswith(f"{facet.name}:")}
    return {facet.name: _values(facet, counts, chosen.get(facet.name, ())) for facet in facets}


def _count(entries):
    rows = (
        entries.order_by()
        .annotate(word=Func(F("facets"), function="unnest", output_field=TextField()))
        .values("word")
        .annotate(n=Count("*"))
    )
    return dict(rows.values_list("word", "n"))


def _values(facet, counts, chosen):
    prefix = f"{facet.name}:"
    counted = {
        word.removeprefix(prefix): n for word, n in counts.items() if word.startswith(prefix)
    }
    counted |= {value: 0 for value in chosen if value not in counted}
    named = facet.names(counted)
    values = [
        FacetValue(value, label, counted[value], value in chosen, under)
        for value, (label, under) in named.items()
    ]
    if isinstance(facet.names, Words) or facet.names is adopters or facet.two_level:
        return values
    return sorted(values, key=lambda value: (-value.count, fold(value.label)))


def _in_reader_language(text):
    return text.get(get_language() or "fr") or next(iter(text.values()), "")
