"""What a card shows of a thing: the props of the component of each kind."""

from catalogue.choices import Kind, OrganisationKind, Outcome
from catalogue.models import SearchEntry
from catalogue.search import ask
from catalogue.search.adopters import OVER, counts_in
from catalogue.search.cards import told
from catalogue.search.firsts import Firsts
from catalogue.search.query import Entry
from catalogue.web.links import link_to
from catalogue.web.words import (
    country,
    first_few,
    number,
    partial_date,
    placed,
    plain,
    status_counts,
    text,
    warning,
)


def first_cards(question, most):
    """The first answers to a question, and how many there are."""
    found = ask(question, most=most)
    return Firsts(cards(question.kind, found.rows), found.count)


def cards_of(kind, ids):
    """The cards of some things, in the order of their ids."""
    entries = SearchEntry.objects.filter(kind=kind, object_id__in=ids).values_list(*Entry._fields)
    places = {pk: place for place, pk in enumerate(ids)}
    return cards(kind, sorted(map(Entry._make, entries), key=lambda e: places[e.object_id]))


def cards(kind, entries):
    """The props of the component that shows a thing, for each entry of this kind."""
    ids = [entry.object_id for entry in entries]
    things = told(kind, ids)
    counted = counts_in(ids) if kind == Kind.CITY else {}
    return [
        {
            "url": link_to(kind, entry.slug),
            **PROPS[kind](entry, things[entry.object_id], counted.get(entry.object_id)),
        }
        for entry in entries
        if entry.object_id in things
    ]


def _tool(entry, tool, _counts):
    return {
        "name": tool.name,
        "summary": text(tool.summary),
        "category": text(tool.category),
        "cities": entry.cities,
        "in_production": entry.proof,
        "replaces": first_few(tool.replaces, 4),
        "licence": tool.licence,
        "caution": warning(tool.is_dead, tool.licence, tool.has_caution),
    }


def _product(entry, product, _counts):
    return {
        "name": product.name,
        "vendor": product.vendor,
        "parts": first_few(product.parts, 5),
        "tools": entry.size,
        "cities": entry.proof,
    }


def _city(_entry, city, counts):
    return {
        "name": text(city.name),
        "place": placed(city.department, city.region, city.country),
        "population": number(city.population) if city.population else None,
        "summary": text(city.summary) if city.summary else None,
        # A city has one adoption at most of a tool that it did not give up.
        "tools": counts.total - counts.of(*OVER),
        "statuses": status_counts(counts),
    }


def _case_study(_entry, study, _counts):
    return {
        "title": text(study.title),
        "cities": first_few([plain(name) for name in study.cities], 5),
        "summary": text(study.summary),
        "outcome": study.outcome,
        "outcome_label": Outcome(study.outcome).label,
        "date": partial_date(study.date),
        "tools": first_few(study.tools, 4),
    }


def _organisation(_entry, body, _counts):
    return {
        "name": body.name,
        "kind": OrganisationKind(body.kind).label,
        "place": country(body.country) if body.country else None,
        "summary": text(body.summary) if body.summary else None,
        "tools": first_few(body.tools, 5),
    }


def _category(_entry, category, _counts):
    return {
        "name": text(category.name),
        "summary": text(category.summary) if category.summary else None,
    }


PROPS = {
    Kind.TOOL: _tool,
    Kind.PRODUCT: _product,
    Kind.CITY: _city,
    Kind.CASE_STUDY: _case_study,
    Kind.ORGANISATION: _organisation,
    Kind.CATEGORY: _category,
}
