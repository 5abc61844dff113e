"""Cities, their labels and their milestones."""

from math import exp

from catalogue.choices import CityKind, CityLabelName, MilestoneKind
from catalogue.exchange.synthetic.chance import Weighted, as_known, day_before
from catalogue.exchange.synthetic.words import invented, vocabulary

KINDS = Weighted(
    {
        CityKind.COMMUNE: 900,
        CityKind.INTERCOMMUNAL: 60,
        CityKind.DEPARTMENT: 20,
        CityKind.PROVINCE: 8,
        CityKind.REGION: 6,
        CityKind.NETWORK: 6,
    }
)
STEPS = Weighted(
    {
        MilestoneKind.DECISION: 35,
        MilestoneKind.POLICY: 30,
        MilestoneKind.PROCUREMENT: 20,
        MilestoneKind.OTHER: 12,
        MilestoneKind.REVERSAL: 3,
    }
)
LABELS = Weighted({CityLabelName.VILLES_INTERNET: 60, CityLabelName.TERRITOIRE_NUMERIQUE_LIBRE: 40})


def cities(world):
    """Most have some fifteen hundred inhabitants, a few a million."""
    rng, countries = world.luck("cities"), Weighted(vocabulary()["countries"])
    speakers, regions = list(world.speakers.values()), vocabulary()["regions_fr"]
    for pk in range(1, world.scale.cities + 1):
        country, place = countries(rng), int(rng.random() * 13)
        name, slug = world.name("city", lambda: _city_name(rng), f" {country}")
        population = max(40, int(exp(rng.gauss(7.3, 1.45))))
        world.city_slugs.append(slug)
        world.populations.append(population)
        french = country == "FR"
        abroad = {"en": f"{name} City"} if not french and rng.random() < 0.05 else {}
        told = rng.random() < 0.1
        yield {
            "id": pk,
            "slug": slug,
            "name": {"fr": name, **abroad},
            "kind": KINDS(rng),
            "country": country,
            "region": regions[place] if french else f"{country} {place + 1}",
            "department": f"{1 + pk % 95:02d}" if french else "",
            "summary": speakers[pk % len(speakers)].text(rng) if told else {},
            "website": f"https://{slug}.example.org" if rng.random() < 0.7 else "",
            "insee": f"{1 + pk % 95:02d}{1 + pk // 95:03d}" if french else "",
            "siren": f"2{pk:08d}" if french else "",
            "population": population if rng.random() < 0.97 else None,
            "population_year": 2020 + int(rng.random() * 5),
            "latitude": round(36 + rng.random() * 20, 5),
            "longitude": round(-9 + rng.random() * 26, 5),
        }


def _city_name(rng):
    words = vocabulary()
    begins = rng.choice(words["city_beginnings"]).replace("_", " ") if rng.random() < 0.45 else ""
    core = invented(rng, 1, 3) + rng.choice(words["city_ends"])
    return begins + (core.capitalize() if not begins or begins[-1] in "- " else core)


def labels(world):
    rng, pk = world.luck("labels"), 0
    for city in range(1, world.scale.cities + 1):
        if rng.random() < 0.04:
            pk += 1
            row = {"id": pk, "city_id": city, "label": LABELS(rng)}
            yield {**row, "level": 1 + int(rng.random() * 5), "year": 2012 + int(rng.random() * 14)}


def milestones(world):
    rng, speakers = world.luck("milestones"), list(world.speakers.values())
    for city, slug in enumerate(world.city_slugs, 1):
        for nth in range(1, 1 + int(rng.random() * 3) if rng.random() < 0.05 else 1):
            world.milestones += 1
            speaker = speakers[(city + nth) % len(speakers)]
            yield {
                "id": world.milestones,
                "slug": f"{slug}-step-{nth}",
                "city_id": city,
                "on": as_known(rng, day_before(rng, 5000)),
                "kind": STEPS(rng),
                "title": speaker.text(rng, 1, 4, 8),
                "text": speaker.text(rng, 2),
            }
