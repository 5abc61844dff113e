"""Every shape that the SILL ever had."""

import pytest
from django.utils import translation

from catalogue.exchange.formats import sill
from tests.catalogue.exchange.told_of import a_file, sorted_out


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def read(data, name="sill.json"):
    return sorted_out(sill.read([a_file(data, name)]))


TABLE = """ID,nom,fonction,annees,statut,parent,public,support,similaire-a,wikidata,\
comptoir-du-libre,licence,secteur,composant,contexte-usage,label,groupe,version
54,Parc,Gestion de parc,2020 ; 2021,R,,,Oui,172 ; Concurrent,Q1,35,GPL-3.0-or-later,Opérations,\
Parc,,,MIMO,9.3
55,Question,Questionnaires,2021,FR,Parc,,,,,,GPL V2.0,Opérations,Parc,,,MIMO,6.7 (à confirmer)
"""
LETTERS = {
    "id": "54",
    "i": "Parc",
    "f": "Gestion de parc",
    "st": "R",
    "l": "GPL-3.0-or-later",
    "si": "172 ; Concurrent",
    "co": "35",
    "p": "",
    "se": "Opérations",
    "c": "Parc",
    "fr-desc": None,
    "en-desc": "asset management",
    "website": "https://parc.example.org/",
    "sources": "git://git.example.org/parc.git",
    "frama": {"encoded-name": "parc"},
}
UNDERSCORES = {
    "_id": 54,
    "_name": "Parc",
    "_function": "Gestion de parc",
    "_license": "GPL-3.0-or-later",
    "wikidataId": "Q1",
    "comptoirDuLibreOrgId": 35,
    "recommendationStatus": "recommended",
    "alikeSoftwares": [
        {"isKnown": True, "softwareId": 172},
        {"isKnown": False, "softwareName": "Concurrent"},
    ],
}
LONG = {
    "id": 54,
    "name": "Parc",
    "function": "Gestion de parc",
    "license": "GPL-3.0-or-later",
    "referencedSinceTime": 1514764800000,
    "wikidataId": "Q1",
    "comptoirDuLibreId": 35,
    "agentWorkstation": True,
    "alikeSoftwares": UNDERSCORES["alikeSoftwares"],
}
FIRST = {
    "id": 54,
    "name": "Parc",
    "description": "Gestion de parc",
    "license": "GPL-3.0-or-later",
    "referencedSinceTime": 1514764800000,
    "updateTime": 1514764800000,
    "keywords": [],
    "softwareType": {"type": "desktop/mobile", "os": {"linux": True, "mac": False, "ios": True}},
    "latestVersion": {"semVer": "10.0", "publicationTime": 1672531200000},
    "softwareExternalData": {
        "externalId": "Q1",
        "sourceSlug": "wikidata",
        "websiteUrl": "https://parc.example.org/",
        "sourceUrl": "https://github.com/parc/parc.git",
        "framaLibreId": "parc",
        "description": {"en": "asset management"},
        "developers": [{"@type": "Person", "name": "Some Body"}],
    },
    "comptoirDuLibreSoftware": {"id": 35, "external_resources": {"website": ""}},
    "similarExternalSoftwares": [{"externalId": "Q9", "label": {"en": "Concurrent"}}],
    "userAndReferentCountByOrganization": {
        "Mairie d'Arcueil": {"userCount": 1, "referentCount": 0},
        "DINUM": {"userCount": 1, "referentCount": 0},
    },
    "dereferencing": None,
}
SECOND = {
    "id": 54,
    "name": {"fr": "Parc"},
    "description": {"fr": "Gestion de parc"},
    "license": "AGPLv3",
    "addedTime": "2018-01-01T00:00:00.000Z",
    "isLibreSoftware": False,
    "latestVersion": {"version": "10.0", "releaseDate": "2023-01-01T00:00:00.000Z"},
    "url": "https://parc.example.org/",
    "codeRepositoryUrl": "https://github.com/parc/parc",
    "applicationCategories": ["Parc"],
    "keywords": ["a", {"id": "Q3", "numeric-id": 3}],
    "operatingSystems": {"windows": True, "linux": False},
    "runtimePlatforms": ["desktop"],
    "externalId": "Q1",
    "sourceSlug": "wikidata",
    "providers": [],
    "authors": [],
    "identifiers": [
        {"value": "35", "subjectOf": {"additionalType": "ComptoirDuLibre"}},
        {"value": "parc", "subjectOf": {"additionalType": "FramaLibre"}},
    ],
    "similarSoftwares": [
        {"externalId": "Q9", "name": "Concurrent", "isLibreSoftware": False, "isInCatalogi": False},
        {"externalId": "Q8", "name": "Cousin", "isInCatalogi": True, "softwareId": 172},
    ],
    "userAndReferentCountByOrganization": {"Mairie d'Arcueil": {"userCount": 1}},
}
COPIED = {"sill_id": 54, "name": "Parc", "license": "GPLv3+", "qid": "Q1", "comptoir_id": 35}


@pytest.mark.parametrize(
    ("data", "unknown"),
    [
        (TABLE.partition("\n55,")[0], set()),
        (TABLE.partition("\n55,")[0].replace(",version\n", ",version_min\n"), set()),
        ([LETTERS], {"wikidata"}),
        ([UNDERSCORES], set()),
        ([LONG], set()),
        ({"catalog": [LONG], "services": []}, set()),
        ([FIRST], {"similar"}),
        ([SECOND], set()),
        ({"items": [COPIED]}, {"summary", "alternatives", "similar"}),
    ],
    ids=[
        *("2020 table", "2022 table", "letters", "underscores", "long", "compiled"),
        *("sill.json", "v2", "copied"),
    ],
)
def test_every_generation_tells_the_same_of_a_software(data, unknown):
    [tool], _faults = read(data)

    assert (tool.noun, tool.catalogue, tool.key) == ("tool", "sill", "54")
    assert tool.values["name"] == "Parc"
    ids = {"sill": "54", "wikidata": "Q1", "comptoir_du_libre": "35"}
    assert {name: tool.outside_ids.get(name) for name in ids.keys() - unknown} == {
        name: value for name, value in ids.items() if name not in unknown
    }
    for name, value in {
        "alternatives": ["Concurrent"],
        "similar": [{"sill": "172"}],
    }.items():
        assert name in unknown or tool.values[name] == value
    assert "summary" in unknown or tool.values["summary"]["fr"] == "Gestion de parc"


def test_todays_first_export_is_read_whole():
    [tool], faults = read([FIRST])

    assert faults == []
    assert tool.values == {
        "name": "Parc",
        "summary": {"en": "asset management", "fr": "Gestion de parc"},
        "licence": "GPL-3.0-or-later",
        "website": "https://parc.example.org/",
        "repository": "https://github.com/parc/parc.git",
        "latest_release_version": "10.0",
        "latest_release_on": "2023-01-01",
        "platforms": ["linux", "ios"],
        "alternatives": ["Concurrent"],
    }
    assert tool.outside_ids["repository"] == "github.com/parc/parc"
    assert [user.name for user in tool.users] == ["Mairie d'Arcueil", "DINUM"]
    assert "Some Body" not in str(tool.raw)


def test_todays_second_export_is_read_whole_and_its_wrong_flag_is_not_believed():
    [tool], [fault] = read([SECOND])

    assert tool.values == {
        "name": "Parc",
        "summary": {"fr": "Gestion de parc"},
        "licence_as_written": "AGPLv3",
        "licence_at_least": "AGPL-3.0-only",
        "licence_doubt": "or_later",
        "website": "https://parc.example.org/",
        "repository": "https://github.com/parc/parc",
        "latest_release_version": "10.0",
        "latest_release_on": "2023-01-01",
        "platforms": ["windows"],
        "software_type": "standalone/desktop",
        "subjects": ["Parc"],
        "alternatives": ["Concurrent"],
        "similar": [{"sill": "172"}],
    }
    assert fault.startswith("warning sill.json[0] licence: “AGPLv3”")


def test_what_the_sill_took_off_its_list_is_refused_with_its_reason():
    gone = {**SECOND, "dereferencing": {"reason": "Code source indisponible", "time": "2025-09-04"}}

    told, faults = read([SECOND, gone, {**gone, "id": 55, "dereferencing": {"time": "2025"}}])

    assert [tool.key for tool in told] == ["54"]
    assert any(
        fault.startswith("error sill.json[1] dereferencing: ") and "indisponible" in fault
        for fault in faults
    )


def test_a_tool_that_is_no_longer_recommended_says_so_and_knows_what_it_extends():
    told, [fault] = read(TABLE, "sill.csv")

    assert told[1].values["caution"]["fr"] == "Le SILL ne le recommande plus."
    assert told[1].values["parent"] == "Parc"
    assert "caution" not in told[0].values
    assert fault.startswith("warning sill.csv:3 licence: “GPL V2.0”")


def test_services_are_adoptions_to_be():
    table = (
        "id,agency_name,public_sector,agency_url,service_name,service_url,description,"
        "software_name,software_sill_id,software_comptoir_id,publication_date,last_update_date\n"
        "3,Mairie d'Arcueil,Local governments,https://arcueil.example.org/,Notes,"
        "https://pad.example.org,Partage,codiMD,180,362,2020-10,2020-XX\n"
        "4,,State,,Rien,,,codiMD,,,,\n"
        "5,DINUM,State,,Rien,,,,,,,\n"
    )

    [adoption], faults = read(table, "services.csv")

    assert adoption.values == {
        "city": "Mairie d'Arcueil",
        "tool": "codiMD",
        "status": "in_production",
        "started": "2020-10",
        "as_of": "2020",
        "service_url": "https://pad.example.org",
        "note": {"fr": "Notes – Partage"},
        "tool_ids": {"sill": "180", "comptoir_du_libre": "362"},
    }
    assert [user.website for user in adoption.users] == ["https://arcueil.example.org/"]
    assert [fault.split(":")[1] for fault in faults] == ["3 agency_name", "4 software_name"]


@pytest.mark.parametrize(
    "data",
    [
        *({}, {"softwares": 3}, [1, "x", None, {}], [{"id": 1}]),
        *([{"name": None, "addedTime": 1}], [{"_id": {}, "_name": []}], "{", ""),
    ],
    ids=str,
)
def test_what_is_no_sill_is_told(data):
    told, faults = read(data)

    assert told == []
    assert faults
