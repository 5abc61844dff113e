"""What a contributor is told of a slip: the file, the key, and what to write."""

import pytest
from django.apps import apps
from django.utils.translation import override

from catalogue.errors import UnreadableRecord
from catalogue.exchange.curated import load
from catalogue.models import Revision

pytestmark = pytest.mark.django_db

TOOL, CITY = "tools/datelune.toml", "cities/luneville.toml"
A_TOOL, A_CITY = f"{TOOL} datelune", f"{CITY} luneville"
AN_ADOPTION = f"{CITY} [adoption luneville-datelune]"
CITED = 'confidence = "medium"\ncites = [{ source = "letter" }]'
CIRCLE = "These records refer to each other in a circle: pollco-dates, pollco-suite."


def faults_of(folder):
    with override("en"), pytest.raises(UnreadableRecord) as fault:
        load(folder.path)
    return str(fault.value).splitlines()


def held():
    """The tables that hold something; the mark of the catalogue's state is there from the start."""
    models = apps.get_app_config("catalogue").get_models(include_auto_created=True)
    return [model.__name__ for model in models if model is not Revision and model.objects.exists()]


#: The file, what it says, the slip, and how the one line begins that tells it.
SLIPS = [
    ("unknown key", TOOL, "licence =", "license =", A_TOOL + ": unknown key license"),
    ("unknown key of a part", CITY, "level =", "stars =", A_CITY + ": label: unknown key stars"),
    (
        "unknown table",
        "vendors.toml",
        "[[vendor]]",
        "[[vendors]]",
        "vendors.toml: unknown key vendors.",
    ),
    (
        "required key left out",
        TOOL,
        'name = "Datelune"\n',
        "",
        A_TOOL + ": name: This field cannot be blank.",
    ),
    (
        "category left out",
        TOOL,
        'category = "date-polls"\n',
        "",
        A_TOOL + ": category: This field cannot be null.",
    ),
    (
        "domain left out",
        "categories.toml",
        'slug = "calendars"\ndomain = "workplace"',
        'slug = "calendars"',
        "categories.toml calendars: domain is missing.",
    ),
    (
        "reference to nothing",
        TOOL,
        'steward = "free-dates"',
        'steward = "nobody"',
        A_TOOL + ": there is no organisation “nobody”",
    ),
    (
        "source that is not there",
        CITY,
        CITED,
        CITED.replace("letter", "rumour"),
        AN_ADOPTION + ": there is no source “rumour”",
    ),
    (
        "citation without a source",
        CITY,
        CITED,
        CITED.replace("source", "sauce"),
        AN_ADOPTION + ': cites: write {source = "…"}, with a note if need be',
    ),
    (
        "citation that is a word",
        CITY,
        CITED,
        CITED.replace('{ source = "letter" }', '"letter"'),
        AN_ADOPTION + ': cites: write {source = "…"}, with a note if need be',
    ),
    (
        "adoption without a source",
        CITY,
        CITED,
        'confidence = "medium"',
        AN_ADOPTION + ": it breaks the rule adoption_has_a_source: ",
    ),
    (
        "licence that does not exist",
        TOOL,
        '"MIT"',
        '"MTI"',
        A_TOOL + ": licence: “MTI” is not an SPDX licence expression: ",
    ),
    (
        "licence that is not free",
        TOOL,
        '"MIT"',
        '"BUSL-1.1"',
        A_TOOL + ": it breaks the rule tool_licence_is_free: BUSL-1.1 is not made of free",
    ),
    (
        "date that does not exist",
        CITY,
        '"2015-06"',
        '"2015-13"',
        "cities/luneville.toml [milestone luneville-vote]: on: “2015-13” is not a date; ",
    ),
    (
        "date that is a number",
        CITY,
        'started = "2016"',
        "started = 2016",
        AN_ADOPTION + ': started: write "2016" in place of 2016',
    ),
    (
        "date without quotes",
        CITY,
        'started = "2016"',
        "started = 2016-05-04",
        AN_ADOPTION + ': started: write "2016-05-04" in place of 2016-05-04',
    ),
    (
        "end before the start",
        CITY,
        'started = "2016"',
        'started = "2016"\nended = "2015"',
        AN_ADOPTION + ": it breaks the rule adoption_ends_after_start: ",
    ),
    (
        "word of no list",
        CITY,
        '"in_production"',
        '"running"',
        AN_ADOPTION + ": status: Value 'running' is not a valid choice.",
    ),
    (
        "text without a language",
        TOOL,
        '{ fr = "Choisir une date.", en = "Choosing a date." }',
        '"Choosing a date."',
        A_TOOL + ": summary: Write one text per language: ",
    ),
    (
        "word where a list is due",
        TOOL,
        '["calendars"]',
        '"calendars"',
        A_TOOL + ": other_categories: write a list, between square brackets",
    ),
    (
        "half of a place",
        CITY,
        "population = 1200",
        "latitude = 48.5",
        A_CITY + ": it breaks the rule city_coordinates_are_whole",
    ),
    (
        "amount below zero",
        CITY,
        "1200.5",
        "-3",
        f"{CITY} [money luneville-savings]: it breaks the rule money_fact_amount_is_positive",
    ),
    (
        "address of a script",
        TOOL,
        "https://datelune.example/",
        "javascript:alert(1)",
        A_TOOL + ": website: Enter a valid URL.",
    ),
    (
        "address of another source",
        "sources.toml",
        'title = "The news"',
        'title = "The news"\nurl = "https://luneville.example/letter"',
        "sources.toml [paper]: it breaks the rule source_url_unique: ",
    ),
    (
        "NUL",
        TOOL,
        '"Datelune"',
        '"Date\\u0000lune"',
        A_TOOL + ": name: A text cannot contain the NUL character.",
    ),
    (
        "not TOML",
        CITY,
        'slug = "luneville"\n',
        "slug = luneville\n",
        "cities/luneville.toml cannot be read as TOML: ",
    ),
    (
        "slug of another file",
        CITY,
        'slug = "luneville"\n',
        'slug = "lune"\n',
        "cities/luneville.toml: the slug is “lune” but the file is named luneville.toml.",
    ),
    (
        "table instead of a list",
        CITY,
        "[[milestone]]",
        "[milestone]",
        "cities/luneville.toml: write [[milestone]], between two pairs of square brackets",
    ),
    (
        "circle of parts",
        "products/pollco-suite.toml",
        "slug =",
        'part_of = "pollco-dates"\nslug =',
        CIRCLE,
    ),
    (
        "part of itself",
        "products/pollco-suite.toml",
        "slug =",
        'part_of = "pollco-suite"\nslug =',
        CIRCLE,
    ),
]


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [slip[1:] for slip in SLIPS],
    ids=[slip[0] for slip in SLIPS],
)
def test_slip_is_told_with_its_place_and_nothing_is_loaded(folder, file, before, after, told):
    folder.edit(file, before, after)

    assert [line[: len(told)] for line in faults_of(folder)] == [told]
    assert held() == []


def test_every_fault_is_told_at_once_and_each_once(folder):
    folder.edit(TOOL, "licence =", "license =")
    folder.edit(TOOL, '"MIT"', '"MIT"\nfirst_release = "soon"')
    folder.edit(CITY, 'country = "FR"', 'country = "France"')

    assert [line.split(": ")[:2] for line in faults_of(folder)] == [
        [A_TOOL, "first_release"],
        [A_TOOL, "unknown key license"],
        [A_CITY, "country"],
    ]


def test_record_said_twice_is_a_fault(folder):
    folder.add("vendors.toml", '[[vendor]]\nslug = "pollco"\nname = "Another"')

    told = faults_of(folder)

    assert told == ["vendors.toml pollco: this was already said in vendors.toml pollco"]
    assert held() == []


def test_licence_that_is_not_free_is_refused_by_its_rule(folder):
    folder.edit("licences.toml", "osi = true\nfsf = true", "osi = false")

    assert faults_of(folder)[0] == "licences.toml MIT: it breaks the rule licence_is_free"
