"""Licences, categories and sources: what the other nouns are filed under and rest on."""

from datetime import date

from catalogue.choices import SourceKind
from catalogue.exchange.synthetic.chance import Skewed, Weighted, as_known, day_before
from catalogue.exchange.synthetic.words import vocabulary

KINDS = Weighted(
    {
        SourceKind.OFFICIAL: 40,
        SourceKind.PRESS: 20,
        SourceKind.CATALOGUE: 10,
        SourceKind.TENDER: 8,
        SourceKind.DELIBERATION: 8,
        SourceKind.VENDOR: 5,
        SourceKind.SELF_DECLARED: 4,
        SourceKind.COMMUNITY: 3,
        SourceKind.STUDY: 2,
    }
)
SPOKEN = Weighted({"fr": 60, "en": 20, "it": 7, "de": 7, "es": 6})


def licences(world):
    for licence in vocabulary()["licence"]:
        yield {**licence, "osi": licence["spdx"] not in {"CECILL-B", "CC0-1.0"}, "fsf": True}


def categories(world):
    """Domains first: a category lies in one."""
    held = vocabulary()
    domains = {domain["slug"]: pk for pk, domain in enumerate(held["domain"], 1)}
    both = [*held["domain"], *held["category"]]
    for pk, each in enumerate(both, 1):
        row = {"id": pk, "slug": each["slug"], "name": {"fr": each["fr"], "en": each["en"]}}
        row["position"] = pk
        if "domain" in each:
            row["domain_id"] = domains[each["domain"]]
            row["keywords"] = {
                language: ", ".join(each[f"words_{language}"].split()) for language in ("fr", "en")
            }
        yield row


def sources(world):
    rng, publishers = world.luck("sources"), Skewed(vocabulary()["publishers"])
    speakers = list(world.speakers.values())
    for pk in range(1, world.scale.sources + 1):
        language = SPOKEN(rng)
        spoken = language if language == "fr" else "en"
        title = speakers[pk % len(speakers)].sentence(rng, spoken, 5, 10)
        yield {
            "id": pk,
            "slug": f"source-{pk}",
            "title": title.removesuffix("."),
            "publisher": publishers(rng),
            "url": f"https://sources.example.org/{pk}",
            "date": as_known(rng, day_before(rng, 5000, date(2025, 12, 1))),
            "kind": KINDS(rng),
            "lang": language,
        }
