"""What a search knows of each thing: its names, its words by weight, its facets and its counts.

One function a kind reads its nouns in a handful of queries and yields documents; `indexing` writes
them.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from catalogue.choices import AdoptionStatus, Kind
from catalogue.countries import LANGUAGES, names_of
from catalogue.models import (
    Adoption,
    CaseStudy,
    Category,
    City,
    Licence,
    Organisation,
    Product,
    Replacement,
    Service,
    Tool,
)

ADOPTER_STEPS = (1, 2, 3, 5, 10)
#: Name and smallest population of each size of city.
CITY_SIZES = (("200k", 200_000), ("50k", 50_000), ("10k", 10_000), ("2k", 2_000), ("0", 0))


@dataclass
class Document:
    """One thing as a list and a search see it."""

    kind: Kind
    object_id: int
    slug: str
    label: dict
    names: list
    weighted: dict = field(default_factory=dict)
    facets: set = field(default_factory=set)
    proof: int = 0
    cities: int = 0
    size: int = 0
    fresh: str = ""


def texts_of(*parts):
    """Words per language out of plain strings, lists of them and localised texts."""
    gathered = defaultdict(list)
    for part in parts:
        if isinstance(part, dict):
            for language, text in part.items():
                gathered["fr" if language == "fr" else "en"].append(text)
        else:
            for text in [part] if isinstance(part, str) else part:
                gathered["any"].append(text)
    return {language: "\n".join(filter(None, parts)) for language, parts in gathered.items()}


def size_of_city(population):
    """The name of the size of a city, or None when its population is not known."""
    if population is None:
        return None
    return next(name for name, least in CITY_SIZES if population >= least)


def published(accessor, model):
    """What visitors may see at the other end of a link: a draft shows in no document."""
    return Prefetch(accessor, model.objects.published())


def is_seen(thing):
    return thing is not None and thing.published_at is not None


def published_adoptions(*related):
    return Prefetch(
        "adoptions",
        Adoption.objects.published()
        .filter(city__published_at__isnull=False)
        .select_related(*related),
        to_attr="seen",
    )


def tool_documents(ids=None):
    """Tools: found by their names, by what they replace and by what they do."""
    families = dict(Licence.objects.values_list("spdx", "family"))
    tools = (
        _only(Tool.objects.published(), ids)
        .select_related("category__domain", "steward")
        .prefetch_related(
            published_adoptions("city"),
            "other_categories__domain",
            Prefetch(
                "replacements",
                Replacement.objects.filter(product__published_at__isnull=False).select_related(
                    "product__vendor"
                ),
            ),
        )
    )
    for tool in tools:
        categories = [tool.category, *tool.other_categories.all()]
        products = [replacement.product for replacement in tool.replacements.all()]
        current = [
            adoption for adoption in tool.seen if adoption.status not in AdoptionStatus.over()
        ]
        proven = {adoption.city_id for adoption in tool.seen if adoption.is_proven}
        yield Document(
            kind=Kind.TOOL,
            object_id=tool.pk,
            slug=tool.slug,
            label=dict.fromkeys(LANGUAGES, tool.name),
            names=[tool.name, *tool.aliases],
            weighted={
                "A": texts_of(tool.name, tool.aliases),
                "B": texts_of(
                    tool.summary,
                    [product.name for product in products],
                    *(product.aliases for product in products),
                    *(
                        text
                        for category in categories
                        for text in (category.name, category.keywords)
                    ),
                ),
                "C": texts_of(
                    tool.description,
                    tool.maintainer,
                    tool.steward.name if is_seen(tool.steward) else "",
                    [product.vendor.name for product in products],
                    *(category.domain.name for category in categories if category.domain),
                ),
            },
            facets={
                *(f"category:{category.slug}" for category in categories),
                *(f"category:{category.domain.slug}" for category in categories if category.domain),
                *(f"replaces:{product.slug}" for product in products),
                *(f"vendor:{product.vendor.slug}" for product in products),
                *(f"licence:{word}" for word in licence_words(tool.licence, families)),
                *(f"platform:{platform}" for platform in tool.platforms),
                f"status:{tool.development_status or 'unknown'}",
                *(f"country:{adoption.city.country}" for adoption in current),
                *(f"adopters:{step}" for step in ADOPTER_STEPS if len(proven) >= step),
            },
            proof=len(proven),
            cities=len({adoption.city_id for adoption in current}),
            size=len(products),
            fresh=tool.last_activity,
        )


def licence_words(expression, families):
    """The identifiers of an SPDX expression and their families."""
    found = [
        word for word in expression.replace("(", " ").replace(")", " ").split() if word in families
    ]
    return {*found, *(families[word] for word in found)} or {"unknown"}


def product_documents(ids=None):
    """Products: found by their names and by the tools that stand in for them."""
    products = (
        _only(Product.objects.published(), ids)
        .select_related("vendor", "category__domain", "part_of")
        .prefetch_related(
            Prefetch(
                "replacements",
                Replacement.objects.filter(tool__published_at__isnull=False).select_related("tool"),
            ),
            Prefetch(
                "replaced_in",
                Adoption.objects.published().filter(
                    city__published_at__isnull=False, tool__published_at__isnull=False
                ),
                to_attr="left_in",
            ),
        )
    )
    for product in products:
        tools = [replacement.tool for replacement in product.replacements.all()]
        proven = {adoption.city_id for adoption in product.left_in if adoption.is_proven}
        taken = {tool.pk for tool in tools} | {adoption.tool_id for adoption in product.left_in}
        state = "proven" if proven else "listed" if taken else "none"
        suite = [product.part_of.name] if is_seen(product.part_of) else []
        yield Document(
            kind=Kind.PRODUCT,
            object_id=product.pk,
            slug=product.slug,
            label=dict.fromkeys(LANGUAGES, product.name),
            names=[product.name, *product.aliases],
            weighted={
                "A": texts_of(product.name, product.aliases),
                "B": texts_of(
                    product.vendor.name, suite, product.category.name, product.category.keywords
                ),
                "C": texts_of(product.summary, [tool.name for tool in tools]),
            },
            facets={
                f"vendor:{product.vendor.slug}",
                f"gafam:{'yes' if product.vendor.gafam else 'no'}",
                f"category:{product.category.slug}",
                *([f"category:{product.category.domain.slug}"] if product.category.domain else []),
                f"alternatives:{state}",
                *([f"hosting:{product.hosting}"] if product.hosting else []),
            },
            proof=len(proven),
            cities=len({adoption.city_id for adoption in product.left_in if not adoption.is_over}),
            size=len(taken),
        )


def city_documents(ids=None):
    """Cities: found by their names in every language and by the tools that they run."""
    cities = _only(City.objects.published(), ids).prefetch_related(
        Prefetch(
            "adoptions",
            Adoption.objects.published()
            .filter(tool__published_at__isnull=False)
            .select_related("tool")
            .prefetch_related(published("replaces", Product)),
            to_attr="seen",
        ),
        "labels",
        "milestones",
    )
    for city in cities:
        size = size_of_city(city.population)
        proven = {adoption.tool_id for adoption in city.seen if adoption.is_proven}
        yield Document(
            kind=Kind.CITY,
            object_id=city.pk,
            slug=city.slug,
            label=city.name,
            names=list(dict.fromkeys(city.name.values())),
            weighted={
                "A": texts_of(list(city.name.values())),
                "B": texts_of(
                    [city.region, city.department],
                    names_of(city.country),
                    [adoption.tool.name for adoption in city.seen],
                ),
                "C": texts_of(
                    city.summary, *(milestone.title for milestone in city.milestones.all())
                ),
            },
            facets={
                f"country:{city.country}",
                f"kind:{city.kind}",
                *([f"size:{size}"] if size else []),
                *(f"tool:{adoption.tool.slug}" for adoption in city.seen),
                *(f"status:{adoption.status}" for adoption in city.seen),
                *(
                    f"replaced:{product.slug}"
                    for adoption in city.seen
                    for product in adoption.replaces.all()
                ),
                *(f"label:{label.label}" for label in city.labels.all()),
            },
            proof=len(proven),
            cities=len(city.seen),
            size=city.population or 0,
            fresh=max((adoption.as_of for adoption in city.seen), default=""),
        )


def case_study_documents(ids=None):
    """Case studies: found by their story, their cities and their tools."""
    studies = _only(CaseStudy.objects.published(), ids).prefetch_related(
        published("cities", City),
        Prefetch(
            "adoptions",
            Adoption.objects.visible()
            .select_related("tool__category__domain")
            .prefetch_related(published("replaces", Product)),
        ),
    )
    sections = (
        "context",
        "motivation",
        "replaced",
        "approach",
        "training",
        "obstacles",
        "outcome",
        "lessons",
        "went_wrong",
    )
    for study in studies:
        cities, adoptions = list(study.cities.all()), list(study.adoptions.all())
        categories = {adoption.tool.category for adoption in adoptions}
        products = {product for adoption in adoptions for product in adoption.replaces.all()}
        yield Document(
            kind=Kind.CASE_STUDY,
            object_id=study.pk,
            slug=study.slug,
            label=study.title,
            names=list(dict.fromkeys(study.title.values())),
            weighted={
                "A": texts_of(study.title),
                "B": texts_of(
                    study.summary,
                    *(city.name for city in cities),
                    [adoption.tool.name for adoption in adoptions],
                    [product.name for product in products],
                ),
                "C": texts_of(*(getattr(study, section) for section in sections)),
            },
            facets={
                f"outcome:{study.outcome_kind}",
                *(f"country:{city.country}" for city in cities),
                *(f"size:{size}" for city in cities if (size := size_of_city(city.population))),
                *(f"tool:{adoption.tool.slug}" for adoption in adoptions),
                *(f"replaces:{product.slug}" for product in products),
                *(f"category:{category.slug}" for category in categories),
                *(f"category:{category.domain.slug}" for category in categories if category.domain),
            },
            proof=sum(adoption.is_proven for adoption in adoptions),
            cities=len(cities),
            fresh=study.date,
        )


def organisation_documents(ids=None):
    """Organisations: found by their names, by what they are and by the tools they look after."""
    organisations = _only(Organisation.objects.published(), ids).prefetch_related(
        published("tools", Tool),
        Prefetch(
            "services",
            Service.objects.filter(tool__published_at__isnull=False).select_related("tool"),
        ),
    )
    for organisation in organisations:
        services = list(organisation.services.all())
        tools = {*organisation.tools.all(), *(service.tool for service in services)}
        yield Document(
            kind=Kind.ORGANISATION,
            object_id=organisation.pk,
            slug=organisation.slug,
            label=dict.fromkeys(LANGUAGES, organisation.name),
            names=[organisation.name, *organisation.aliases],
            weighted={
                "A": texts_of(organisation.name, organisation.aliases),
                "B": texts_of(
                    organisation.summary,
                    [tool.name for tool in tools],
                    names_of(organisation.country),
                ),
                "C": texts_of(organisation.description, organisation.regions),
            },
            facets={
                f"kind:{organisation.kind}",
                *([f"country:{organisation.country}"] if organisation.country else []),
                *(f"service:{kind}" for service in services for kind in service.kinds),
                *(f"tool:{tool.slug}" for tool in tools),
            },
            proof=len(tools),
            size=len(tools),
        )


def category_documents(ids=None):
    """Categories and domains: a way into the tools."""
    categories = _only(Category.objects.all(), ids).select_related("domain")
    for category in categories:
        tools = Tool.objects.published().filter(
            Q(category=category)
            | Q(other_categories=category)
            | Q(category__domain=category)
            | Q(other_categories__domain=category)
        )
        count = tools.distinct().count()
        if count:
            yield Document(
                kind=Kind.CATEGORY,
                object_id=category.pk,
                slug=category.slug,
                label=category.name,
                names=list(dict.fromkeys(category.name.values())),
                weighted={
                    "A": texts_of(category.name),
                    "B": texts_of(category.keywords),
                    "C": texts_of(category.summary),
                },
                facets={"level:category"} if category.domain_id else {"level:domain"},
                proof=count,
                size=count,
            )


DOCUMENTS = {
    Kind.TOOL: tool_documents,
    Kind.PRODUCT: product_documents,
    Kind.CITY: city_documents,
    Kind.CASE_STUDY: case_study_documents,
    Kind.ORGANISATION: organisation_documents,
    Kind.CATEGORY: category_documents,
}


def _only(rows, ids):
    return rows if ids is None else rows.filter(pk__in=ids)
