"""How each noun travels in a record: its columns, its references by key, its links and the rows
that belong to it.

A record is a dictionary whose values are plain (text, numbers, lists, dictionaries), so that it can
be compared with `==` and kept as JSON. References are written as the key of the thing referred to.
"""

from dataclasses import dataclass

from catalogue.models import (
    Adoption,
    Argument,
    CaseStudy,
    Category,
    City,
    CityLabel,
    Licence,
    Milestone,
    MoneyFact,
    Organisation,
    Product,
    ProductFact,
    Replacement,
    Service,
    Source,
    Tool,
    Vendor,
)


@dataclass(frozen=True)
class Shape:
    """A noun on the road.

    `refs` are foreign keys and `links` many-to-many fields, each with the noun that it points at;
    `parts` are rows that live and die with it, each with its own shape; `cites` is the name of the
    citation's foreign key, or "".
    """

    noun: str
    model: type
    key: tuple
    columns: tuple
    refs: tuple = ()
    links: tuple = ()
    parts: tuple = ()
    cites: str = ""

    @property
    def own(self):
        """What stands in the row itself."""
        return (*self.columns, *(name for name, noun in self.refs))

    def key_of(self, values):
        return "/".join(str(values[name]) for name in self.key)


@dataclass(frozen=True)
class Part:
    """Rows that belong to one thing: `accessor` on it, `owner` back from the row."""

    name: str
    accessor: str
    owner: str
    shape: Shape


ADDRESSES = ("website", "repository", "download", "documentation", "training", "community")

FACT = Shape(
    "product fact", ProductFact, (), ("kind", "date", "text", "verified"), cites="product_fact"
)
LABEL = Shape("label", CityLabel, (), ("label", "level", "year"), cites="city_label")

#: In the order in which they can be written: a record refers to its own noun or to earlier ones.
SHAPES = (
    Shape("licence", Licence, ("spdx",), ("spdx", "name", "family", "osi", "fsf")),
    Shape(
        "source", Source, ("slug",), ("slug", "title", "publisher", "url", "date", "kind", "lang")
    ),
    Shape(
        "category",
        Category,
        ("slug",),
        ("slug", "name", "summary", "keywords", "publiccode", "position"),
        refs=(("domain", "category"),),
    ),
    Shape("vendor", Vendor, ("slug",), ("slug", "name", "country", "gafam")),
    Shape(
        "organisation",
        Organisation,
        ("slug",),
        (
            "slug",
            "name",
            "aliases",
            "kind",
            "country",
            "founded",
            "website",
            "summary",
            "description",
            "regions",
        ),
        cites="organisation",
    ),
    Shape(
        "product",
        Product,
        ("slug",),
        ("slug", "name", "aliases", "hosting", "summary"),
        refs=(("vendor", "vendor"), ("category", "category"), ("part_of", "product")),
        parts=(Part("facts", "facts", "product", FACT),),
        cites="product",
    ),
    Shape(
        "tool",
        Tool,
        ("slug",),
        (
            *(
                "slug",
                "name",
                "aliases",
                "summary",
                "description",
                "caution",
                "licence",
                "licence_note",
            ),
            *ADDRESSES,
            *(
                "software_type",
                "development_status",
                "maintenance",
                "platforms",
                "languages",
                "localisation_ready",
            ),
            *(
                "first_release",
                "first_release_verified",
                "latest_release_version",
                "latest_release_on",
            ),
            *(
                "last_activity",
                "maintainer",
                "wikidata",
                "sill",
                "comptoir_du_libre",
                "publiccode_url",
            ),
        ),
        refs=(
            ("category", "category"),
            ("part_of", "tool"),
            ("based_on", "tool"),
            ("steward", "organisation"),
        ),
        links=(("other_categories", "category"),),
        cites="tool",
    ),
    Shape(
        "replacement",
        Replacement,
        ("tool", "product"),
        ("coverage", "caveat"),
        refs=(("tool", "tool"), ("product", "product")),
        cites="replacement",
    ),
    Shape(
        "city",
        City,
        ("slug",),
        (
            *("slug", "name", "kind", "country", "region", "department", "summary", "website"),
            *("insee", "siren", "istat", "geonames", "wikidata"),
            *("population", "population_year", "population_note", "latitude", "longitude"),
        ),
        parts=(Part("labels", "labels", "city", LABEL),),
        cites="city",
    ),
    Shape(
        "milestone",
        Milestone,
        ("slug",),
        ("slug", "on", "kind", "title", "text"),
        refs=(("city", "city"),),
        cites="milestone",
    ),
    Shape(
        "adoption",
        Adoption,
        ("slug",),
        (
            *(
                "slug",
                "status",
                "as_of",
                "started",
                "ended",
                "roles",
                "scale",
                "workstations",
                "people",
            ),
            *("version", "provider_name", "confidence", "confirmed_by_city", "note"),
        ),
        refs=(("city", "city"), ("tool", "tool"), ("provider", "organisation")),
        links=(("replaces", "product"), ("replaces_tools", "tool")),
        cites="adoption",
    ),
    Shape(
        "money",
        MoneyFact,
        ("slug",),
        (
            "slug",
            "amount",
            "currency",
            "year",
            "nature",
            "recurrence",
            "period",
            "standing",
            "covers",
            "said_by",
        ),
        refs=(("city", "city"), ("adoption", "adoption")),
        cites="money_fact",
    ),
    Shape(
        "case study",
        CaseStudy,
        ("slug",),
        (
            *(
                "slug",
                "title",
                "summary",
                "outcome_kind",
                "date",
                "context",
                "motivation",
                "replaced",
            ),
            *("approach", "training", "obstacles", "outcome", "lessons", "went_wrong"),
        ),
        links=(("cities", "city"), ("adoptions", "adoption"), ("money", "money")),
        cites="case_study",
    ),
    Shape(
        "argument",
        Argument,
        ("slug",),
        ("slug", "title", "text", "caution", "position"),
        links=(
            ("adoptions", "adoption"),
            ("case_studies", "case study"),
            ("milestones", "milestone"),
        ),
        cites="argument",
    ),
    Shape(
        "service",
        Service,
        ("organisation", "tool"),
        ("kinds",),
        refs=(("organisation", "organisation"), ("tool", "tool"), ("attested_by", "city")),
    ),
)
