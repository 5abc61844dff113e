"""Arrows point inward: mouths ask verbs, verbs know nouns, nouns know words."""

import re
import sys

import pytest

from tests.architecture.tree import imported_by, module_of, python, read, table_of

WORDS = {"choices", "countries", "errors", "validators"}
VERBS = {"actions", "exchange", "search"}
MOUTHS = {"admin", "api", "management", "web"}
#: They stand around a request and know nothing of what is asked.
AROUND = {"memory", "replicas"}
INWARD = WORDS | {"models"}
#: The same table as in docs/architecture.md.
MAY_IMPORT = {
    **{room: set() for room in WORDS | AROUND},
    "models": WORDS,
    "search": INWARD,
    "actions": INWARD | {"search"},
    "exchange": INWARD | {"actions", "search"},
    **dict.fromkeys(MOUTHS, INWARD | VERBS),
    "api": INWARD | VERBS | {"replicas"},
    "web": INWARD | VERBS | AROUND,
    "apps": set(),
}


def room_of(module):
    """`catalogue.search.text` → `search`, `api.lists` → `api`; nothing for what is in no room."""
    parts = module.split(".")
    if parts[0] == "api":
        return "api"
    return parts[1] if parts[0] == "catalogue" and len(parts) > 1 else None


def test_every_room_has_its_line_in_the_table():
    rooms = {room_of(module_of(path)) for path in python("api", "catalogue")} - {None}

    assert rooms - {"migrations"} == MAY_IMPORT.keys()


@pytest.mark.parametrize("path", python("api", "catalogue"), ids=str)
def test_imports_point_inward(path):
    room = room_of(module_of(path))
    allowed = MAY_IMPORT.get(room, INWARD) | {room, None}

    strangers = {name for name in imported_by(path) if room_of(name) not in allowed}

    assert strangers == set()


def test_nobody_imports_the_configuration_the_tests_or_the_scripts():
    outside = ("config", "tests", "tools")
    found = {
        str(path): names
        for path in python("api", "catalogue")
        if (names := [name for name in imported_by(path) if name.split(".")[0] in outside])
    }

    assert found == {}


def test_configuration_only_mounts_the_mouths():
    found = {
        (str(path), room_of(name))
        for path in python("config")
        for name in imported_by(path)
        if room_of(name)
    }

    assert found == {("config/urls.py", "api"), ("config/urls.py", "web")}


def test_merge_needs_nothing_but_the_standard_library():
    [path] = [path for path in python("catalogue/exchange") if path.name == "merge.py"]

    assert {name.split(".")[0] for name in imported_by(path)} <= sys.stdlib_module_names


def test_no_import_is_relative():
    relative = [
        str(path) for path in python() if re.search(r"^\s*from \.", read(path), re.MULTILINE)
    ]

    assert relative == []


#: What docs/architecture.md says in words.
GROUPS = {
    "words": WORDS,
    "every verb": VERBS,
    "nothing of ours": set(),
    "never `api`": set(),
    "never `web`": set(),
}


def test_document_says_the_same():
    said = {}
    for rooms, _what, may in table_of("docs/architecture.md", "The rooms"):
        for room in re.findall(r"`(\w+)`", rooms):
            if room != "config":
                parts = [part.strip() for part in re.split(r"[,;]", may)]
                said[room] = set().union(*(GROUPS.get(part, {part}) for part in parts))

    assert said == {room: may for room, may in MAY_IMPORT.items() if room != "apps"}
