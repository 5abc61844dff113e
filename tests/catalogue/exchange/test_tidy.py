"""Single values of others, as ours are written."""

import datetime

import pytest

from catalogue.exchange.tidy import (
    address,
    by_language,
    digits,
    one_line,
    part,
    partial,
    repository_id,
    wikidata,
    without_persons,
)


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/Nextcloud/server",
        "https://github.com/nextcloud/server.git",
        "http://www.github.com/nextcloud/server/",
        "git@github.com:nextcloud/server.git",
        "git://github.com/nextcloud/server",
        "https://github.com/nextcloud/server/tree/main/apps#readme",
    ],
)
def test_addresses_of_one_repository_are_one(written):
    assert repository_id(written) == "github.com/nextcloud/server"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://gitlab.com/group/sub/project/-/tree/main", "gitlab.com/group/sub/project"),
        ("https://git.example.org/project", "git.example.org/project"),
        ("https://github.com/nextcloud", ""),
        ("https://gitlab.alpinelinux.org/", ""),
        ("https://git-wip-us.example.org/repos?p=atlas.git", ""),
        ("not an address", ""),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_what_is_no_repository_is_none(written, expected):
    assert repository_id(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" https://example.org/a ", "https://example.org/a"),
        ("//example.org/logo.png", "https://example.org/logo.png"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org/", ""),
        ("t.b.d.", ""),
        (["https://example.org"], ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_are_addresses(written, expected):
    assert address(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-10-05T11:58:16.547551Z", "2020-10-05"),
        ("2020-10", "2020-10"),
        ("2020-XX", "2020"),
        ("2020-13-45", "2020"),
        (1514764800000, "2018-01-01"),
        (datetime.date(2018, 1, 1), "2018-01-01"),
        (10**30, ""),
        ("20201005", ""),
        ("soon", ""),
        (None, ""),
    ],
)
def test_dates_keep_what_is_known_of_them(written, expected):
    assert partial(written) == expected


def test_identifiers_are_taken_out_of_what_surrounds_them():
    assert wikidata("https://www.wikidata.org/wiki/Q215051") == "Q215051"
    assert wikidata("P31") == wikidata(None) == wikidata("Q0") == ""
    assert digits("210 100 046", 9) == "210100046"
    assert digits("12", 9) == digits("²") == digits("") == ""
    assert digits(193) == "193"


def test_texts_by_language_are_lines_without_the_empty_ones():
    texts = {"FR": " deux\nlignes ", "en": None, "pt_BR": "x", "not a tag": "y", "de": 3}

    assert by_language(texts, "fr") == {"fr": "deux lignes", "pt-br": "x", "de": "3"}
    assert by_language("seul", "fr") == {"fr": "seul"}
    assert by_language("", "fr") == {}


def test_a_line_is_made_of_texts_and_numbers_only():
    assert [one_line(it) for it in (" a\n b ", 3, True, None, [], {})] == ["a b", "3", *[""] * 4]


def test_a_part_that_is_not_there_is_empty():
    assert part({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert part({"a": []}, "a", "b") == part([], "a") == part(None) == {}


def test_private_persons_do_not_stay_in_what_is_kept():
    record = {
        "name": "Parc\x00 \ud800",
        "users": [{"name": "Jane", "type": "Person"}, {"name": "Albi", "type": "Administration"}],
        "developers": [{"@type": "Person", "name": "Jane"}, {"@type": "Organization"}],
        "author": {"@type": "Person", "name": "Jane"},
        "addedByUserEmail": "jane@example.org",
        "contacts": [{"phone": "1"}],
        "day": datetime.date(2020, 1, 2),
    }

    assert without_persons(record) == {
        "name": "Parc ?",
        "users": [{"name": "Albi", "type": "Administration"}],
        "developers": [{"@type": "Organization"}],
        "day": "2020-01-02",
    }
