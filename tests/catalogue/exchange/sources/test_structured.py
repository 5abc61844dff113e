"""JSON, TOML and YAML, with what is wrong in them."""

import pytest
from django.utils import translation

from catalogue.exchange.sources.bounds import File, UnreadableSource
from catalogue.exchange.sources.structured import json_of, toml_of, yaml_of


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_json_and_json_lines_are_read():
    assert json_of(File("a", b'\xef\xbb\xbf{"a": [1]}')) == {"a": [1]}
    assert json_of(File("a", b'{"a": 1}\n\n{"a": 2}\n')) == [{"a": 1}, {"a": 2}]


def test_yaml_keeps_its_words_and_dates_as_written():
    text = b"a: no\nb: 2026-08-21\nc: true\nd: 0.10\ne: ~\nf: 012\ng: 12:30\n"

    assert yaml_of(File("a", text)) == {
        "a": "no",
        "b": "2026-08-21",
        "c": True,
        "d": 0.1,
        "e": None,
        "f": "012",
        "g": "12:30",
    }


@pytest.mark.parametrize(
    ("read", "data", "place"),
    [
        (json_of, b'{\n "a": }', "line 2"),
        (json_of, b'{"a": NaN}', "NaN"),
        (json_of, b"[" * 100_000, "deep"),
        (json_of, b"", "line 1"),
        (json_of, b'{"a": 1}\n{"a": }\n', "column"),
        (toml_of, b"a = 1\nb = no", "line 2"),
        (yaml_of, b"a:\n\t- b", "line 2"),
        (yaml_of, b"a: !!python/object/apply:os.system [ls]", "python"),
        (yaml_of, b"a: &a [1]\nb: [*a, *a]", r"\*"),
        (yaml_of, b"[" * 20_000, "YAML"),
    ],
    ids=["json", "NaN", "deep", "empty", "lines", "toml", "tab", "python", "aliases", "deep yaml"],
)
def test_what_cannot_be_read_is_told_with_its_place(read, data, place):
    with pytest.raises(UnreadableSource, match=rf"(?s)^a\.txt .*{place}"):
        read(File("a.txt", data))
