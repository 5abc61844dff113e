"""YunoHost's list of applications: what each may stand in for."""

import pytest

from catalogue.exchange.formats import yunohost
from tests.catalogue.exchange.told_of import a_file, sorted_out

APPS = """
[akkoma]
added_date = 1674232499 # 2023/01/20
antifeatures = [ "deprecated-software", "package-not-maintained" ]
category = "social_media"
potential_alternative_to = [ "X", "Big Network", "X" ]
state = "working"
url = "https://github.com/YunoHost-Apps/akkoma_ynh"

[borg]
state = "working"
url = "https://github.com/YunoHost-Apps/borg_ynh"
"""


def read(text, name="apps.toml"):
    return sorted_out(yunohost.read([a_file(text, name)]))


def test_each_application_and_product_is_a_mapping():
    told, faults = read(APPS)

    assert faults == []
    assert [(each.noun, each.key) for each in told] == [
        ("mapping", "akkoma/X"),
        ("mapping", "akkoma/Big Network"),
    ]
    assert told[1].values == {
        "tool": "akkoma",
        "product": "Big Network",
        "caution": {"en": "No longer maintained.", "fr": "N’est plus maintenu."},
    }
    assert told[1].outside_ids == {"yunohost": "akkoma"}


def test_an_unknown_anti_feature_is_told():
    told, [fault] = read('[a]\nantifeatures = ["brand-new"]\npotential_alternative_to = ["X"]')

    assert len(told) == 1
    assert fault.startswith("warning apps.toml a: ")
    assert "brand-new" in fault


@pytest.mark.parametrize(
    "text",
    ["a = 1", "[a", '[a]\npotential_alternative_to = "X"', "[a]\nantifeatures = 3"],
    ids=["no table", "broken", "text", "number"],
)
def test_what_is_odd_never_stops_anything(text):
    told, _faults = read(text)

    assert told == []


def test_the_other_lists_beside_it_are_passed_over():
    assert read("[tracking]\ntitle.fr = 'x'", "antifeatures.toml") == ([], [])
