"""Which entries tell of a thing, and what of it they tell."""

from collections import defaultdict

from catalogue.choices import Kind, OutsideNoun
from catalogue.models import (
    Adoption,
    Argument,
    CaseStudy,
    Category,
    Citation,
    City,
    CityLabel,
    Licence,
    Milestone,
    MoneyFact,
    Organisation,
    OutsideCatalogue,
    Product,
    ProductFact,
    Replacement,
    Service,
    Source,
    Tool,
    Vendor,
)

#: Where a record shows citations, by the way from its thing to them.
CITED_IN = {
    Kind.TOOL: ("",),
    Kind.PRODUCT: ("", "facts__"),
    Kind.REPLACEMENT: ("",),
    Kind.CITY: ("", "labels__", "milestones__", "money__"),
    Kind.ADOPTION: ("",),
    Kind.CASE_STUDY: ("", "money__"),
    Kind.ORGANISATION: ("",),
    Kind.ARGUMENT: ("",),
}
MODEL_OF = {
    Kind.TOOL: Tool,
    Kind.PRODUCT: Product,
    Kind.VENDOR: Vendor,
    Kind.REPLACEMENT: Replacement,
    Kind.CATEGORY: Category,
    Kind.CITY: City,
    Kind.ADOPTION: Adoption,
    Kind.CASE_STUDY: CaseStudy,
    Kind.ORGANISATION: Organisation,
    Kind.ARGUMENT: Argument,
    Kind.SOURCE: Source,
}
KIND_OF = {model: kind for kind, model in MODEL_OF.items()}
#: Which documents read a noun, by the way from their thing to it: `documents`, backwards.
TOLD_IN = {
    Tool: {
        Kind.TOOL: ("pk", "part_of", "based_on"),
        Kind.PRODUCT: ("replacements__tool", "replaced_in__tool"),
        Kind.REPLACEMENT: ("tool",),
        Kind.CITY: ("adoptions__tool", "money__adoption__tool"),
        Kind.ADOPTION: ("tool", "replaces_tools"),
        Kind.CASE_STUDY: ("adoptions__tool", "money__adoption__tool"),
        Kind.ORGANISATION: ("tools", "services__tool"),
        Kind.ARGUMENT: ("adoptions__tool",),
        Kind.CATEGORY: (
            "main_tools",
            "other_tools",
            "categories__main_tools",
            "categories__other_tools",
        ),
        Kind.SOURCE: (
            "citations__tool",
            "citations__replacement__tool",
            "citations__adoption__tool",
        ),
    },
    Product: {
        Kind.PRODUCT: ("pk", "part_of", "parts"),
        Kind.VENDOR: ("products",),
        Kind.TOOL: ("replacements__product",),
        Kind.REPLACEMENT: ("product",),
        Kind.CITY: ("adoptions__replaces",),
        Kind.ADOPTION: ("replaces",),
        Kind.CASE_STUDY: ("adoptions__replaces",),
        Kind.SOURCE: (
            "citations__product",
            "citations__product_fact__product",
            "citations__replacement__product",
        ),
    },
    City: {
        Kind.CITY: ("pk", "money__adoption__city"),
        Kind.TOOL: ("adoptions__city",),
        Kind.PRODUCT: ("replaced_in__city",),
        Kind.REPLACEMENT: ("tool__adoptions__city",),
        Kind.ADOPTION: ("city",),
        Kind.CASE_STUDY: ("cities", "adoptions__city", "money__city", "money__adoption__city"),
        Kind.ORGANISATION: ("services__attested_by",),
        Kind.ARGUMENT: ("adoptions__city", "milestones__city"),
        Kind.SOURCE: (
            "citations__city",
            "citations__city_label__city",
            "citations__milestone__city",
            "citations__money_fact__city",
            "citations__adoption__city",
        ),
    },
    Adoption: {
        Kind.ADOPTION: ("pk",),
        Kind.TOOL: ("adoptions",),
        Kind.PRODUCT: ("replaced_in",),
        Kind.REPLACEMENT: ("tool__adoptions",),
        Kind.CITY: ("adoptions", "money__adoption"),
        Kind.CASE_STUDY: ("adoptions", "money__adoption"),
        Kind.ARGUMENT: ("adoptions",),
        Kind.SOURCE: ("citations__adoption",),
    },
    Category: {
        Kind.CATEGORY: ("pk", "categories", "domain"),
        Kind.TOOL: (
            "category",
            "category__domain",
            "other_categories",
            "other_categories__domain",
        ),
        Kind.PRODUCT: ("category", "category__domain"),
        Kind.REPLACEMENT: ("tool__category", "tool__category__domain"),
        Kind.ADOPTION: ("tool__category", "tool__category__domain"),
        Kind.CASE_STUDY: ("adoptions__tool__category", "adoptions__tool__category__domain"),
    },
    Vendor: {
        Kind.VENDOR: ("pk",),
        Kind.PRODUCT: ("vendor",),
        Kind.TOOL: ("replacements__product__vendor",),
        Kind.REPLACEMENT: ("product__vendor",),
    },
    Organisation: {
        Kind.ORGANISATION: ("pk",),
        Kind.TOOL: ("steward",),
        Kind.ADOPTION: ("provider",),
        Kind.SOURCE: ("citations__organisation",),
    },
    CaseStudy: {
        Kind.CASE_STUDY: ("pk",),
        Kind.ARGUMENT: ("case_studies",),
        Kind.SOURCE: ("citations__case_study",),
    },
    Replacement: {
        Kind.REPLACEMENT: ("pk",),
        Kind.TOOL: ("replacements",),
        Kind.PRODUCT: ("replacements",),
        Kind.SOURCE: ("citations__replacement",),
    },
    Argument: {Kind.ARGUMENT: ("pk",), Kind.SOURCE: ("citations__argument",)},
    Service: {Kind.ORGANISATION: ("services",)},
    Milestone: {
        Kind.CITY: ("milestones",),
        Kind.ARGUMENT: ("milestones",),
        Kind.SOURCE: ("citations__milestone",),
    },
    MoneyFact: {
        Kind.CITY: ("money",),
        Kind.CASE_STUDY: ("money",),
        Kind.SOURCE: ("citations__money_fact",),
    },
    ProductFact: {Kind.PRODUCT: ("facts",), Kind.SOURCE: ("citations__product_fact",)},
    CityLabel: {Kind.CITY: ("labels",), Kind.SOURCE: ("citations__city_label",)},
    Licence: {Kind.TOOL: ("licence__contains",)},
    Citation: {
        Kind.SOURCE: ("citations",),
        **{kind: tuple(f"{way}citations" for way in ways) for kind, ways in CITED_IN.items()},
    },
    Source: {
        Kind.SOURCE: ("pk",),
        **{
            kind: tuple(f"{way}citations__source" for way in ways)
            for kind, ways in CITED_IN.items()
        },
    },
}
#: What the entries of others tell of a noun, or go by when they put it in its place: as long as
#: all of this stays as it was, only its own entry tells of an edit. A name is a column, a link or a
#: property. Of `published_at`, others tell no more than whether there is one. A noun that is not
#: here shows nearly whole in the entries of others (a citation, a replacement, a milestone…): they
#: are made again whatever is edited.
TOLD_BY_OTHERS = {
    # Filed under its categories, listed by its steward, ranked by being dead or not.
    Tool: (
        *("slug", "name", "published_at", "is_dead"),
        *("category_id", "other_categories", "steward_id"),
    ),
    # Found by its other names wherever it is replaced; listed by its vendor and its suite.
    Product: ("slug", "name", "aliases", "published_at", "vendor_id", "part_of_id"),
    # The country is a facet of its tools, with its size also of its adoptions and its stories.
    City: ("slug", "name", "published_at", "country", "population"),
    # All that makes it count, and for whom.
    Adoption: (
        *("slug", "published_at", "city_id", "tool_id", "replaces"),
        *("status", "confidence", "as_of"),
    ),
    # Its words find what is filed in it, in the order of its position.
    Category: ("slug", "name", "keywords", "domain_id", "position"),
    Vendor: ("slug", "name", "gafam"),
    Organisation: ("slug", "name", "published_at"),
    CaseStudy: ("slug", "title", "published_at"),
    # A source shows as long as anything published cites it.
    Argument: ("published_at",),
    # Named whole, but for its language, wherever it is cited.
    Source: ("slug", "title", "publisher", "url", "date", "kind"),
}


def told_by_others(row):
    """What the entries of others tell of a row as the database holds it; None where that is to be
    taken for something else each time.
    """
    names = TOLD_BY_OTHERS.get(type(row))
    held = names and type(row).objects.filter(pk=row.pk).first()
    return held and [_value(held, name) for name in names]


def _value(row, name):
    value = getattr(row, name)
    if name == "published_at":
        return value is not None
    return sorted(other.pk for other in value.all()) if hasattr(value, "all") else value


def own_entry(row):
    """The entry of a row, `{kind: {id}}`."""
    return {KIND_OF[type(row)]: {row.pk}}


def entries_touched_by(row):
    """Which entries tell something of `row`: `{kind: {ids}}`, itself included."""
    if isinstance(row, OutsideCatalogue):
        return _taken_from(row)
    return {
        kind: ids
        for kind, lookups in TOLD_IN.get(type(row), {}).items()
        if (ids := {pk for lookup in lookups for pk in _ids(kind, lookup, row)})
    }


def _taken_from(catalogue):
    """The entries that name another catalogue as the origin of a value."""
    told = defaultdict(set)
    for noun, pk in catalogue.origins.values_list("noun", "object_id").distinct():
        told[Kind.CITY if noun == OutsideNoun.PLACE else Kind(noun)].add(pk)
    return dict(told)


def _ids(kind, lookup, row):
    return MODEL_OF[kind].objects.filter(**{lookup: row.pk}).values_list("pk", flat=True)
