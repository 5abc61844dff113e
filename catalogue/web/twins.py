"""The same as data: where the API tells machines and spreadsheets what a page tells people."""

import re
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from catalogue.choices import Kind
from catalogue.exchange.formats import ods
from catalogue.exchange.formats.publiccode import NOT_A_REPOSITORY

JSON, CSV, YAML = "application/json", "text/csv", "application/yaml"
JSON_LD, TURTLE = "application/ld+json", "text/turtle"


def list_twins(question):
    """A list with the same question: its JSON, page by page as here, and all of its rows as files
    for spreadsheets.
    """
    asked = question_words(question)
    address = reverse(f"v1:{question.kind}-list")
    csv, sheet = (reverse(f"v1:{question.kind}-{ending}") for ending in ("csv", "ods"))
    paged = [*asked, ("page", question.page)] if question.page > 1 else asked
    return [
        _twin("ODS", with_words(sheet, asked), ods.TYPE),
        _twin("CSV", with_words(csv, [*asked, *separator()]), CSV),
        _twin("JSON", with_words(address, paged), JSON),
    ]


def adoption_twin(**chosen):
    """The address of a spreadsheet of all adoptions with these values of their facets."""
    return with_words(reverse("v1:adoption-ods"), sorted(chosen.items()))


def separator():
    """Spreadsheets set up for French write 1,5 and expect a semicolon between cells."""
    return [("separator", "semicolon")] if get_language() == "fr" else []


def record_twins(thing, kind):
    """A thing's record; a tool in the words of schema.org too, and in those of publiccode.yml where
    it has a repository of its own and a licence.
    """
    address = reverse(f"v1:{kind}-detail", args=[thing.slug])
    found = [_twin("JSON", address, JSON)]
    if kind == Kind.TOOL:
        address = reverse("v1:tool-schema-org", args=[thing.slug])
        found.append(_twin("JSON-LD", address, JSON_LD))
    if kind == Kind.TOOL and _is_describable(thing):
        file = reverse("v1:tool-publiccode", args=[thing.slug])
        found.append(_twin("publiccode.yml", file, YAML))
    return found


def data_twins():
    """The whole catalogue as open data, for the portals that gather such descriptions."""
    return [
        _twin("DCAT-AP (JSON-LD)", reverse("dcat-jsonld"), JSON_LD),
        _twin("DCAT-AP (Turtle)", reverse("dcat-ttl"), TURTLE),
    ]


def _is_describable(tool):
    repository = tool.repository and not re.search(NOT_A_REPOSITORY, tool.repository, re.IGNORECASE)
    return bool(repository and tool.licence)


def search_twins(text):
    """A search over everything."""
    return [_twin("JSON", with_words(reverse("v1:search"), [("q", text)]), JSON)] if text else []


def question_words(question, **other):
    """What a question asks, as `(parameter, value)` in a fixed order; the page is left out."""
    asked = {"text": question.text, "chosen": question.chosen, "order": question.order, **other}
    words = [("q", asked["text"])]
    words += [
        (facet.name, value)
        for facet in question.facets
        for value in sorted(asked["chosen"].get(facet.name, ()))
    ]
    words.append(("order", asked["order"]))
    return [(name, value) for name, value in words if value]


def with_words(address, words):
    """An address with its question."""
    return f"{address}?{urlencode(words)}" if words else address


def _twin(label, url, kind):
    return {"label": label, "url": url, "type": kind}
