"""Three-way merge: the file's news arrive, an editor's work stays."""

import pytest

from catalogue.exchange.merge import ABSENT, merge

MERGES = [
    ("all say the same", "a", "a", "a", {}, ()),
    ("only the file moved on", "a", "b", "a", {"x": "b"}, ()),
    ("only an editor changed it", "a", "a", "b", {}, ()),
    ("both changed it to the same", "a", "b", "b", {}, ()),
    ("both changed it differently", "a", "b", "c", {}, ("x",)),
    ("the file empties it", "a", "", "a", {"x": ""}, ()),
    ("the file empties what an editor changed", "a", "", "c", {}, ("x",)),
    ("an editor emptied it", "a", "a", "", {}, ()),
    ("an editor emptied it and the file moved on", "a", "b", "", {}, ("x",)),
    ("new in the file, empty here", ABSENT, "a", "", {"x": "a"}, ()),
    ("new in the file, absent here", ABSENT, "a", None, {"x": "a"}, ()),
    ("new in the file, an editor's here", ABSENT, "a", "b", {}, ("x",)),
    ("new in the file, the same here", ABSENT, "a", "a", {}, ()),
    ("lists are one value", [1], [1, 2], [1], {"x": [1, 2]}, ()),
    ("an editor's list stays", [1], [1, 2], [3], {}, ("x",)),
    ("texts are one value", {"fr": "a"}, {"fr": "b"}, {"fr": "a"}, {"x": {"fr": "b"}}, ()),
    ("no is a value", True, True, False, {}, ()),
    ("zero is a value", ABSENT, 1, 0, {}, ("x",)),
]


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "write", "kept"),
    [row[1:] for row in MERGES],
    ids=[row[0] for row in MERGES],
)
def test_merge(base, theirs, ours, write, kept):
    ancestor = ABSENT if base is ABSENT else {"x": base}

    merged = merge(ancestor, {"x": theirs}, {"x": ours})

    assert (merged.write, merged.kept) == (write, kept)


def test_keys_are_merged_one_by_one():
    merged = merge({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 1}, {"a": 1, "b": 3, "c": 4})

    assert (merged.write, merged.kept) == ({"a": 2}, ("b",))


@pytest.mark.parametrize("empty", [None, "", [], {}], ids=["null", "text", "list", "texts"])
def test_key_that_the_last_release_did_not_know_fills_what_is_empty(empty):
    merged = merge({"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": empty})

    assert (merged.write, merged.kept) == ({"b": 2}, ())


def test_key_that_the_last_release_did_not_know_leaves_what_an_editor_wrote():
    merged = merge({"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 3})

    assert (merged.write, merged.kept) == ({}, ("b",))


def test_what_is_written_is_never_written_again():
    base, theirs, ours = {"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 1, "b": 3}

    after = ours | merge(base, theirs, ours).write

    assert merge(theirs, theirs, after).write == {}
