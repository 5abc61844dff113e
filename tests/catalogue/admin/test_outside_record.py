import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.choices import AdoptionStatus, OutsideNoun, Standing
from catalogue.models import Adoption, City, Organisation, OutsideRecord, Replacement, Tool
from tests.careful_client import CarefulClient
from tests.catalogue.admin.forms_filled import address
from tests.factories import (
    AdoptionFactory,
    CategoryFactory,
    CityFactory,
    LicenceFactory,
    OrganisationFactory,
    OutsideCatalogueFactory,
    OutsideRecordFactory,
    ProductFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def names(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [cell.text for cell in page.select("#result_list .field-shown_name")]


def decisions(response):
    """What may be decided on a page."""
    page = BeautifulSoup(response.content, "html.parser")
    return [field["value"] for field in page.select("[name=decision]")]


def faults(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [fault.text for fault in page.select(".errorlist li")]


def said(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [message.text for message in page.select(".messagelist li")]


def facts(response, title):
    """The table under a heading."""
    page = BeautifulSoup(response.content, "html.parser")
    [heading] = [each for each in page.select("h2, h3") if each.text == title]
    rows = heading.find_next("table").select("tr")
    return {row.th.text: row.td.text.strip() for row in rows}


def decide(desk, record, decision, *, follow=True, **given):
    named = {f"{decision}-{name}": value for name, value in given.items() if name != "coverage"}
    coverage = {"coverage": given["coverage"]} if "coverage" in given else {}
    return desk.post(
        address("change", record), {"decision": decision, **named, **coverage}, follow=follow
    )


def choose(desk, action, records):
    given = {"action": action, "_selected_action": [row.pk for row in records], "index": "0"}
    where = f"{address('changelist', OutsideRecord)}?standing=all"
    return desk.post(where, given, follow=True)


@pytest.fixture
def shelves():
    return CategoryFactory(slug="unsorted")


def test_the_list_begins_with_what_waits(desk):
    OutsideRecordFactory(name="Waits")
    OutsideRecordFactory(name="Known", standing=Standing.KNOWN)
    where = address("changelist", OutsideRecord)

    assert names(desk.get(where)) == ["Waits"]
    assert names(desk.get(f"{where}?standing=known")) == ["Known"]
    assert sorted(names(desk.get(f"{where}?standing=all"))) == ["Known", "Waits"]


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("", ["Why"]),
        ("standing=joined", ["Where ours differs"]),
        ("standing=all", ["Where it stands"]),
        ("standing=all&differs=yes", ["Where it stands", "Where ours differs"]),
    ],
    ids=["waiting", "joined", "all", "all that differ"],
)
def test_the_list_shows_what_is_told_of_those_that_stand_there(desk, question, columns):
    OutsideRecordFactory(differs=["website"])
    OutsideRecordFactory(joined_to=ToolFactory(), differs=["website"])

    response = desk.get(f"{address('changelist', OutsideRecord)}?{question}")

    page = BeautifulSoup(response.content, "html.parser")
    headings = [heading.text.strip() for heading in page.select("#result_list thead th .text a")]
    plain = [heading.text.strip() for heading in page.select("#result_list thead th .text span")]
    assert set(columns) <= {*headings, *plain}
    assert len(page.select("#result_list thead th")) == len(columns) + 4


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("noun=place", ["City"]),
        ("differs=yes", ["Other"]),
        ("differs=no&vanished=no", ["City"]),
        ("vanished=yes", ["Gone"]),
        ("q=géne", []),
        ("q=GONE", ["Gone"]),
        ("q=the-key", ["City"]),
    ],
)
def test_the_list_is_narrowed(desk, question, found):
    OutsideRecordFactory(name="City", noun="place", key="the-key", values={})
    OutsideRecordFactory(name="Other", differs=["website", "summary.fr"])
    OutsideRecordFactory(name="Gone", vanished_at=timezone.now())

    assert names(desk.get(f"{address('changelist', OutsideRecord)}?{question}")) == found


def test_the_list_asks_as_many_questions_for_three_as_for_one(desk):
    OutsideRecordFactory()
    desk.get(address("changelist", OutsideRecord))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("changelist", OutsideRecord))
    OutsideRecordFactory.create_batch(2)

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("changelist", OutsideRecord))

    assert len(for_three) == len(for_one) <= 9


def test_a_page_asks_as_many_questions_for_three_candidates_as_for_one(desk):
    tools = ToolFactory.create_batch(3)
    one = OutsideRecordFactory(candidates=[tools[0].slug])
    three = OutsideRecordFactory(catalogue=one.catalogue, candidates=[tool.slug for tool in tools])
    desk.get(address("change", one))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("change", one))

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("change", three))

    assert len(for_three) == len(for_one) <= 9


@pytest.mark.parametrize(
    "question", ["standing=odd", "vanished=x", "differs=x", "o=99", "p=abc", "name__regex=(", "e=1"]
)
def test_the_list_survives_any_question(desk, question):
    OutsideRecordFactory()

    response = desk.get(f"{address('changelist', OutsideRecord)}?{question}")

    assert response.status_code in {200, 302, 400}


def test_a_page_tells_in_words_what_the_record_says(desk):
    tool = ToolFactory(name="Datelune", website="https://datelune.example/")
    record = OutsideRecordFactory(
        name="Date Moon",
        said={
            "website": "https://moon.example/",
            "platforms": ["web", "linux"],
            "licence_doubt": "version",
            "summary": {"fr": "Trouve <b>une</b> date."},
        },
        outside_ids={"wikidata": "Q7"},
        raw={"name": "Date Moon", "odd": ["<script>"]},
        candidates=[tool.slug, "gone"],
        why="another name of this tool",
    )

    response = desk.get(address("change", record))

    assert facts(response, "What it says") == {
        "Name": "Date Moon",
        "Website": "https://moon.example/",
        "Platforms": "Web browser, Linux",
        "Doubt about the licence": "it does not say which version",
        "Summary (French)": "Trouve <b>une</b> date.",
    }
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('td[lang="fr"]').text.strip() == "Trouve <b>une</b> date."
    links = [link["href"] for link in page.select("#content-main a")]
    assert "https://www.wikidata.org/wiki/Q7" in links
    assert address("change", tool) in links
    assert '"odd": [' in page.select_one("details pre").text
    assert "another name of this tool" in facts(response, "Where it stands")["It is"]
    assert decisions(response) == ["join", "make", "leave_aside"]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": None},
        {"name": "x", "summary": "no language", "platforms": "web"},
        {"platforms": [{"a": [1]}], "population": {"x": 1}, "website": ["https://a.example/"]},
        {"": "", "claim": True, "source": {"title": "T", "date": None}, "a.b.c": 1},
        {"website": "javascript:alert(1)", "repository": "https://a.example/ b"},
    ],
    ids=["nothing", "null", "wrong types", "nested", "odd names", "script"],
)
@pytest.mark.parametrize("noun", OutsideNoun.values)
def test_a_page_survives_whatever_was_told(desk, noun, values):
    if noun == OutsideNoun.MAPPING:
        values = {"tool": "A", "product": "B", **values}
    record = OutsideRecordFactory(noun=noun, values=values, candidates=["x", "place:x", "y:z", ":"])

    response = desk.get(address("change", record))

    assert response.status_code == 200
    assert "javascript:" not in [link.partition(":")[0] + ":" for link in response.page.hrefs]


def test_it_is_the_only_candidate(desk):
    tool = ToolFactory(website="")
    record = OutsideRecordFactory(candidates=[tool.slug], said={"website": "https://moon.example/"})
    page = BeautifulSoup(desk.get(address("change", record)).content, "html.parser")
    [ticked] = page.select("input[type=radio][checked]")

    response = decide(desk, record, "join", candidate=ticked["value"])

    tool.refresh_from_db()
    record.refresh_from_db()
    assert said(response) == [f"It is joined to “{tool}”."]
    assert tool.website == "https://moon.example/"
    assert (record.object_id, record.decided_by) == (tool.pk, "marie")
    assert facts(response, "Where it stands")["Joined to"] == tool.name
    assert decisions(response) == ["put_back"]
    assert "It is joined" in LogEntry.objects.get().change_message


def test_it_is_another_one(desk):
    candidate, tool = ToolFactory(), ToolFactory()
    record = OutsideRecordFactory(candidates=[candidate.slug])

    decide(desk, record, "join", candidate=f"tool:{candidate.slug}", thing=tool.pk)

    record.refresh_from_db()
    assert record.object_id == tool.pk


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"thing": "abc"},
        {"thing": "999999"},
        {"thing": "9" * 30},
        {"candidate": "tool:nothing"},
    ],
    ids=["nothing", "no number", "nobody", "huge", "no candidate"],
)
def test_a_choice_that_is_none_is_refused(desk, given):
    record = OutsideRecordFactory(candidates=[ToolFactory().slug])

    response = decide(desk, record, "join", **given)

    assert response.status_code == 200
    assert len(faults(response)) == 1
    record.refresh_from_db()
    assert record.standing == Standing.WAITING


def test_it_is_new(desk, shelves):
    record = OutsideRecordFactory(name="Datelune")

    response = decide(desk, record, "make")

    tool = Tool.objects.get()
    assert said(response) == ["The draft “Datelune” is made of it."]
    assert tool.published_at is None
    assert address("change", tool) in response.text


def test_what_is_refused_is_said_at_the_button(desk, shelves):
    record = OutsideRecordFactory(said={"summary": {}})

    response = decide(desk, record, "make")

    assert faults(response) == ["it does not say what the software does"]
    assert not Tool.objects.exists()


def test_a_tool_that_does_not_say_what_it_does_is_written_by_hand(desk, shelves):
    record = OutsideRecordFactory(
        name="Datelune", said={"summary": {}, "website": "https://moon.example/?a=1&b"}
    )
    page = BeautifulSoup(desk.get(address("change", record)).content, "html.parser")
    section = page.select_one("[aria-labelledby=make]")
    assert not section.select("button")

    form = BeautifulSoup(desk.get(section.select_one("a")["href"]).content, "html.parser")

    assert form.select_one("#id_name")["value"] == "Datelune"
    assert form.select_one("#id_website")["value"] == "https://moon.example/?a=1&b"


def test_an_organisation_needs_its_kind(desk):
    record = OutsideRecordFactory(noun="organisation", name="Ana", values={"name": "Ana"})

    assert faults(decide(desk, record, "make")) == ["This field is required."]
    decide(desk, record, "make", kind="association")

    assert Organisation.objects.get().kind == "association"


def test_an_organisation_is_joined(desk):
    organisation = OrganisationFactory()
    record = OutsideRecordFactory(
        noun="organisation", values={"name": "Ana"}, candidates=[organisation.slug]
    )

    decide(desk, record, "join", candidate=f"organisation:{organisation.slug}")

    record.refresh_from_db()
    assert record.object_id == organisation.pk


def an_adoption(**given):
    values = {"tool": "Datelune", "city": "Nancy", "city_ids": {}, "claim": True}
    return OutsideRecordFactory(noun="adoption", name="Datelune – Nancy", values=values, **given)


def a_place(**given):
    return OutsideRecordFactory(
        noun="place",
        name="Nancy",
        standing=Standing.KNOWN,
        values={"name": {"fr": "Nancy"}, "kind": "commune", "country": "FR"},
        **given,
    )


def test_a_body_that_is_no_city_yet_becomes_one(desk):
    tool, place = ToolFactory(name="Datelune"), a_place()
    record = an_adoption(candidates=[f"place:{place.pk}", f"city:{CityFactory().slug}"])
    page = BeautifulSoup(desk.get(address("change", record)).content, "html.parser")
    [known] = page.select("select[name=adopt-tool] option[selected]")
    assert known.text == "Datelune"

    decide(desk, record, "adopt", candidate=f"place:{place.pk}", tool=tool.pk)

    adoption = Adoption.objects.get()
    assert adoption.city == City.objects.get(name__fr="Nancy")
    assert (adoption.tool, adoption.status) == (tool, AdoptionStatus.UNCONFIRMED)


def test_places_of_one_name_are_told_apart(desk):
    island = {"department": "La Réunion", "region": "La Réunion", "population": 39207}
    near = {"department": "Loire", "region": "Auvergne-Rhône-Alpes", "population": None}
    places = [
        OutsideRecordFactory(noun="place", name="Saint-Joseph", values=values)
        for values in (island, near)
    ]
    cities = [CityFactory(name={"fr": "Saint-Joseph"}, country="FR", department="Manche")]
    alike = CityFactory.create_batch(2, name={"fr": "Ai"}, country="IT", population=None)
    record = an_adoption(
        candidates=[
            *(f"place:{place.pk}" for place in places),
            *(f"city:{city.slug}" for city in (*cities, *alike)),
        ]
    )

    page = BeautifulSoup(desk.get(address("change", record)).content, "html.parser")

    labels = page.select("[aria-labelledby=adopt] fieldset div label")
    assert [label.text.strip() for label in labels] == [
        "Saint-Joseph, La Réunion, 39,207 inhabitants",
        "Saint-Joseph, Loire, Auvergne-Rhône-Alpes",
        "Saint-Joseph, Manche",
        *(f"Ai, IT ({city.slug})" for city in alike),
    ]


@pytest.mark.parametrize("typed", ["nancy-1", "Nancy 1"], ids=["slug", "name"])
def test_without_scripts_a_slug_is_typed(desk, typed):
    city, tool = CityFactory(slug="nancy-1"), ToolFactory()
    record = an_adoption()
    page = BeautifulSoup(desk.get(address("change", record)).content, "html.parser")
    assert "adopt-city_slug" in [field["name"] for field in page.select("noscript input")]

    decide(desk, record, "adopt", city_slug=typed, tool=ToolFactory().pk, tool_slug=tool.slug)

    assert (Adoption.objects.get().city, Adoption.objects.get().tool) == (city, tool)


def test_a_slug_of_nothing_is_refused(desk):
    record = OutsideRecordFactory()

    assert len(faults(decide(desk, record, "join", thing_slug="nothing"))) == 1


def test_a_city_is_found_by_typing(desk):
    adoption = AdoptionFactory()
    record = an_adoption()

    assert faults(decide(desk, record, "adopt", tool=adoption.tool.pk)) == [
        "Choose which body it is."
    ]
    decide(desk, record, "adopt", city=adoption.city.pk, tool=adoption.tool.pk)

    record.refresh_from_db()
    assert record.object_id == adoption.pk


@pytest.mark.parametrize("coverage", ["full", "partial", "companion"])
def test_it_stands_in_so_far(desk, coverage):
    tool, product = ToolFactory(), ProductFactory()
    record = OutsideRecordFactory(
        noun="mapping", values={"tool": tool.name, "product": product.name}
    )
    page = BeautifulSoup(desk.get(address("change", record)).content, "html.parser")
    known = [option["value"] for option in page.select("option[selected]")]
    assert known == [str(tool.pk), str(product.pk)]

    decide(desk, record, "stand_in", tool=tool.pk, product=product.pk, coverage=coverage)

    row = Replacement.objects.get()
    assert (row.tool, row.product, row.coverage) == (tool, product, coverage)


def test_how_far_it_stands_in_is_one_of_three(desk):
    record = OutsideRecordFactory(noun="mapping", values={"tool": "A", "product": "B"})
    given = {"tool": ToolFactory().pk, "product": ProductFactory().pk}

    assert faults(decide(desk, record, "stand_in", **given, coverage="wholly")) == [
        "Say how far it stands in."
    ]


def test_left_aside_and_put_back(desk):
    record = OutsideRecordFactory()

    response = decide(desk, record, "leave_aside")
    assert said(response) == ["It is left aside."]
    assert facts(response, "Where it stands")["Decided"].startswith("marie, ")

    decide(desk, record, "put_back")
    record.refresh_from_db()
    assert record.standing == Standing.WAITING


def test_what_is_put_back_is_not_said_to_be_decided(desk):
    record = OutsideRecordFactory(joined_to=ToolFactory())

    told = facts(decide(desk, record, "put_back"), "Where it stands")

    assert told["Put back"].startswith("marie, ")
    assert "Decided" not in told


def test_names_inside_a_value_are_words_too(desk):
    record = an_adoption()
    record.values |= {
        "city_ids": {"siren": "215403957", "postal_code": "54000"},
        "replaces": ["Doodle"],
        "source": {"title": "Vote", "url": "https://vote.example/"},
    }
    record.save()

    told = facts(desk.get(address("change", record)), "What it says")

    assert told["Identifiers of the city"] == "SIREN: 215403957, Postal code: 54000"
    assert told["Products replaced"] == "Doodle"
    assert told["Source"] == "Address: https://vote.example/, Title: Vote"


def test_what_was_made_and_stays_is_named(desk, shelves):
    record = OutsideRecordFactory(name="Datelune")
    decide(desk, record, "make")

    response = decide(desk, record, "put_back")

    assert said(response) == [
        "It waits again. The draft “Datelune” stays: delete it if nothing needs it."
    ]


def test_undoing_a_join_names_nothing_to_delete(desk):
    record = OutsideRecordFactory(joined_to=ToolFactory())

    assert said(decide(desk, record, "put_back")) == ["It waits again."]


def test_a_second_editor_is_told(desk):
    record = OutsideRecordFactory(joined_to=ToolFactory())

    response = decide(desk, record, "join", thing=ToolFactory().pk)

    assert said(response) == ["Somebody has decided about this record already."]


def test_a_joined_record_is_shown_beside_ours(desk):
    tool = ToolFactory(website="https://ours.example/")
    record = OutsideRecordFactory(joined_to=tool, said={"website": "https://theirs.example/"})

    response = desk.get(address("change", record))

    page = BeautifulSoup(response.content, "html.parser")
    rows = [[cell.text for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert ["Website", "https://theirs.example/", "https://ours.example/", "an editor"] in rows


def test_the_next_one_that_waits_is_a_link(desk):
    catalogue = OutsideCatalogueFactory()
    first, second = OutsideRecordFactory.create_batch(2, catalogue=catalogue)
    OutsideRecordFactory(catalogue=catalogue, joined_to=ToolFactory())

    assert address("change", second) in desk.get(address("change", first)).page.hrefs
    assert address("change", first) in desk.get(address("change", second)).page.hrefs


def test_several_are_left_aside(desk):
    waiting = OutsideRecordFactory.create_batch(2)
    joined = OutsideRecordFactory(joined_to=ToolFactory())

    response = choose(desk, "leave_aside", [*waiting, joined])

    assert said(response) == ["2 records are left aside."]
    joined.refresh_from_db()
    assert joined.standing == Standing.JOINED


def test_several_are_joined_to_their_only_candidate(desk):
    LicenceFactory(spdx="MIT")
    one, other = ToolFactory(), ToolFactory()
    city, tool = CityFactory(), ToolFactory(name="Datelune")
    clear = OutsideRecordFactory(candidates=[one.slug], said={"licence": "MIT"})
    doubtful = OutsideRecordFactory(name="Doubtful", candidates=[one.slug, other.slug])
    alone = OutsideRecordFactory(name="Alone")
    adoption = an_adoption(candidates=[f"city:{city.slug}"])

    response = choose(desk, "join_to_the_only_candidate", [clear, doubtful, alone, adoption])

    one.refresh_from_db()
    assert one.licence == "MIT"
    assert (Adoption.objects.get().city, Adoption.objects.get().tool) == (city, tool)
    done, left = said(response)
    assert done == "2 records are joined."
    assert left.startswith("2 records were left as they are.")
    assert "Alone: It has none, or several." in left
    assert "Doubtful: It has none, or several." in left


def test_of_many_that_are_left_the_first_are_named(desk):
    response = choose(desk, "join_to_the_only_candidate", OutsideRecordFactory.create_batch(5))

    assert said(response)[1].startswith("5 records were left as they are.")
    assert said(response)[1].endswith("It has none, or several. And 2 more.")


def test_records_are_neither_added_nor_deleted(desk):
    record = OutsideRecordFactory()

    assert desk.get(f"{address('changelist', OutsideRecord)}add/").status_code == 403
    assert desk.post(address("delete", record), {"post": "yes"}).status_code == 403


@pytest.fixture
def paul(colleague, django_user_model):
    """May decide about records, and write no tool."""
    user = django_user_model.objects.get(username="paul")
    rights = ["view_outsiderecord", "change_outsiderecord"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return colleague


def test_who_may_write_no_tool_joins_none(paul):
    tool = ToolFactory()
    record = OutsideRecordFactory(candidates=[tool.slug])

    assert decisions(paul.get(address("change", record))) == ["leave_aside"]
    for decision, given in [("join", {"thing": tool.pk}), ("make", {})]:
        assert decide(paul, record, decision, **given).status_code == 403
    choose(paul, "join_to_the_only_candidate", [record])
    record.refresh_from_db()
    assert record.standing == Standing.WAITING


def test_who_may_only_look_decides_nothing(colleague, django_user_model):
    user = django_user_model.objects.get(username="paul")
    user.user_permissions.set(Permission.objects.filter(codename="view_outsiderecord"))
    record = OutsideRecordFactory()

    assert decisions(colleague.get(address("change", record))) == []
    assert decide(colleague, record, "leave_aside").status_code == 403
    choose(colleague, "leave_aside", [record])
    record.refresh_from_db()
    assert record.standing == Standing.WAITING


def test_a_colleague_without_the_right_sees_nothing(colleague):
    record = OutsideRecordFactory()

    assert colleague.get(address("changelist", OutsideRecord)).status_code == 403
    assert colleague.get(address("change", record)).status_code == 403
    assert decide(colleague, record, "leave_aside").status_code == 403


def test_a_decision_needs_the_token_of_its_form(editor):
    record = OutsideRecordFactory()
    strict = CarefulClient(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert decide(strict, record, "leave_aside").status_code == 403
    record.refresh_from_db()
    assert record.standing == Standing.WAITING


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("several organisations may be meant", "plusieurs organismes sont possibles"),
        ("dans la langue de l’import", "dans la langue de l’import"),
    ],
    ids=["as it is kept now", "as an earlier release kept it"],
)
def test_a_reason_is_read_in_the_language_of_the_reader(desk, kept, shown):
    record = OutsideRecordFactory(standing="waiting", why=kept)
    french = {"accept-language": "fr"}

    pages = [
        desk.get(address("changelist", OutsideRecord), headers=french),
        desk.get(address("change", record), headers=french),
    ]

    assert [shown in page.text for page in pages] == [True, True]
