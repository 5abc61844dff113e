"""How the values of a document are called and where their keys stand."""

import pytest

from catalogue.exchange.publiccode.reading import read_tree
from catalogue.exchange.publiccode.tree import Keys, place_of, value_at

TEXT = """\
name: Arrosoir
legal:
  license: MIT
isBasedOn:
  other: x
organisation:
  - name: City
dependsOn:
  open:
    - name: [a]
      optional: maybe
flow: {one: 1, two: 2}
split:
  alone
"""


@pytest.fixture
def root():
    return read_tree(TEXT)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("name",), "name"),
        (("legal",), "legal.license"),
        (("isBasedOn",), "isBasedOn.other"),
        (("organisation",), "organisation[0]"),
        (("dependsOn", "open", 0, "name"), "dependsOn.open[0]"),
        (("dependsOn", "open", 0, "optional"), "dependsOn.open[0].optional"),
        (("flow", "two"), "flow"),
        (("split",), "split"),
    ],
)
def test_values_are_called_by_the_first_key_of_their_line(root, path, key):
    assert Keys(root).of(value_at(root, path)) == key


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("name",), (1, 1)),
        (("legal", "license"), (3, 3)),
        (("legal", "missing"), (3, 3)),
        (("organisation", 0), (7, 5)),
        (("organisation", 0, "uri"), (7, 5)),
        (("name", "inside"), (1, 1)),
        (("name", 0), (1, 1)),
        (("missing", "inside"), (1, 1)),
    ],
)
def test_place_is_that_of_the_key_or_of_the_nearest_thing_above(root, path, place):
    assert place_of(root, path) == place


def test_empty_document_has_a_place_too():
    assert place_of(None, ("name",)) == (1, 1)
