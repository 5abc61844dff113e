"""Every format from its place to a stream of records, and the real files of others where there are
some: how many are read, how many refused, and why.
"""

import json
from collections import Counter

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange import readers
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.http import Door
from catalogue.exchange.told import Fault, Told
from tests.catalogue.exchange.told_of import sorted_out
from tests.publiccode_file import file
from tests.web_server import web_server

REAL = settings.BASE_DIR.parent / "shared" / "data"


FORMATS = readers.formats()


def read(name, where, **how):
    return sorted_out(readers.read(FORMATS[name], where, **how))


def test_a_folder_is_read_with_the_files_of_the_format_only(tmp_path):
    (tmp_path / "software").mkdir()
    (tmp_path / "software" / "a.yml").write_text("name: A\nlicenses: [MIT]\n")
    (tmp_path / "README.md").write_text("name: B\nlicenses: [MIT]\n")
    (tmp_path / "software" / "link.yml").symlink_to("a.yml")

    told, faults = read("awesome-selfhosted", tmp_path)

    assert [each.key for each in told] == ["a"]
    assert [fault.partition(": ")[0] for fault in faults] == ["error software/link.yml"]


def test_an_open_catalog_is_read_page_by_page():
    entry = {"id": "1", "publiccodeYml": file(name="One")}
    with web_server() as server:
        server.says["/v1/software"] = [
            {"body": {"data": [entry], "links": {"next": "?page=2"}}},
            {"body": {"data": [{**entry, "id": "2"}], "links": {"next": None}}},
        ]

        told, faults = read(
            "open-catalog", f"{server.address}/v1/software", door=Door(private=True)
        )

    assert ([each.key for each in told], faults) == (["1", "2"], [])


def tools(tmp_path, *entries):
    path = tmp_path / "comptoir.json"
    path.write_text(json.dumps([{"licence": "MIT", **entry} for entry in entries]))
    return path


def test_a_record_that_comes_twice_is_refused_the_second_time(tmp_path):
    told, [fault] = read(
        "comptoir-du-libre", tools(tmp_path, {"id": 1, "name": "A"}, {"id": 1, "name": "B"})
    )

    assert [each.values["name"] for each in told] == ["A"]
    assert fault.startswith("error comptoir.json[1]: ")
    assert "comptoir.json[0]" in fault


def test_an_identifier_that_two_claim_is_left_out_of_both(tmp_path):
    same = {"external_resources": {"wikidata": {"id": "Q1"}}}

    told, faults = read(
        "comptoir-du-libre",
        tools(tmp_path, {"id": 1, "name": "A", **same}, {"id": 2, "name": "B", **same}),
    )

    assert [each.outside_ids for each in told] == [
        {"comptoir_du_libre": "1"},
        {"comptoir_du_libre": "2"},
    ]
    assert [fault.split(":")[0] for fault in faults] == [
        "warning comptoir.json[0] wikidata",
        "warning comptoir.json[1] wikidata",
    ]


def test_what_extends_another_does_not_take_its_identifier(tmp_path):
    path = tmp_path / "sill.csv"
    path.write_text(
        "ID,nom,fonction,licence,parent,wikidata\n"
        "54,Parc,Gestion,MIT,,Q1\n55,Question,Questionnaires,MIT,Parc,Q1\n"
    )

    told, [fault] = read("sill", path)

    assert [each.outside_ids for each in told] == [{"sill": "54", "wikidata": "Q1"}, {"sill": "55"}]
    assert fault.startswith("warning sill.csv:3 wikidata: ")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "id",
                        "name",
                        "licence",
                        "license",
                        "users",
                        "providers",
                        "type",
                        "softwares",
                    ),
                    *("external_resources", "data", "publiccodeYml", "items", "tool", "product"),
                    *("alternative_to", "i", "f", "st", "_id", "_name", "addedTime", "ID", "nom"),
                    *("referencedSinceTime", "similarSoftwares", "softwareExternalData", "sill_id"),
                    *(
                        "identifiers",
                        "licenses",
                        "catalog",
                        "services",
                        "agencyName",
                        "frama",
                        "os",
                    ),
                    *("userAndReferentCountByOrganization", "latestVersion", "dereferencing"),
                    *("publiccodeYmlVersion", "legal", "description", "usedBy", "maintenance"),
                ]
            ),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.one_of(JSON.map(lambda value: json.dumps(value).encode()), st.binary(max_size=300)))
def test_no_input_breaks_a_reader(name, data):
    for path in ("data.json", "software/data.yml", "apps.toml", "sheet.csv", "publiccode.yml"):
        for each in readers.once_each(FORMATS[name].read([File(path, data)])):
            assert isinstance(each, Told | Fault)
            if isinstance(each, Told):
                json.dumps([each.values, each.outside_ids, each.raw]).encode()


#: Records by noun, refused ones by the key of the fault, warnings by the key.
COUNTS = {
    ("sill", "sill/disic/sill-2020.csv"): ({"tool": 148}, {}, {"licence": 47}),
    ("sill", "sill/sill-api-history/sill.csv"): ({"tool": 152}, {}, {"licence": 50}),
    ("sill", "sill/sill-api-history/data_softwares_softwares.csv"): (
        {"tool": 151},
        {},
        {"licence": 49},
    ),
    ("sill", "sill/sill-api-history/data_services_services.csv"): ({"adoption": 76}, {}, {}),
    ("sill", "sill/sill-api-history/sill-softwares.json"): ({"tool": 152}, {}, {"licence": 50}),
    ("sill", "sill/sill-2022-05/sill.json"): (
        {"tool": 157},
        {},
        {"licence": 50, "repository": 1},
    ),
    ("sill", "sill/sill-data-template/compiledData_withoutReferents.json"): (
        {"tool": 1, "adoption": 2},
        {},
        {},
    ),
    ("comptoir-du-libre", "comptoir/comptoir-du-libre_export_v1.sample.json"): (
        {"tool": 2, "organisation": 1},
        {},
        {"licence": 1},
    ),
    ("awesome-selfhosted", "awesome-selfhosted"): (
        {"tool": 877},
        {"licence": 69},
        {"licence": 471},
    ),
    ("open-catalog", "developers-italia/api-responses/developers_italia_page1.json"): (
        {"tool": 25},
        {},
        {
            "legal.license": 2,
            "localisation.localisationReady": 1,
            "localisation.availableLanguages": 1,
            "isBasedOn[0]": 1,
        },
    ),
    ("mappings", "mappings/btw-open-source-alternatives.json"): ({"mapping": 149}, {}, {}),
    ("mappings", "mappings/runa-oss-alternatives.json"): ({"mapping": 319}, {}, {}),
    ("mappings", "mappings/govoss-replaces.json"): ({"mapping": 238}, {}, {}),
    ("places", "cities/fr_communes.csv"): ({"place": 36_337}, {}, {}),
    ("places", "cities/it_comuni_istat_cp1252.csv"): ({"place": 8_023}, {}, {}),
}


@pytest.mark.skipif(not REAL.exists(), reason="the files of other catalogues are not here")
@pytest.mark.parametrize(("name", "where"), COUNTS, ids=str)
def test_the_real_files_give_so_many_records(name, where):
    with translation.override("en"):
        found = list(readers.read(FORMATS[name], REAL / where))

    faults = [each for each in found if isinstance(each, Fault)]
    refused = Counter(each.where.key for each in faults if each.severity == "error")
    doubted = Counter(_key(each) for each in faults if each.severity == "warning")
    doubted -= Counter(_key(each) for each in faults if "also said to be" in each.message)
    assert (Counter(each.noun for each in found if isinstance(each, Told)), refused, doubted) == (
        COUNTS[name, where]
    )


def _key(fault):
    """The key of a fault, also of one inside a file that stands in a record as a text."""
    return fault.where.key.partition(" ")[2] or fault.where.key
