"""What a page tells machines."""

import json

import pytest
from django.utils.translation import override

from catalogue.web.linked_data import breadcrumb_list, json_ld, place, software_application
from tests.factories import CityFactory, ToolFactory


def told(thing):
    """What a machine reads in the block that a page holds."""
    block = str(json_ld(thing))
    start, end = '<script type="application/ld+json">', "</script>"
    assert block.startswith(start)
    assert block.endswith(end)
    return json.loads(block.removeprefix(start).removesuffix(end))


@pytest.mark.parametrize("sign", ["</script>", "<!--", "&", "\u2028", "]]>"])
def test_no_text_leaves_its_block(sign):
    block = str(json_ld({"name": f"a{sign}b"}))

    assert block.count("<") == 2
    assert sign not in block.removesuffix("</script>")
    assert told({"name": f"a{sign}b"})["name"] == f"a{sign}b"


def test_unknown_is_left_out():
    thing = {"name": "x", "url": "", "geo": None, "sameAs": [], "count": 0}

    assert told(thing) == {"@context": "https://schema.org", "name": "x", "count": 0}


def test_last_crumb_has_no_address():
    crumbs = breadcrumb_list([{"label": "Home", "url": "/en/"}, {"label": "Tools"}])

    assert [item.get("item") is None for item in crumbs["itemListElement"]] == [False, True]


def test_tool_is_free_of_charge_only_where_its_licence_is_established(db):
    with override("en"):
        free, unsure = (
            told(software_application(tool)) for tool in (ToolFactory(licensed=True), ToolFactory())
        )

    assert (free["isAccessibleForFree"], free["offers"]["price"]) == (True, "0")
    assert {"isAccessibleForFree", "offers", "license"}.isdisjoint(unsure)


def test_city_without_numbers_is_a_place(db):
    with override("en"):
        thing = told(place(CityFactory(name={"de": "Dorf"}, population=None)))

    assert (thing["@type"], thing["name"]) == ("City", "Dorf")
    assert {"geo", "identifier", "alternateName", "description"}.isdisjoint(thing)
