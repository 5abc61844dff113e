"""What the first documents tell of cities: exactly that is in the files, and nothing more."""

import pytest

#: What each document states, tool by tool: when it started, what it took the place of.
STATED = {
    "istres": {"maarch-courrier": ("2008-09", [])},
    "aix-les-bains": {
        "ubuntu": (None, []),
        "glpi": (None, []),
        "odoo": (None, []),
        "nagios": (None, []),
        "knowage": (None, []),
        "openelec": (None, []),
        "opencourrier": (None, []),
        "opencimetiere": (None, []),
        "owncloud": ("2015", []),
        "openmairie": (None, ["doodle"]),
        "zimbra": ("2016", []),
    },
    "les-abymes": {"libreoffice": ("2019", ["microsoft-office"])},
    "nice": {"palyni": (None, [])},
    # Their documents name no tool.
    "montesson": {},
    "saint-etienne": {},
}
LABELS_OF_2021 = {"montesson": 4, "istres": 4, "les-abymes": 4, "aix-les-bains": 5}
#: Steps that the documents tell without naming a tool.
UNNAMED = {
    "montesson": "montesson-free-gis",
    "istres": "istres-free-office-suite",
    "saint-etienne": "saint-etienne-conversion-begun",
}
#: As the documents write them, and the names of today.
SPELLINGS = {
    "Libre office": "libreoffice",
    "Maarch": "maarch-courrier",
    "OpenERP": "odoo",
    "SpagoBI": "knowage",
    "OpenElect": "openelec",
    "OpenCourrier": "opencourrier",
    "OpenCimetière": "opencimetiere",
    "Open Mairie": "openmairie",
    "Owncloud": "owncloud",
    "CapDémat": "capdemat",
    "Lutèce": "lutece",
    "democracyos": "democracyos",
    "mattermost": "mattermost",
    "openfisca": "openfisca",
}


def of_city(records, noun, city):
    return [row.values for row in records[noun] if row.values["city"] == city]


@pytest.mark.parametrize("city", STATED)
def test_city_runs_what_its_documents_state_and_no_more(records, city):
    told = {
        row["tool"]: (row.get("started"), row.get("replaces", []))
        for row in of_city(records, "adoption", city)
    }

    assert told == STATED[city]


def test_labels_are_those_of_the_documents(records):
    cities = {row.values["slug"]: row.values for row in records["city"]}

    told = {
        slug: [
            label["level"]
            for label in cities[slug]["labels"]
            if (label["label"], label["year"]) == ("villes-internet", 2021)
        ]
        for slug in LABELS_OF_2021
    }

    assert told == {slug: [level] for slug, level in LABELS_OF_2021.items()}


@pytest.mark.parametrize(("city", "milestone"), UNNAMED.items())
def test_step_without_a_named_tool_is_a_milestone(records, city, milestone):
    assert milestone in [row["slug"] for row in of_city(records, "milestone", city)]


@pytest.mark.parametrize(("spelling", "slug"), SPELLINGS.items())
def test_tool_bears_the_name_that_the_documents_use(records, spelling, slug):
    [tool] = [row.values for row in records["tool"] if row.values["slug"] == slug]

    names = {name.casefold() for name in (tool["name"], *tool.get("aliases", []))}
    assert spelling.casefold() in names


def test_paris_shares_its_chatbot_with_lyon_and_nice(records):
    sharing = {row.values["city"] for row in records["adoption"] if row.values["tool"] == "palyni"}

    assert sharing == {"paris", "lyon", "nice"}


def test_paris_has_its_policy_its_data_centre_and_the_code_that_it_publishes(records):
    told = {row["slug"]: row["on"] for row in of_city(records, "milestone", "paris")}

    assert told["paris-policy-2002"] == "2002"
    assert told["paris-data-centre-2018"] == "2018"
    assert told["paris-participation-code-2019"] == "2019-06"


def test_every_slug_is_used_once(records):
    for noun, rows in records.items():
        slugs = [row.values["slug"] for row in rows if row.values.get("slug")]

        assert sorted(slugs) == sorted(set(slugs)), noun


def test_city_has_a_name_in_french_and_in_english(records):
    unnamed = [
        row.where for row in records["city"] if not {"fr", "en"} <= row.values["name"].keys()
    ]

    assert unnamed == []


def test_adoption_is_named_after_its_city_and_tool(records):
    odd = [
        row.where
        for row in records["adoption"]
        if not row.values["slug"].startswith(row.values["city"])
    ]

    assert odd == []
