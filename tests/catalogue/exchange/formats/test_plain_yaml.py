"""YAML that says the same to readers of both versions."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from catalogue.choices import Maintenance
from catalogue.exchange.formats.plain_yaml import to_yaml

AWKWARD = st.text(
    st.one_of(
        st.sampled_from("\n\r\t :#-'\"|>%@`&*!?[]{},=~<no1.0\x85\u2028\ufeff\x07\u202f’é"),
        st.characters(codec="utf-8", exclude_characters="\x00"),
    )
)


def readings(text):
    """What a reader of YAML 1.1 and one of YAML 1.2 make of it."""
    return yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    "value",
    ["no", "on", "Null", "1.0", "0.7", "2017-04-15", "12:30", "0x1F", "1_000", "~", "=", "<<", ""],
)
def test_text_that_looks_like_something_else_stays_a_text(value):
    text = to_yaml({value: [value]})

    assert readings(text) == ({value: [value]}, {value: [value]})


@given(st.dictionaries(AWKWARD, st.one_of(AWKWARD, st.lists(AWKWARD, max_size=2)), min_size=1))
def test_whatever_goes_in_comes_out(values):
    assert readings(to_yaml(values)) == (values, values)


def test_order_is_kept_and_paragraphs_are_readable():
    text = to_yaml({"b": "One: two.\n\nThree.", "a": [True, "web"], "z": [], "l": "x " * 80 + "x"})

    assert text == (
        "b: |-\n  One: two.\n\n  Three.\na:\n- true\n- web\nz: []\nl: " + "x " * 80 + "x\n"
    )


def test_the_same_list_twice_is_written_twice():
    same = ["web"]

    assert to_yaml({"a": same, "b": same}) == "a:\n- web\nb:\n- web\n"


def test_word_of_a_closed_list_is_a_text():
    assert to_yaml({"type": Maintenance.COMMUNITY}) == "type: community\n"
