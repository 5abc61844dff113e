"""The laws of facets: what a number promises is what a click gives."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.choices import Kind
from catalogue.errors import BadQuestion
from catalogue.search import Question, ask, facets_of, reindex
from catalogue.search.facets import FACETS
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
)

LISTS = [kind for kind in Kind if FACETS[kind]]
TEXTS = ["", "", "libre", "messagerie", "mail", "city", "qwxzkvjq"]
quickly = settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def counts(question, **which):
    counted = facets_of(ask(question), **which)
    return {
        name: {value.value: value.count for value in found.values}
        for name, found in counted.items()
    }


def answers(question):
    return {entry.object_id for entry in ask(question, most=1000).rows}


def some_question(data, kind):
    """A question made by choosing what the panel offers, a few times, as a reader does."""
    question = Question(kind=kind, text=data.draw(st.sampled_from(TEXTS)))
    for _ in range(data.draw(st.integers(0, 3))):
        offered = [(name, value) for name, values in counts(question).items() for value in values]
        if not offered:
            break
        name, value = data.draw(st.sampled_from(offered))
        question = choose(question, name, value)
    return question


def choose(question, name, *values, instead=False):
    held = () if instead else question.chosen.get(name, ())
    chosen = {**question.chosen, name: tuple(dict.fromkeys((*held, *values)))}
    return Question(kind=question.kind, text=question.text, chosen=chosen)


@pytest.mark.parametrize("kind", LISTS)
@quickly
@given(data=st.data())
def test_number_beside_a_value_is_what_choosing_it_alone_gives(catalogue, kind, data):
    question = some_question(data, kind)
    for name, values in counts(question).items():
        if values:
            value = data.draw(st.sampled_from(sorted(values)))
            alone = answers(choose(question, name, value, instead=True))
            assert len(alone) == values[value], (name, value)


@pytest.mark.parametrize("kind", LISTS)
@quickly
@given(data=st.data())
def test_another_facet_narrows_and_another_value_of_the_same_widens(catalogue, kind, data):
    question = some_question(data, kind)
    before = answers(question)
    for name, values in counts(question).items():
        if not values:
            continue
        after = answers(choose(question, name, data.draw(st.sampled_from(sorted(values)))))
        assert (before <= after) if question.chosen.get(name) else (after <= before), name


@pytest.mark.parametrize("kind", LISTS)
@quickly
@given(data=st.data())
def test_chosen_value_stays_even_at_zero(catalogue, kind, data):
    question = some_question(data, kind)
    nothing = Question(kind=kind, text="qwxzkvjq", chosen=question.chosen)

    for shown in (counts(question), counts(nothing)):
        for name, values in question.chosen.items():
            assert set(values) <= set(shown[name])
    assert all(n == 0 for values in counts(nothing).values() for n in values.values())


@pytest.mark.parametrize("kind", LISTS)
def test_every_value_has_a_name_and_a_place(catalogue, kind):
    question = Question(kind=kind)
    counted = facets_of(ask(question))

    for facet in FACETS[kind]:
        values = counted[facet.name].values
        assert values, facet.name
        assert all(value.label and value.count > 0 for value in values), facet.name
        assert len({value.label for value in values}) == len(values), facet.name
        places = {value.value for value in values if not value.under} | {""}
        assert {value.under for value in values} <= places, facet.name


def test_facets_of_tools_are_those_that_cities_ask_for():
    assert [facet.name for facet in FACETS[Kind.TOOL]] == [
        "category",
        "replaces",
        "vendor",
        "adopters",
        "country",
        "platform",
        "language",
        "licence",
        "status",
    ]


def test_licence_is_offered_by_family_and_by_id(db):
    ToolFactory(licensed=True)
    ToolFactory(licence="")
    reindex()

    assert counts(Question(kind=Kind.TOOL))["licence"] == {
        "network_copyleft": 1,
        "AGPL-3.0-or-later": 1,
        "unknown": 1,
    }


def test_a_language_is_offered_once_whatever_its_regions(db):
    ToolFactory(languages=["fr", "fr-CA", "pt-BR"])
    ToolFactory(languages=["fr-BE"])
    ToolFactory()
    reindex()

    assert counts(Question(kind=Kind.TOOL))["language"] == {"fr": 2, "pt": 1}


def test_category_is_offered_on_two_levels(db):
    tool = ToolFactory()
    reindex()

    levels = {tool.category.slug: 1, tool.category.domain.slug: 1}
    assert counts(Question(kind=Kind.TOOL))["category"] == levels


def test_adopters_count_cities_in_production_at_least(db):
    much_used, planned = ToolFactory(), ToolFactory()
    for _ in range(3):
        AdoptionFactory(tool=much_used)
    AdoptionFactory(tool=planned, planned=True)
    AdoptionFactory(tool=planned, reversed=True)
    AdoptionFactory(tool=planned, city=CityFactory(draft=True))
    reindex()

    assert counts(Question(kind=Kind.TOOL))["adopters"] == {"1": 1, "2": 1, "3": 1}


def test_many_links_do_not_count_a_tool_twice(db):
    tool = ToolFactory()
    for _ in range(3):
        ReplacementFactory(tool=tool, product__vendor__name="Same")
        AdoptionFactory(tool=tool)
    reindex()

    shown = counts(Question(kind=Kind.TOOL))
    assert {n for values in shown.values() for n in values.values()} == {1}


@pytest.mark.parametrize(("kind", "name"), [(Kind.TOOL, "replaces"), (Kind.CITY, "tool")])
def test_draft_is_no_value(db, kind, name):
    draft = {"replaces": ProductFactory, "tool": ToolFactory}[name](draft=True)

    with pytest.raises(BadQuestion):
        Question.from_query(kind, QueryDict(f"{name}={draft.slug}"))
