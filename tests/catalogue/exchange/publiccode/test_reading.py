"""From bytes to values with their places, and no input that brings the reader down."""

import pytest

from catalogue.exchange.publiccode.reading import DEEPEST, LARGEST, MOST, Unreadable, read_tree
from catalogue.exchange.publiccode.tree import Scalar


def refused(text):
    with pytest.raises(Unreadable) as refusal:
        read_tree(text)
    return refusal.value


def test_every_key_and_value_knows_its_line_and_column():
    root = read_tree("name: Arrosoir\nlegal:\n  license: MIT\nplatforms:\n  - web\n")

    key, value = root.pairs["name"]
    assert (key.line, key.column, value.line, value.column) == (1, 1, 1, 7)
    section = root.pairs["legal"][1]
    assert [(each.line, each.column) for each in section.pairs["license"]] == [(3, 3), (3, 12)]
    [item] = root.pairs["platforms"][1].items
    assert (item.line, item.column) == (5, 5)


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "Yes", "2026-01-31", "0.4.0", '"0"'])
def test_texts_of_yaml_1_2(text):
    value = read_tree(f"key: {text}").pairs["key"][1]

    assert value.is_plainly_text
    assert value.flag is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.0", "1"),
        ("1.10", "1.1"),
        ("0.4", "0.4"),
        ("007", "7"),
        ("0o17", "15"),
        ("0x1F", "31"),
        ("1e3", "1000"),
        ("1e400", "inf"),
        ("TRUE", "true"),
        ("false", "false"),
        ("~", ""),
        ("", ""),
        ("'1.0'", "1.0"),
        ("!!str 1.0", "1.0"),
        ("!mine x", "x"),
    ],
)
def test_single_values_read_as_the_reference_parser_reads_them(written, read):
    value = read_tree(f"key: {written}").pairs["key"][1]

    assert value.text() == read


def test_number_too_long_to_calculate_with_stays_as_it_is_written():
    assert Scalar(1, 1, "9" * 10_000).text() == "9" * 10_000


def test_aliases_and_merged_keys_are_followed():
    root = read_tree("a: &a {name: x, size: 1}\nb: *a\nc: {<<: *a, name: y}\nd: {<<: [*a]}\n")

    assert root.pairs["b"][1] is root.pairs["a"][1]
    merged = root.pairs["c"][1].pairs
    assert {name: value.source for name, (_key, value) in merged.items()} == {
        "name": "y",
        "size": "1",
    }
    assert set(root.pairs["d"][1].pairs) == {"name", "size"}


def test_sign_of_byte_order_is_skipped():
    assert set(read_tree(b"\xef\xbb\xbfname: x").pairs) == {"name"}


@pytest.mark.parametrize("text", ["", "# nothing\n", b""])
def test_empty_file_has_no_values(text):
    assert read_tree(text) is None


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        pytest.param(b"a: \xff", "yaml.encoding", (1, 4), id="a byte that is not UTF-8"),
        pytest.param("é: x\r\ny: \x00", "yaml.character", (2, 4), id="NUL"),
        pytest.param("a: \ud800", "yaml.character", (1, 4), id="half a character"),
        pytest.param('a: "x\\0"', "yaml.character", (1, 4), id="NUL by an escape"),
        pytest.param('a: "\\ud800"', "yaml.character", (1, 4), id="half a character by an escape"),
        pytest.param("a:\n\tb: x\n", "yaml.tab", (2, 1), id="a tab"),
        pytest.param("a: b: c\n", "yaml.colon", (1, 5), id="a colon too many"),
        pytest.param("a: 1\n b: 2\n", "yaml.colon", (2, 3), id="a line that is indented"),
        pytest.param("a: 1\nb\nc: 3\n", "yaml.key", (3, 1), id="a colon too few"),
        pytest.param("a: 'x\nb: 2\n", "yaml.quotes", (1, 4), id="an open quotation mark"),
        pytest.param("a:\n  [1, 2\n", "yaml.brackets", (2, 3), id="an open bracket"),
        pytest.param("a:\n  b: 1\n c: 2\n", "yaml.indentation", (3, 2), id="a step too few"),
        pytest.param("a: 'x' y\n", "yaml.indentation", (1, 8), id="text after a quotation"),
        pytest.param("a: @x\n", "yaml.beginning", (1, 4), id="an at sign"),
        pytest.param('a: "C:\\dir"\n', "yaml.escape", (1, 8), id="a backslash"),
        pytest.param("a: |x\n", "yaml.syntax", (1, 5), id="something else"),
        pytest.param("%YAML 9.9\n---\na: b\n", "yaml.syntax", (1, 1), id="a version unheard of"),
        pytest.param("a: 1\nb: 2\na: 3\n", "yaml.double", (3, 1), id="a key twice"),
        pytest.param("a: *b\n", "yaml.alias", (1, 4), id="an alias to nothing"),
        pytest.param("a: &a [*a]\n", "yaml.alias", (1, 8), id="an alias to itself"),
        pytest.param("a: 1\n---\nb: 2\n", "yaml.documents", (2, 1), id="two documents"),
        pytest.param("x" * (LARGEST + 1), "yaml.large", (1, 1), id="too large"),
        pytest.param("é" * (LARGEST // 2 + 1), "yaml.large", (1, 1), id="too large in bytes"),
        pytest.param("[" * 10_000, "yaml.deep", (1, DEEPEST + 1), id="too deep"),
        pytest.param("[" + "," * 2, "yaml.syntax", (1, 2), id="no item before a comma"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, rule, place):
    refusal = refused(text)

    assert (refusal.rule, (refusal.line, refusal.column)) == (rule, place)


def test_aliases_of_aliases_do_not_explode():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20)
    )

    assert refused(bomb).rule == "yaml.many"


def test_aliases_do_not_dig_deeper_than_brackets():
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, DEEPEST + 5)]

    assert refused("\n".join(lines)).rule == "yaml.deep"


def test_values_are_counted_before_they_fill_the_memory():
    assert refused("- x\n" * (MOST + 1)).rule == "yaml.many"


def test_first_place_of_a_key_that_stands_twice_is_told():
    assert refused("a: 1\nb: 2\na: 3\n").facts == {"name": "a", "first": 1}


def test_keys_that_are_no_single_value_are_read_and_called_by_their_place():
    assert set(read_tree("? [a, b]\n: c\n").pairs) == {"?1:3"}
