"""Spreadsheets: columns that stay where they are, cells that hold one thing and are never run."""

import csv
import io
import json

import pytest

from api.records import answer
from api.v1.columns import COLUMNS
from api.v1.csv_columns import in_language
from api.v1.csv_lines import csv_lines
from api.v1.serializers import MEMBERS, SERIALIZERS
from api.v1.serializers.base import Texts
from catalogue.choices import Kind
from catalogue.models import SearchEntry

#: The promise of version 1: never change a line here, only add at the end of one.
HEADINGS = {
    Kind.TOOL: """
        slug name aliases summary_fr summary_en licence category category_name_fr category_name_en
        other_categories software_type development_status maintenance platforms languages
        localisation_ready replaces
        cities_in_production cities website repository download documentation training community
        first_release first_release_verified latest_release latest_version last_activity part_of
        based_on steward steward_name maintainer wikidata sill comptoir_du_libre publiccode_url
        description_fr description_en caution_fr caution_en licence_note_fr licence_note_en sources
        page url updated_at published_at summary_other description_other caution_other
        licence_note_other category_name_other origins
    """,
    Kind.PRODUCT: """
        slug name aliases summary_fr summary_en vendor vendor_name category category_name_fr
        category_name_en part_of parts hosting replaced_by cities_gone facts_fr facts_en sources
        page url updated_at published_at summary_other category_name_other facts_other
    """,
    Kind.VENDOR: """
        slug name country gafam products page url updated_at
    """,
    Kind.REPLACEMENT: """
        slug tool tool_name product product_name coverage caveat_fr caveat_en cities_in_production
        sources page url updated_at caveat_other
    """,
    Kind.CATEGORY: """
        slug name_fr name_en summary_fr summary_en keywords_fr keywords_en domain domain_name_fr
        domain_name_en categories publiccode position tools page url updated_at name_other
        summary_other keywords_other domain_name_other
    """,
    Kind.CITY: """
        slug name_fr name_en kind country region department population population_year
        population_note_fr population_note_en latitude longitude summary_fr summary_en tools
        tools_in_production labels milestones_fr milestones_en money_fr money_en website insee siren
        istat geonames wikidata sources page url updated_at published_at name_other
        population_note_other summary_other milestones_other money_other origins
    """,
    Kind.ADOPTION: """
        slug city city_name_fr city_name_en tool tool_name status as_of started ended roles scale_fr
        scale_en workstations people version replaces replaces_tools provider provider_name
        confidence confirmed_by_city note_fr note_en sources page url updated_at published_at
        city_name_other scale_other note_other origins
    """,
    Kind.CASE_STUDY: """
        slug title_fr title_en summary_fr summary_en outcome_kind date cities adoptions context_fr
        context_en motivation_fr motivation_en replaced_fr replaced_en approach_fr approach_en
        training_fr training_en obstacles_fr obstacles_en outcome_fr outcome_en lessons_fr
        lessons_en went_wrong_fr went_wrong_en money_fr money_en sources page url updated_at
        published_at title_other summary_other context_other motivation_other replaced_other
        approach_other training_other obstacles_other outcome_other lessons_other went_wrong_other
        money_other
    """,
    Kind.ORGANISATION: """
        slug name aliases kind country founded website summary_fr summary_en description_fr
        description_en regions tools services sources page url updated_at published_at summary_other
        description_other origins
    """,
    Kind.ARGUMENT: """
        slug title_fr title_en text_fr text_en caution_fr caution_en position adoptions case_studies
        milestones sources page url updated_at published_at title_other text_other caution_other
    """,
    Kind.SOURCE: """
        slug title publisher address date kind lang page url updated_at
    """,
}
#: Members that no column shows, because another says the same.
LEFT_OUT = {Kind.TOOL: {"licences"}}  # the names of what `licence` lists


class Watched(dict):
    """A record that remembers what was asked of it."""

    def __init__(self, record):
        super().__init__(record)
        self.seen = set()

    def __getitem__(self, name):
        self.seen.add(name)
        return super().__getitem__(name)


def rows(content, separator=","):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def written(kind, record, separator=","):
    """The one row of a record, by heading."""
    headings, row = rows(b"".join(csv_lines(kind, [record], separator)), separator)
    return dict(zip(headings, row, strict=True))


def vendor(**members):
    head = {"slug": "acme", "page": "http://x/fr/", "url": "http://x/", "updated_at": "2026-11-22"}
    return {**head, "name": "Acme", "country": "US", "gafam": False, "products": [], **members}


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_columns_stay_in_their_place(kind):
    assert [column.name for column in COLUMNS[kind]] == HEADINGS[kind].split()


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_file_holds_every_thing_in_as_many_cells_as_there_are_headings(client, catalogue, kind):
    content = client.get(f"/api/v1/{kind.noun}.csv").getvalue()

    headings, *found = rows(content)

    assert content.startswith(b"\xef\xbb\xbfslug,")
    assert content.endswith(b"\r\n")
    assert headings == HEADINGS[kind].split()
    assert {len(row) for row in found} == {len(headings)}
    assert sorted(row[0] for row in found) == sorted(
        SearchEntry.objects.filter(kind=kind).values_list("slug", flat=True)
    )
    cells = [cell for row in found for cell in row]
    assert [cell for cell in cells if cell.startswith(("{", "[", "None", "=", "@"))] == []


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_columns_show_all_of_a_record(catalogue, kind):
    record = Watched(json.loads(answer(SearchEntry.objects.filter(kind=kind)[0])))

    for column in COLUMNS[kind]:
        column.read(record)

    assert record.seen == set(MEMBERS[kind]) - LEFT_OUT.get(kind, set())


def test_what_is_not_known_is_empty_and_yes_and_no_are_words():
    row = written(Kind.VENDOR, vendor(country=None, gafam=True))

    assert (row["country"], row["gafam"]) == ("", "true")


@pytest.fixture
def city(catalogue):
    return json.loads(answer(SearchEntry.objects.get(kind=Kind.CITY, slug="munich")))


@pytest.mark.parametrize(("separator", "expected"), [(",", "-11.5"), (";", "-11,5")])
def test_numbers_stay_numbers_of_the_language_that_the_separator_is_for(city, separator, expected):
    row = written(Kind.CITY, {**city, "longitude": -11.5, "population": 1505005}, separator)

    assert (row["longitude"], row["population"]) == (expected, "1505005")


def test_origins_name_the_catalogue_and_its_licence(city):
    origin = {"field": "population", "catalogue": {"slug": "places"}, "licence": "etalab-2.0"}
    unstated = {"field": "summary.fr", "catalogue": {"slug": "list"}, "licence": None}

    row = written(Kind.CITY, {**city, "origins": [origin, unstated]})

    assert row["origins"] == "population: places (etalab-2.0) ; summary.fr: list"


def test_name_that_nobody_translated_is_that_of_another_language(city):
    row = written(Kind.CITY, {**city, "name": {"de": "München"}, "summary": {"de": "Stadt"}})

    assert (row["name_fr"], row["name_en"]) == ("München", "München")
    assert (row["summary_fr"], row["summary_en"]) == ("", "")


def test_what_is_said_in_other_languages_stands_in_a_column_of_its_own(city):
    step = {"on": "2013", "title": {"fr": "Vote", "de": "Beschluss"}, "sources": []}
    row = written(
        Kind.CITY,
        {
            **city,
            "name": {"fr": "Bolzano", "de": "Bozen", "it": "Bolzano"},
            "summary": {"fr": "Ville"},
            "population_note": None,
            "milestones": [step, {**step, "title": {"en": "Vote"}}],
        },
    )

    assert row["name_other"] == "de: Bozen ; it: Bolzano"
    assert (row["summary_other"], row["population_note_other"]) == ("", "")
    assert row["milestones_other"] == "de: 2013: Beschluss"


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_no_text_of_a_record_is_lost_for_its_language(catalogue, kind):
    record = json.loads(answer(SearchEntry.objects.filter(kind=kind)[0]))
    names = [name for name, field in SERIALIZERS[kind]().fields.items() if isinstance(field, Texts)]

    row = written(kind, {**record, **{name: {"nl": f"woord {name}"} for name in names}})

    assert {name: row[f"{name}_other"] for name in names} == {
        name: f"nl: woord {name}" for name in names
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"fr": "un", "en": "one"}, "one"),
        ({"de": "eins", "fr": "un"}, "un"),
        ({"de": "eins"}, "eins"),
        ({}, None),
    ],
    ids=["its own", "the site's", "any", "none"],
)
def test_language_that_stands_in(texts, expected):
    assert in_language(texts, "en") == expected


def test_small_facts_are_told_in_words_with_their_sources(city):
    source = {"address": "https://example.org/a", "title": "A"}
    offline = {"address": None, "title": "Council minutes"}
    fact = {
        "amount": "1200.00",
        "currency": "EUR",
        "year": 2011,
        "nature": "saving",
        "recurrence": "over_period",
        "period": "2011-2013",
        "standing": "stated",
        "covers": {"fr": "Licences"},
        "sources": [offline, source],
    }
    label = {"label": "villes-internet", "level": None, "year": 2021, "sources": [source]}
    step = {"on": None, "title": {"fr": "Vote", "en": "Vote"}, "sources": []}

    row = written(
        Kind.CITY,
        {
            **city,
            "money": [fact],
            "labels": [label, {**label, "level": 5}],
            "milestones": [step],
            "sources": [source],
        },
    )

    assert row["money_en"] == "1200.00 EUR (2011, saving, over_period 2011-2013, stated): Licences"
    assert row["labels"] == "villes-internet (2021) ; villes-internet 5 (2021)"
    assert row["milestones_fr"] == "Vote"
    assert row["sources"] == "https://example.org/a ; Council minutes"


def test_amount_of_a_story_says_whose_it_is(catalogue):
    entry = SearchEntry.objects.get(kind=Kind.CASE_STUDY, slug="munich")
    record = json.loads(answer(entry))
    [fact, *_others] = record["money"]
    told = {**fact, "covers": {**fact["covers"], "nl": "Licenties"}}

    row = written(Kind.CASE_STUDY, {**record, "money": [told]})

    city = in_language(fact["city"]["name"], "fr")
    assert row["money_fr"].startswith(f"{city}: {fact['amount']}")
    assert row["money_other"].startswith("nl: ")
    assert row["money_other"].endswith(": Licenties")


def test_other_names_of_what_a_row_names_are_told(catalogue):
    record = json.loads(answer(SearchEntry.objects.filter(kind=Kind.ADOPTION)[0]))
    city = {**record["city"], "name": {"fr": "Bozen", "it": "Bolzano"}}

    assert written(Kind.ADOPTION, {**record, "city": city})["city_name_other"] == "it: Bolzano"
