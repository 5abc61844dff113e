"""The kinds of columns: how each reads a record, so that a cell holds one thing for a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from catalogue.countries import LANGUAGES

BETWEEN = " ; "


@dataclass(frozen=True)
class Column:
    """A heading, and what stands under it: `read` takes a record, and answers a text, a number,
    True, False or None.
    """

    name: str
    read: Callable[[dict], Any]


def plain(*names):
    """Members that are a text, a number, a date or an address."""
    return [Column(name, lambda record, name=name: record[name]) for name in names]


def listed(name):
    """A list of words."""
    return Column(name, lambda record: joined(record[name]))


def texts(*names):
    """A text in each language; empty where nobody translated it."""
    return [
        Column(f"{name}_{language}", lambda record, n=name, to=language: (record[n] or {}).get(to))
        for name in names
        for language in LANGUAGES
    ]


def texts_otherwise(*names):
    """All that a text says in other languages, each with its tag: no column drops any of it."""
    return [
        Column(f"{name}_other", lambda record, name=name: otherwise(record[name] or {}))
        for name in names
    ]


def named(name):
    """A name or a title in each language; where one is missing, another stands in."""
    return [
        Column(f"{name}_{language}", lambda record, to=language: in_language(record[name], to))
        for language in LANGUAGES
    ]


def one(name):
    """The slug of another thing, or nothing."""
    return Column(name, lambda record: slug_of(record[name]))


def one_and_name(name):
    """The slug and the name of another thing."""
    return [one(name), Column(f"{name}_name", lambda record: (record[name] or {}).get("name"))]


def one_and_names(name):
    """The slug of another thing, and its name in each language."""
    return [
        one(name),
        *(
            Column(
                f"{name}_name_{language}",
                lambda record, to=language: record[name] and in_language(record[name]["name"], to),
            )
            for language in LANGUAGES
        ),
    ]


def name_otherwise(name):
    """The names of another thing in other languages."""
    return Column(
        f"{name}_name_other", lambda record: record[name] and otherwise(record[name]["name"])
    )


def many(name, inside=None):
    """The slugs of other things; `inside` says which member of each holds it."""
    return Column(
        name,
        lambda record: joined(
            slug_of(each[inside]) if inside else each["slug"] for each in record[name]
        ),
    )


def told(name, sentence):
    """A list of small facts, each as a sentence in each language."""
    return [
        Column(
            f"{name}_{language}",
            lambda record, to=language: joined(sentence(each, to) for each in record[name]),
        )
        for language in LANGUAGES
    ]


def told_otherwise(name, sentence, text):
    """The same in the other languages in which there is a `text` of it."""
    return Column(
        f"{name}_other",
        lambda record: joined(
            f"{tag}: {sentence(each, tag)}" for each in record[name] for tag in others(each[text])
        ),
    )


def joined(parts):
    return BETWEEN.join(part for part in parts if part)


def slug_of(reference):
    return reference and reference["slug"]


def others(texts):
    """The tags of the languages that have no column of their own."""
    return [tag for tag in texts if tag not in LANGUAGES]


def otherwise(texts):
    return joined(f"{tag}: {texts[tag]}" for tag in others(texts))


def in_language(texts, language):
    """A text in a language, or else in the best other one."""
    held = (texts.get(each) for each in (language, *LANGUAGES, *texts))
    return next(filter(None, held), None)


def label(fact):
    level = "" if fact["level"] is None else f" {fact['level']}"
    return f"{fact['label']}{level} ({fact['year']})"


def service(fact):
    return f"{fact['tool']['slug']} ({', '.join(fact['kinds'])})"


def provider_name(adoption):
    """Whoever helped, in the catalogue or not."""
    return adoption["provider_name"] or (adoption["provider"] or {}).get("name")


def milestone(fact, language):
    return _dated(fact["on"], in_language(fact["title"], language))


def product_fact(fact, language):
    said = f"{fact['kind']}, {in_language(fact['text'], language)}"
    return _dated(fact["date"], said if fact["verified"] else f"{said} (unverified)")


def money(fact, language):
    """An amount with all that keeps it from being added to others."""
    period = f" {fact['period']}" if fact["period"] else ""
    return (
        f"{fact['amount']} {fact['currency']} ({fact['year']}, {fact['nature']}, "
        f"{fact['recurrence']}{period}, {fact['standing']}): "
        f"{in_language(fact['covers'], language)}"
    )


def money_of_a_city(fact, language):
    """The same where it has to be told whose it is."""
    return f"{in_language(fact['city']['name'], language)}: {money(fact, language)}"


def _dated(date, text):
    return f"{date}: {text}" if date else text


def cited(record):
    """The addresses of the sources, those of its small facts included, or their titles where a
    source has none.
    """
    facts = [each for member in record.values() if isinstance(member, list) for each in member]
    holders = [record, *(each for each in facts if isinstance(each, dict) and "sources" in each)]
    sources = [source for holder in holders for source in holder["sources"]]
    return joined(dict.fromkeys(source["address"] or source["title"] for source in sources))


def origin(fact):
    """`summary.fr: sill (etalab-2.0)`."""
    licence = f" ({fact['licence']})" if fact["licence"] else ""
    return f"{fact['field']}: {fact['catalogue']['slug']}{licence}"
