"""Headings as people write them."""

import pytest

from catalogue.exchange.headings import Headings, plain
from tests.catalogue.exchange.told_of import a_file

COLUMNS = Headings(city=("city", "collectivité"), ended=("jusqu'à", "date d'arrêt"))


@pytest.mark.parametrize(
    "heading", ["Collectivité", "COLLECTIVITE", " collectivite * ", "Collectivité (obligatoire)"]
)
def test_case_accents_and_remarks_do_not_matter(heading):
    assert COLUMNS.column(heading) == "city"
    assert COLUMNS.knows(heading)


def test_an_apostrophe_is_an_apostrophe():
    assert plain("Date d’arrêt") == plain("date d'arret") == "date d arret"
    assert COLUMNS.column("Jusqu’à") == "ended"


def test_rows_come_by_column_and_remember_the_heading():
    [_told, row] = COLUMNS.rows(a_file("Collectivité;Date d’arrêt;Autre\nAlbi;2020;x\n", "a.csv"))

    assert row.cells == {"city": "Albi", "ended": "2020", "Autre": "x"}
    assert row.headings["ended"] == "Date d’arrêt"


def test_headings_that_are_not_read_are_told_once():
    text = "Collectivité;Date d’arrêt;Machin;Truc\nAlbi;2020;x;\nNîmes;2021;;y\n"

    told, *rows = COLUMNS.rows(a_file(text, "a.csv"))

    assert (told.severity, str(told.where)) == ("warning", "a.csv")
    assert "“Machin”, “Truc”" in told.message
    assert [row.cells["city"] for row in rows] == ["Albi", "Nîmes"]
