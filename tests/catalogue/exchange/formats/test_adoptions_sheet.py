"""The sheet that the IT department of a city fills in."""

import io

import openpyxl
import pytest

from catalogue.exchange.formats import adoptions_sheet
from tests.catalogue.exchange.told_of import a_file, sorted_out

FRENCH = [
    [
        "Collectivité",
        "Code INSEE",
        "Logiciel",
        "Statut",
        "Depuis",
        "Postes",
        "Remplace",
        "Remarque",
    ],
    [
        "Ville d'Échirolles",
        "38151",
        "GIMP",
        "En production",
        "04/05/2016",
        "1 200",
        "Photoshop",
        "x",
    ],
]
ENGLISH = [
    ["City", "Tool", "Status", "Since", "Workstations", "Replaces", "Comment"],
    ["Ville d'Échirolles", "GIMP", "In production", "2016-05-04", "1,200", "Photoshop", "x"],
]


def as_csv(table, separator=";"):
    return "\r\n".join(
        separator.join(f'"{cell}"' if separator in str(cell) else str(cell) for cell in row)
        for row in table
    )


def as_xlsx(table):
    book = openpyxl.Workbook()
    book.active.append(["Logiciels libres de la collectivité"])
    book.active.append([])
    for row in table:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data, name="adoptions.csv"):
    return sorted_out(adoptions_sheet.read([a_file(data, name)]))


@pytest.mark.parametrize(
    "data",
    [
        as_csv(FRENCH),
        as_csv(FRENCH, ",").encode("utf-16"),
        as_csv(FRENCH, "\t").encode("cp1252"),
        as_csv(FRENCH, "|").encode("mac_roman"),
        as_xlsx(FRENCH),
    ],
    ids=["utf-8 ;", "utf-16 ,", "cp1252 tab", "mac |", "xlsx"],
)
def test_a_sheet_in_french_is_read_in_any_encoding_and_form(data):
    [adoption], faults = read(data)

    assert faults == []
    assert (adoption.noun, adoption.key) == ("adoption", "38151/gimp")
    assert adoption.values == {
        "city": "Ville d'Échirolles",
        "tool": "GIMP",
        "status": "in_production",
        "started": "2016-05-04",
        "workstations": 1200,
        "replaces": ["Photoshop"],
        "city_ids": {"insee": "38151"},
        "note": {"fr": "x"},
    }
    assert [user.name for user in adoption.users] == ["Ville d'Échirolles"]


def test_a_sheet_in_english_says_the_same():
    [adoption], faults = read(as_csv(ENGLISH, ","))

    assert faults == []
    assert adoption.key == "ville d echirolles/gimp"
    assert adoption.values == {
        "city": "Ville d'Échirolles",
        "tool": "GIMP",
        "status": "in_production",
        "started": "2016-05-04",
        "workstations": 1200,
        "replaces": ["Photoshop"],
        "note": {"en": "x"},
    }


def test_every_documented_column_is_read():
    table = {
        "Collectivité": "Ville d'Ambérieu",
        "Logiciel": "Nextcloud",
        "Statut": "abandonné",
        "Code INSEE": 1004,
        "Code SIREN": "210 100 046",
        "Code postal": "01500",
        "Département": "Ain",
        "Pays": "France",
        "Dépôt": "https://github.com/nextcloud/server",
        "Wikidata": "Q25874683",
        "À la date du": "mars 2024",
        "Depuis": 2019,
        "Jusqu'à": "2023",
        "Rôle": "utilisateur ; financeur",
        "Postes": 30,
        "Agents": "80",
        "Périmètre": "Mairie et écoles",
        "Version": "27",
        "Remplace": "Dropbox; OneDrive",
        "Prestataire": "Libre Expert",
        "Remarque": "Trop lent",
        "Source": "Délibération du 3 mars",
        "Adresse source": "https://example.org/d",
        "Date source": "03/03/2024",
    }

    [adoption], faults = read(as_xlsx([list(table), list(table.values())]), "a.xlsx")

    assert faults == []
    assert adoption.values == {
        "city": "Ville d'Ambérieu",
        "tool": "Nextcloud",
        "status": "reversed",
        "city_ids": {
            "insee": "01004",
            "siren": "210100046",
            "postal_code": "01500",
            "department": "Ain",
            "country": "France",
        },
        "tool_ids": {"repository": "github.com/nextcloud/server", "wikidata": "Q25874683"},
        "as_of": "2024-03",
        "started": "2019",
        "ended": "2023",
        "roles": ["user", "funder"],
        "workstations": 30,
        "people": 80,
        "scale": {"fr": "Mairie et écoles"},
        "version": "27",
        "replaces": ["Dropbox", "OneDrive"],
        "provider_name": "Libre Expert",
        "note": {"fr": "Trop lent"},
        "source": {
            "title": "Délibération du 3 mars",
            "url": "https://example.org/d",
            "date": "2024-03-03",
        },
    }


def line(**changes):
    return {"Collectivité": "Albi", "Logiciel": "GIMP", "Statut": "pilote", **changes}


@pytest.mark.parametrize(
    ("cells", "key", "says"),
    [
        (line(Statut="peut-être"), "Statut", "peut-être"),
        (line(Statut=""), "Statut", ""),
        (line(Logiciel=" "), "Logiciel", ""),
        (line(Collectivité=""), "Collectivité", ""),
        (line(Depuis="bientôt"), "Depuis", "bientôt"),
        (line(Postes="beaucoup"), "Postes", "beaucoup"),
        (line(**{"Code INSEE": "81"}) | {"Code INSEE": "8100X"}, "Code INSEE", "8100X"),
        (line(**{"Code SIREN": "12"}), "Code SIREN", "12"),
        (line(Rôle="chef"), "Rôle", "chef"),
        (line(Depuis="2020", **{"Date de fin": "2019-05"}), "Date de fin", "2019-05"),
        (line(**{"À la date du": "2135"}), "À la date du", "2135"),
        (line(Depuis="12/2130"), "Depuis", "2130-12"),
        (line(Statut="terminé", **{"Jusqu'à": "2130"}), "Jusqu'à", "2130"),
    ],
    ids=[
        "status",
        "no status",
        "no tool",
        "no city",
        "date",
        "number",
        *("insee", "siren", "role", "order"),
        "seen in the future",
        "running since the future",
        "ended in the future",
    ],
)
def test_a_line_with_a_mistake_is_refused_under_its_heading_and_the_others_are_read(
    cells, key, says
):
    good = {**dict.fromkeys(cells, ""), **line(Collectivité="Nîmes")}
    table = [list(cells), list(cells.values()), list(good.values())]

    [adoption], [fault] = read(as_csv(table))

    assert adoption.values["city"] == "Nîmes"
    assert fault.startswith(f"error adoptions.csv:2 {key}: ")
    assert says in fault


@pytest.mark.parametrize(
    ("status", "dates"),
    [("prévu", {"Depuis": "2130"}), ("en production", {"Jusqu'à": "2130"})],
    ids=["planned", "planned end"],
)
def test_what_is_only_planned_may_be_in_the_future(status, dates):
    cells = line(Statut=status, **dates)

    [adoption], faults = read(as_csv([list(cells), list(cells.values())]))

    assert faults == []
    assert "2130" in adoption.values.values()


@pytest.mark.parametrize("word", ["en prod", "Prod", "production"])
def test_production_is_written_in_many_ways(word):
    cells = line(Statut=word)

    [adoption], _faults = read(as_csv([list(cells), list(cells.values())]))

    assert adoption.values["status"] == "in_production"


def test_an_address_that_is_none_is_left_out_and_told():
    [adoption], [fault] = read(
        as_csv([[*line(), "Adresse source"], [*line().values(), "javascript:x"]])
    )

    assert "source" not in adoption.values
    assert fault.startswith("warning adoptions.csv:2 Adresse source: ")


def test_the_line_that_shows_how_is_passed_over():
    assert read(as_csv([list(line()), ["Exemple", "GIMP", "pilote"]])) == ([], [])


def test_a_sheet_without_headings_is_refused_with_a_reason():
    told, [fault] = read("Albi;GIMP;pilote\n")

    assert told == []
    assert fault.startswith("error adoptions.csv: ")
