"""An Open Catalog API: each software with its publiccode.yml as a text."""

import pytest

from catalogue.exchange.formats import open_catalog
from catalogue.exchange.told import Told, Where, doubted, refused
from tests.catalogue.exchange.told_of import a_file, sorted_out

ENTRY = {
    "id": "9c07d69d",
    "url": "https://github.com/comune/simel.git",
    "aliases": [],
    "publiccodeYml": "name: Simel",
    "active": True,
    "createdAt": "2022-10-11T11:58:16Z",
}


def publiccode(text):
    """Stands for whoever reads the text."""
    where = Where("publiccode.yml", 1, key="name")
    if "broken" in text:
        yield refused(where, "broken")
    else:
        name = text.partition(": ")[2]
        yield Told("tool", "publiccode", name, where, {"name": name}, raw={"name": name})
        yield doubted(where, "odd")


def read(data):
    return sorted_out(open_catalog.read([a_file(data, "page.json")], publiccode))


@pytest.mark.parametrize(
    "data", [{"data": [ENTRY], "links": {}}, [ENTRY], ENTRY], ids=["page", "list", "one"]
)
def test_a_software_keeps_the_identifier_and_the_address_of_the_catalogue(data):
    [tool], [fault] = read(data)

    assert (tool.catalogue, tool.key) == ("developers-italia", "9c07d69d")
    assert tool.values == {"name": "Simel"}
    assert tool.outside_ids == {
        "open_catalog": "9c07d69d",
        "repository": "github.com/comune/simel",
    }
    assert tool.raw["publiccode"] == {"name": "Simel"}
    assert "publiccodeYml" not in tool.raw
    assert fault == "warning page.json[0] publiccodeYml:1 name: odd"


def test_one_bad_entry_does_not_stop_the_others():
    told, faults = read(
        {
            "data": [
                {**ENTRY, "publiccodeYml": "broken"},
                {**ENTRY, "publiccodeYml": "-"},
                {**ENTRY, "publiccodeYml": None},
                {**ENTRY, "active": False},
                {**ENTRY, "id": ""},
                "nothing",
                {**ENTRY, "id": "good"},
            ]
        }
    )

    assert [tool.key for tool in told] == ["good"]
    assert [fault.split()[1] for fault in faults if fault.startswith("error")] == [
        "page.json[0]",
        "page.json[1]",
        "page.json[2]",
        "page.json[3]",
        "page.json[4]",
        "page.json[5]:",
    ]
