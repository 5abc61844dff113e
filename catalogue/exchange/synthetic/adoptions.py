"""Who runs what, and what was left for it: by far the most rows."""

from bisect import bisect
from datetime import timedelta
from itertools import accumulate

from catalogue.choices import AdoptionRole, AdoptionStatus, Confidence
from catalogue.exchange.synthetic.chance import TODAY, Weighted, as_known, shares
from catalogue.exchange.synthetic.words import vocabulary

STATUSES = Weighted(
    {
        AdoptionStatus.IN_PRODUCTION: 62,
        AdoptionStatus.MIGRATING: 8,
        AdoptionStatus.PILOT: 8,
        AdoptionStatus.PLANNED: 6,
        AdoptionStatus.UNCONFIRMED: 5,
        AdoptionStatus.ANNOUNCED: 4,
        AdoptionStatus.ENDED: 3,
        AdoptionStatus.REVERSED: 2,
        AdoptionStatus.PARTLY_REVERSED: 1,
        AdoptionStatus.DECLINED: 1,
    }
)
SURE = Weighted({Confidence.HIGH: 50, Confidence.MEDIUM: 35, Confidence.LOW: 15})
OVER = AdoptionStatus.over()
#: Larger cities adopt more, if not in proportion.
EAGERNESS = 0.35
#: No tool runs in more of the cities than this.
MOST = 0.35
DAYS = 8000
BITS = 20


def _pairs(world):
    """`days before today, tool, city` of each adoption in one number, the oldest first: as in a
    catalogue that grew, those of one tool are spread over all of the table.
    """
    rng, scale = world.luck("who adopts what"), world.scale
    known = min(scale.tools, len(vocabulary()["tools"]))
    numbers = shares(scale.tools, scale.adoptions, max(1, int(scale.cities * MOST)))
    unknown = numbers[known:]
    rng.shuffle(unknown)
    heaps = list(accumulate(population**EAGERNESS for population in world.populations))
    packed = []
    for tool, many in enumerate(numbers[:known] + unknown, 1):
        chosen = set()
        while len(chosen) < many:
            chosen.add(1 + bisect(heaps, rng.random() * heaps[-1], 0, scale.cities - 1))
        for city in sorted(chosen):
            since = int(DAYS * rng.random() ** 1.5)
            packed.append(((DAYS - since) << 2 * BITS) | (tool << BITS) | city)
    packed.sort()
    return packed


def adoptions(world):
    rng, lower = world.luck("adoptions"), (1 << BITS) - 1
    for pk, pair in enumerate(_pairs(world), 1):
        tool, city = (pair >> BITS) & lower, pair & lower
        world.adopted.append(tool)
        world.adopting.append(city)
        days = DAYS - (pair >> 2 * BITS)
        since = TODAY - timedelta(days=days)
        seen = since + timedelta(days=int(min(days, 1000) * rng.random()))
        status, population = STATUSES(rng), world.populations[city - 1]
        speaker = world.speakers[world.category_of_tool[tool - 1]]
        row = {
            "id": pk,
            "slug": f"{world.city_slugs[city - 1]}-{world.tool_slugs[tool - 1]}",
            "city_id": city,
            "tool_id": tool,
            "status": status,
            "as_of": as_known(rng, seen),
            "started": as_known(rng, since) if rng.random() < 0.6 else "",
            "ended": as_known(rng, seen) if status in OVER else "",
            "roles": [AdoptionRole.USER],
            "confidence": SURE(rng),
            "confirmed_by_city": rng.random() < 0.05,
        }
        luck = rng.random()
        if luck < 0.25:
            row["note"] = speaker.text(rng, 1, 5, 9)
        if luck > 0.9:
            row["scale"] = speaker.text(rng, 1, 3, 5)
        if rng.random() < 0.15:
            row["workstations"] = 1 + int(population * 0.01 * rng.random())
            row["people"] = 1 + int(population * 0.02 * rng.random())
        if rng.random() < 0.05:
            row["provider_id"] = 1 + int(rng.random() * world.scale.organisations)
        if rng.random() < 0.02:
            row["roles"] = [AdoptionRole.USER, AdoptionRole.CO_DEVELOPER]
        yield row


def products_left(world):
    """Half of the cities left one of the products that the tool replaces."""
    rng = world.luck("products left")
    for pk, tool in enumerate(world.adopted, 1):
        if (products := world.replaced[tool - 1]) and rng.random() < 0.5:
            left = products[int(len(products) * rng.random() ** 2)]
            yield {"adoption_id": pk, "product_id": left}


def tools_left(world):
    rng = world.luck("tools left")
    for pk, tool in enumerate(world.adopted, 1):
        other = 1 + int(rng.random() * world.scale.tools)
        if rng.random() < 0.02 and other != tool:
            yield {"adoption_id": pk, "tool_id": other}
