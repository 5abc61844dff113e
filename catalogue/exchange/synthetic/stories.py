"""Case studies with their amounts, arguments, and what every fact rests on."""

from catalogue.choices import MoneyNature, MoneyRecurrence, MoneyStanding, Outcome
from catalogue.exchange.synthetic.chance import Skewed, Weighted, as_known, day_before
from catalogue.exchange.synthetic.words import vocabulary

OUTCOMES = Weighted(
    {Outcome.RUNNING: 60, Outcome.PARTIAL: 20, Outcome.PLANNED: 12, Outcome.REVERSED: 8}
)
NATURES = Weighted(
    {
        MoneyNature.COST: 40,
        MoneyNature.SAVING: 30,
        MoneyNature.BUDGET: 15,
        MoneyNature.PRICE: 10,
        MoneyNature.GRANT: 5,
    }
)
RECURRENCES = Weighted(
    {MoneyRecurrence.ONE_OFF: 5, MoneyRecurrence.PER_YEAR: 4, MoneyRecurrence.OVER_PERIOD: 1}
)
STANDINGS = Weighted(
    {MoneyStanding.STATED: 6, MoneyStanding.ESTIMATED: 2, MoneyStanding.MEASURED: 2}
)
SECTIONS = ("context", "motivation", "approach", "obstacles", "outcome", "lessons", "went_wrong")
CURRENCIES = {"CH": "CHF", "CA": "CAD", "SE": "SEK"}
#: How many in a hundred of each noun cite a source.
CITED = {
    "tool": 50,
    "product": 30,
    "product_fact": 80,
    "replacement": 15,
    "milestone": 90,
    "money_fact": 100,
    "case_study": 100,
    "organisation": 20,
    "argument": 100,
}
NOTED = 0.2


def told_adoption(world, story):
    """The adoption that a case study tells of: they are spread over all of them."""
    return 1 + (story * 7919) % len(world.adopted)


def case_studies(world):
    rng = world.luck("case studies")
    for pk in range(1, world.scale.stories + 1):
        tool = world.adopted[told_adoption(world, pk) - 1]
        speaker = world.speakers[world.category_of_tool[tool - 1]]
        yield {
            "id": pk,
            "slug": f"story-{pk}",
            "title": {
                language: text.removesuffix(".")
                for language, text in speaker.text(rng, 1, 5, 9).items()
            },
            "summary": speaker.text(rng, 2),
            "outcome_kind": OUTCOMES(rng),
            "date": as_known(rng, day_before(rng, 3000)),
            **{section: speaker.text(rng, 3) for section in SECTIONS},
        }


def cities_told(world):
    for pk in range(1, world.scale.stories + 1):
        yield {"casestudy_id": pk, "city_id": world.adopting[told_adoption(world, pk) - 1]}


def adoptions_told(world):
    for pk in range(1, world.scale.stories + 1):
        yield {"casestudy_id": pk, "adoption_id": told_adoption(world, pk)}


def amounts(world):
    """One a case study."""
    rng = world.luck("amounts")
    for pk in range(1, world.scale.stories + 1):
        adoption = told_adoption(world, pk)
        city, tool = world.adopting[adoption - 1], world.adopted[adoption - 1]
        slug = world.city_slugs[city - 1]
        country = slug.rsplit("-", 1)[-1].upper()
        speaker = world.speakers[world.category_of_tool[tool - 1]]
        yield {
            "id": pk,
            "slug": f"amount-{pk}",
            "city_id": city,
            "adoption_id": adoption,
            "amount": 10 * (50 + int(world.populations[city - 1] * rng.random())),
            "currency": CURRENCIES.get(country, "EUR"),
            "year": 2010 + int(rng.random() * 16),
            "nature": NATURES(rng),
            "recurrence": RECURRENCES(rng),
            "standing": STANDINGS(rng),
            "covers": speaker.text(rng, 1, 4, 8),
        }


def amounts_told(world):
    for pk in range(1, world.scale.stories + 1):
        yield {"casestudy_id": pk, "moneyfact_id": pk}


def arguments(world):
    rng, speakers = world.luck("arguments"), list(world.speakers.values())
    for pk, argument in enumerate(vocabulary()["argument"], 1):
        yield {"id": pk, **argument, "caution": speakers[pk].text(rng), "position": pk}


def adoptions_that_argue(world):
    for pk, _argument in enumerate(vocabulary()["argument"], 1):
        yield {"argument_id": pk, "adoption_id": told_adoption(world, 1000 + pk)}


def stories_that_argue(world):
    for pk, _argument in enumerate(vocabulary()["argument"], 1):
        yield {"argument_id": pk, "casestudy_id": pk}


def milestones_that_argue(world):
    for pk in range(1, 1 + min(world.milestones, len(vocabulary()["argument"]))):
        yield {"argument_id": pk, "milestone_id": pk}


def citations(world):
    """Every adoption cites a source; a few sources, which are catalogues, serve very many."""
    rng, scale = world.luck("citations"), world.scale
    sources = Skewed(range(1, scale.sources + 1), 0.7)
    speakers = list(world.speakers.values())
    many = {
        "tool": scale.tools,
        "product": scale.products,
        "product_fact": world.facts,
        "replacement": world.replacements,
        "milestone": world.milestones,
        "money_fact": scale.stories,
        "case_study": scale.stories,
        "organisation": scale.organisations,
        "argument": len(vocabulary()["argument"]),
    }
    for noun, percent in CITED.items():
        for pk in range(1, many[noun] + 1):
            if rng.random() * 100 < percent:
                yield {"source_id": sources(rng), f"{noun}_id": pk}
    for pk, tool in enumerate(world.adopted, 1):
        row = {"source_id": sources(rng), "adoption_id": pk}
        if rng.random() < NOTED:
            row["note"] = speakers[tool % len(speakers)].text(rng, 1, 4, 8)
        yield row
        if rng.random() < 0.1:
            yield {"source_id": sources(rng), "adoption_id": pk, "position": 1}
