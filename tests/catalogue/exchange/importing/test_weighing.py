"""Which of several catalogues is heard, value by value; an editor always is."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.importing.weighing import EMPTY, Said, flat, weigh, whole

SILL, LIST = "sill", "list"


def said(**by_catalogue):
    """The SILL is heard before the list."""
    trust = {SILL: 20, LIST: 60}
    return [Said(who, trust[who], values) for who, values in by_catalogue.items()]


def test_the_more_trusted_is_heard():
    told = said(list={"website": "l", "licence": "MIT"}, sill={"website": "s"})

    weighed = weigh({}, {}, told)

    assert weighed.write == {"website": "s", "licence": "MIT"}
    assert weighed.origins == {"website": (SILL, "s"), "licence": (LIST, "MIT")}
    assert weighed.differs == {SILL: [], LIST: ["website"]}


def test_a_value_that_a_less_trusted_one_gave_gives_way():
    weighed = weigh(
        {"website": "l"}, {"website": "l"}, said(list={"website": "l"}, sill={"website": "s"})
    )

    assert weighed.write == {"website": "s"}
    assert weighed.origins == {"website": (SILL, "s")}


def test_a_value_that_nobody_gave_is_an_editor_s():
    weighed = weigh({"website": "e"}, {}, said(sill={"website": "s"}))

    assert (weighed.write, weighed.origins) == ({}, {})
    assert weighed.differs == {SILL: ["website"]}


def test_a_value_that_an_editor_changed_stays():
    weighed = weigh({"website": "e"}, {"website": "s"}, said(sill={"website": "new"}))

    assert (weighed.write, weighed.origins, weighed.left) == ({}, {}, [])
    assert weighed.differs == {SILL: ["website"]}


def test_a_value_that_an_editor_emptied_stays_empty():
    weighed = weigh({"website": ""}, {"website": "s"}, said(sill={"website": "s"}))

    assert (weighed.write, weighed.left) == ({}, [])
    assert weighed.differs == {SILL: ["website"]}


def test_a_value_that_its_only_source_no_longer_says_is_left():
    weighed = weigh({"website": "s"}, {"website": "s"}, said(sill={"licence": "MIT"}))

    assert weighed.left == ["website"]
    assert weighed.write == {"licence": "MIT"}


def test_a_value_that_the_first_no_longer_says_is_taken_from_the_next():
    weighed = weigh({"website": "s"}, {"website": "s"}, said(sill={}, list={"website": "l"}))

    assert (weighed.write, weighed.left) == ({"website": "l"}, [])
    assert weighed.origins == {"website": (LIST, "l")}


def test_an_editor_s_value_that_its_source_no_longer_says_stays():
    weighed = weigh({"website": "e"}, {"website": "s"}, said(sill={}))

    assert (weighed.write, weighed.left) == ({}, [])


def test_the_same_value_as_an_editor_s_is_no_difference():
    weighed = weigh({"website": "e"}, {}, said(sill={"website": "e"}))

    assert (weighed.write, weighed.origins, weighed.differs) == ({}, {}, {SILL: []})


def test_one_catalogue_may_give_the_french_and_another_the_english():
    told = said(
        sill=flat({"summary": {"fr": "Le cœur."}}, {"summary"}),
        list=flat({"summary": {"fr": "Autre.", "en": "The heart."}}, {"summary"}),
    )

    weighed = weigh({}, {}, told)

    assert whole(weighed.write, {}, {"summary"}) == {
        "summary": {"fr": "Le cœur.", "en": "The heart."}
    }
    assert weighed.origins["summary.fr"][0] == SILL
    assert weighed.origins["summary.en"][0] == LIST


def test_a_language_is_added_to_those_that_an_editor_wrote():
    held = {"summary": {"fr": "D’Ana."}}

    weighed = weigh(flat(held, {"summary"}), {}, said(list={"summary.en": "The list’s."}))

    assert whole(weighed.write, held, {"summary"}) == {
        "summary": {"fr": "D’Ana.", "en": "The list’s."}
    }


def test_a_language_that_is_emptied_leaves_the_others():
    assert whole({"summary.en": ""}, {"summary": {"fr": "F", "en": "E"}}, {"summary"}) == {
        "summary": {"fr": "F"}
    }


NAMES = st.sampled_from(["website", "licence", "summary.fr", "summary.en", "platforms"])
TEXTS = st.sampled_from(["a", "b", "c"])
ROWS = st.dictionaries(NAMES, st.sampled_from(["", "a", "b", "c"]))
TOLD = st.lists(st.dictionaries(NAMES, TEXTS), max_size=4).flatmap(
    lambda values: st.tuples(
        *(st.integers(0, 3).map(lambda t, w=w, v=v: Said(w, t, v)) for w, v in enumerate(values))
    )
)


def after(ours, taken, weighed):
    """The row, and what was taken for it, once the scales have spoken."""
    ours = {**ours, **weighed.write, **dict.fromkeys(weighed.left, "")}
    kept = {name: value for name, value in taken.items() if name not in weighed.left}
    return ours, {**kept, **{name: value for name, (_who, value) in weighed.origins.items()}}


@given(ROWS, st.dictionaries(NAMES, TEXTS), TOLD)
def test_weighing_twice_changes_nothing(ours, taken, told):
    once = weigh(ours, taken, told)

    again = weigh(*after(ours, taken, once), told)

    assert (again.write, again.left) == ({}, [])
    assert (again.origins, again.differs) == (once.origins, once.differs)


@given(ROWS, st.dictionaries(NAMES, TEXTS), TOLD)
def test_no_catalogue_writes_over_an_editor(ours, taken, told):
    weighed = weigh(ours, taken, told)

    for name in (*weighed.write, *weighed.left):
        held = ours.get(name)
        assert held == taken[name] if name in taken else held in EMPTY


@given(ROWS, st.dictionaries(NAMES, TEXTS), TOLD)
def test_the_order_in_which_they_are_asked_does_not_matter(ours, taken, told):
    assert weigh(ours, taken, told) == weigh(ours, taken, tuple(reversed(told)))


@given(ROWS, st.dictionaries(NAMES, TEXTS), TOLD)
def test_whoever_says_something_else_than_the_row_is_told(ours, taken, told):
    weighed = weigh(ours, taken, told)
    row, _taken = after(ours, taken, weighed)

    for each in told:
        different = {name for name, value in each.values.items() if value != row.get(name)}
        assert set(weighed.differs[each.who]) == different
