"""Tools, the bodies behind them, and what they stand in for."""

from catalogue.choices import (
    Coverage,
    DevelopmentStatus,
    Maintenance,
    OrganisationKind,
    Platform,
    ServiceKind,
    SoftwareType,
)
from catalogue.exchange.synthetic.chance import Skewed, Weighted, as_known, day_before
from catalogue.exchange.synthetic.words import invented, slug_of, vocabulary

STATUSES = Weighted(
    {
        DevelopmentStatus.STABLE: 70,
        "": 10,
        DevelopmentStatus.BETA: 8,
        DevelopmentStatus.OBSOLETE: 6,
        DevelopmentStatus.DEVELOPMENT: 5,
        DevelopmentStatus.CONCEPT: 1,
    }
)
CARE = Weighted(
    {
        Maintenance.COMMUNITY: 45,
        Maintenance.INTERNAL: 20,
        Maintenance.CONTRACT: 15,
        "": 15,
        Maintenance.NONE: 5,
    }
)
TYPES = Weighted(
    {
        SoftwareType.WEB: 60,
        SoftwareType.DESKTOP: 12,
        SoftwareType.BACKEND: 10,
        "": 8,
        SoftwareType.MOBILE: 4,
        SoftwareType.LIBRARY: 3,
        SoftwareType.ADDON: 3,
    }
)
PLATFORMS = Weighted(
    {
        (Platform.WEB,): 50,
        (Platform.WEB, Platform.SERVER): 15,
        (Platform.WINDOWS, Platform.MAC, Platform.LINUX): 15,
        (Platform.LINUX,): 8,
        (Platform.ANDROID, Platform.IOS): 4,
        (): 8,
    }
)
TONGUES = Weighted({("fr",): 25, ("en", "fr"): 45, ("de", "en", "es", "fr", "it"): 20, (): 10})
COVERAGES = Weighted({Coverage.FULL: 55, Coverage.PARTIAL: 35, Coverage.COMPANION: 10})
BODIES = Weighted(
    {
        OrganisationKind.COMPANY: 50,
        OrganisationKind.ASSOCIATION: 20,
        OrganisationKind.PUBLIC_BODY: 15,
        OrganisationKind.FOUNDATION: 8,
        OrganisationKind.NETWORK: 7,
    }
)


def organisations(world):
    rng, countries = world.luck("organisations"), Weighted(vocabulary()["countries"])
    speakers, regions = list(world.speakers.values()), vocabulary()["regions_fr"]
    for pk in range(1, world.scale.organisations + 1):
        name, slug = world.name("organisation", lambda: f"{invented(rng, 2, 4).capitalize()} Libre")
        speaker, country = speakers[pk % len(speakers)], countries(rng)
        yield {
            "id": pk,
            "slug": slug,
            "name": name,
            "kind": BODIES(rng),
            "country": country,
            "founded": 1990 + int(rng.random() * 35),
            "website": f"https://{slug}.example.org",
            "summary": speaker.text(rng),
            "description": speaker.text(rng, 3),
            "regions": [rng.choice(regions)] if country == "FR" and rng.random() < 0.4 else [],
        }


def tools(world):
    """The well-known ones first."""
    rng, words = world.luck("tools"), vocabulary()
    known = list(words["tools"].items())
    filed = Skewed(list(world.categories.values()), 0.7)
    licence = Skewed([licence["spdx"] for licence in words["licence"]], 1.1)
    for pk in range(1, world.scale.tools + 1):
        if pk <= len(known):
            name, slug = world.name("tool", lambda pk=pk: known[pk - 1][0])
            category = world.categories[known[pk - 1][1]]
        else:
            name, slug = world.name("tool", lambda: _tool_name(rng))
            category = filed(rng)
        world.category_of_tool.append(category)
        world.tool_slugs.append(slug)
        speaker, active = world.speakers[category], day_before(rng, 1500)
        yield {
            "id": pk,
            "slug": slug,
            "name": name,
            "aliases": [slug_of(name).replace("-", "")] if rng.random() < 0.1 else [],
            "category_id": category,
            "summary": speaker.text(rng),
            "description": speaker.text(rng, 3 + int(rng.random() * 5)),
            "caution": speaker.text(rng) if rng.random() < 0.04 else {},
            "licence": _licence(rng, licence),
            "website": f"https://{slug}.example.org",
            "repository": f"https://forge.example.org/{slug}/{slug}",
            "documentation": f"https://{slug}.example.org/docs" if rng.random() < 0.5 else "",
            "software_type": TYPES(rng),
            "development_status": STATUSES(rng),
            "maintenance": CARE(rng),
            "platforms": list(PLATFORMS(rng)),
            "languages": list(TONGUES(rng)),
            "localisation_ready": rng.random() < 0.7,
            "first_release": as_known(rng, day_before(rng, 9000, active)),
            "latest_release_version": f"{int(rng.random() * 12)}.{int(rng.random() * 20)}",
            "latest_release_on": as_known(rng, active),
            "last_activity": active.isoformat(),
            "part_of_id": _an_earlier(rng, pk, 0.01),
            "based_on_id": _an_earlier(rng, pk, 0.02),
            "steward_id": _some(rng, world.scale.organisations) if rng.random() < 0.1 else None,
            "maintainer": invented(rng, 2, 4).capitalize() if rng.random() < 0.3 else "",
        }


def _tool_name(rng):
    words = vocabulary()
    name = rng.choice(words["prefixes"]) + rng.choice(["", "", "-", " "])
    name += rng.choice(words["stems"])
    luck = rng.random()
    if luck < 0.35:
        name += f" {rng.choice(words['suffixes'])}"
    elif luck < 0.7:
        name += f" {invented(rng, 2, 3).capitalize()}"
    return name


def _licence(rng, licence):
    luck = rng.random()
    if luck < 0.03:
        return ""
    one = licence(rng)
    other = licence(rng) if luck > 0.98 else one
    return one if one == other else f"{one} OR {other}"


def _an_earlier(rng, pk, chance):
    return _some(rng, pk - 1) if pk > 1 and rng.random() < chance else None


def _some(rng, many):
    return 1 + int(rng.random() * many)


def other_categories(world):
    rng = world.luck("other categories")
    others = list(world.categories.values())
    for pk, category in enumerate(world.category_of_tool, 1):
        if rng.random() < 0.3:
            for other in sorted({rng.choice(others), rng.choice(others)} - {category}):
                yield {"tool_id": pk, "category_id": other}


def replacements(world):
    """Mostly of products of the tool's own category. World knows afterwards what each replaces."""
    rng, of_category = world.luck("replacements"), {}
    for product, category in enumerate(world.category_of_product, 1):
        of_category.setdefault(category, []).append(product)
    anything = Skewed(range(1, world.scale.products + 1), 0.8)
    fitting = {category: Skewed(some, 0.8) for category, some in of_category.items()}
    for pk, category in enumerate(world.category_of_tool, 1):
        draws = int(rng.random() * 4.2)
        chosen = {
            (fitting.get(category, anything) if rng.random() < 0.85 else anything)(rng)
            for _ in range(draws)
        }
        world.replaced.append(tuple(sorted(chosen)))
        for product in sorted(chosen):
            world.replacements += 1
            caveat = world.speakers[category].text(rng) if rng.random() < 0.3 else {}
            yield {
                "id": world.replacements,
                "tool_id": pk,
                "product_id": product,
                "coverage": COVERAGES(rng),
                "caveat": caveat,
            }


def services(world):
    """Well-known tools have more helpers."""
    rng, some = world.luck("services"), Skewed(range(1, world.scale.tools + 1), 0.8)
    for organisation in range(1, world.scale.organisations + 1):
        for tool in sorted({some(rng) for _ in range(int(rng.random() * 6))}):
            kinds = rng.sample(ServiceKind.values, 1 + int(rng.random() * 3))
            attested = _some(rng, world.scale.cities) if rng.random() < 0.3 else None
            row = {"organisation_id": organisation, "tool_id": tool, "kinds": sorted(kinds)}
            yield {**row, "attested_by_id": attested}
