"""Long facets are told by their most frequent values, and say how many there are in all."""

import pytest

from catalogue.choices import Kind
from catalogue.search import Question, ask, facets_of, reindex
from tests.factories import AdoptionFactory, CityFactory, ToolFactory

pytestmark = pytest.mark.django_db


def counted(chosen=None, kind=Kind.ADOPTION, **which):
    """`{facet: ([value], how many in all)}`"""
    question = Question(kind=kind, chosen=chosen or {})
    found = facets_of(ask(question), **which)
    return {
        name: ([value.value for value in counted.values], counted.total)
        for name, counted in found.items()
    }


def run(slug, cities, **fields):
    """A tool that so many cities run."""
    tool = ToolFactory(slug=slug, **fields)
    for _city in range(cities):
        AdoptionFactory(tool=tool)


@pytest.fixture
def _three_tools():
    run("seldom", 1)
    run("often", 3)
    run("sometimes", 2)
    reindex()


@pytest.mark.usefixtures("_three_tools")
def test_most_frequent_values_come_and_all_are_counted():
    assert counted(most=2)["tool"] == (["often", "sometimes"], 3)
    assert counted(most=3)["tool"] == (["often", "sometimes", "seldom"], 3)
    assert len(counted(most=2)["city"][0]) == 2
    assert counted(most=2)["city"][1] == 6


@pytest.mark.usefixtures("_three_tools")
def test_chosen_value_comes_however_seldom_it_is():
    assert counted({"tool": ("seldom",)}, most=1)["tool"] == (["often", "seldom"], 3)
    assert counted({"tool": ("often",)}, most=1)["tool"] == (["often"], 3)


@pytest.mark.usefixtures("_three_tools")
def test_chosen_value_that_leaves_nothing_is_one_of_all():
    asked = {"tool": ("often",), "status": ("planned",)}

    assert counted(asked, most=1)["tool"] == (["often"], 1)


def test_closed_lists_come_whole():
    for platform in ("web", "linux", "windows"):
        ToolFactory(platforms=[platform], licensed=True)
    reindex()

    found = counted(kind=Kind.TOOL, most=1)

    assert sorted(found["platform"][0]) == ["linux", "web", "windows"]
    assert found["platform"][1] == 3
    assert found["licence"] == (["network_copyleft", "AGPL-3.0-or-later"], 2)


@pytest.mark.usefixtures("_three_tools")
def test_facet_is_counted_alone_as_with_all_the_others():
    asked = {"tool": ("often", "seldom"), "status": ("in_production",)}
    whole = counted(asked)

    for name in ("tool", "city", "status"):
        assert counted(asked, only=[name]) == {name: whole[name]}


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("ec", ["echirolles", "eckbolsheim"]),
        ("ÉCH", ["echirolles"]),
        ("saint o", ["saint-ouen"]),
        ("%", []),
        ("irolles", []),
    ],
    ids=["two of them", "accents and capitals", "two words", "a sign of SQL", "not the beginning"],
)
def test_values_are_looked_up_by_the_beginning_of_their_names(beginning, found):
    for slug, name in (
        ("echirolles", "Échirolles"),
        ("eckbolsheim", "Eckbolsheim"),
        ("saint-ouen", "Saint Ouen"),
    ):
        AdoptionFactory(city=CityFactory(slug=slug, name={"fr": name}))
    reindex()

    assert counted(begins=beginning)["city"] == (found, len(found))


@pytest.mark.usefixtures("_three_tools")
def test_chosen_value_comes_whatever_its_name_begins_with():
    asked = {"tool": ("often",)}

    assert counted(asked, begins="zzz")["tool"] == (["often"], 1)
