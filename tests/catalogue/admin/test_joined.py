import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogue.choices import OutsideNoun
from catalogue.models import ValueOrigin
from tests.careful_client import CarefulClient
from tests.catalogue.admin.forms_filled import address, answers, save
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    OrganisationFactory,
    OutsideCatalogueFactory,
    OutsideRecordFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def section(response):
    return BeautifulSoup(response.content, "html.parser").select_one("#other-catalogues")


def table(response):
    return [
        [cell.text.strip() for cell in row.select("th, td")]
        for row in section(response).select("tbody tr")
    ]


def taking(record):
    return reverse("admin:catalogue_outsiderecord_take", args=[record.pk])


def test_a_tool_shows_what_others_say_and_whence_ours_is(desk):
    tool = ToolFactory(website="https://ours.example/", licence="", latest_release_version="1.0")
    first, other = OutsideCatalogueFactory(trust=1, title="State"), OutsideCatalogueFactory()
    OutsideRecordFactory(
        catalogue=first,
        joined_to=tool,
        name=tool.name,
        said={
            "summary": {"en": "Does more."},
            "website": "https://ours.example/",
            "latest_release_version": "1.1",
        },
    )
    ValueOrigin.objects.create(
        noun="tool", object_id=tool.pk, field="latest_release_version", catalogue=other, value="1.0"
    )

    response = desk.get(address("change", tool))

    assert [row[:4] for row in table(response)] == [
        ["Summary (English)", "Does more.", "Does one thing.", "an editor"],
        ["Latest version", "1.1", "1.0", other.title],
    ]
    words = section(response).text
    assert "State" in words
    assert "etalab-2.0" in words
    assert "It says 1 other value as we do." in words


def test_a_tool_that_nobody_else_tells_of_has_no_such_section(desk):
    assert section(desk.get(address("change", ToolFactory()))) is None


def test_cities_and_adoptions_show_it_too(desk):
    city, adoption = CityFactory(population=10), AdoptionFactory(version="1")
    OutsideRecordFactory(
        noun=OutsideNoun.PLACE, joined_to=city, values={"name": {}, "population": 20}
    )
    OutsideRecordFactory(noun=OutsideNoun.ADOPTION, joined_to=adoption, values={"version": "2"})

    of_city = table(desk.get(address("change", city)))
    of_adoption = table(desk.get(address("change", adoption)))

    assert [row[:3] for row in of_city] == [["Population", "20", "10"]]
    assert [row[:3] for row in of_adoption] == [["Version", "2", "1"]]


def test_an_organisation_shows_it_and_an_editor_takes_it(desk):
    organisation = OrganisationFactory(website="https://ours.example/")
    record = OutsideRecordFactory(
        noun=OutsideNoun.ORGANISATION,
        joined_to=organisation,
        values={"website": "https://theirs.example/"},
    )
    shown = table(desk.get(address("change", organisation)))

    response = desk.post(taking(record), {"value": "website"}, follow=True)

    organisation.refresh_from_db()
    assert [row[:2] for row in shown] == [["Website", "https://theirs.example/"]]
    assert organisation.website == "https://theirs.example/"
    assert response.redirect_chain == [(f"{address('change', organisation)}#other-catalogues", 302)]


@pytest.mark.parametrize("make", [ToolFactory, CityFactory, AdoptionFactory, OrganisationFactory])
def test_three_records_ask_no_more_than_one(desk, make):
    row = make()
    noun = {"city": "place"}.get(row._meta.model_name, row._meta.model_name)
    said = {"name": "Other", "website": "https://other.example/", "version": "9"}
    OutsideRecordFactory(noun=noun, joined_to=row, values=said)
    desk.get(address("change", row))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("change", row))
    OutsideRecordFactory.create_batch(2, noun=noun, joined_to=row, values=said)

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("change", row))

    assert len(for_three) == len(for_one)


def test_the_form_of_the_tool_is_as_it_was(desk):
    """The buttons that take a value stand outside of it."""
    tool = ToolFactory()
    record = OutsideRecordFactory(joined_to=tool, said={"website": "https://theirs.example/"})

    response = save(desk, "change", tool, name="Renamed")

    assert response.status_code == 302
    tool.refresh_from_db()
    assert (tool.name, tool.website) == ("Renamed", "")
    page = BeautifulSoup(desk.get(address("change", tool)).text, "html.parser")
    forms = {form.get("id"): form.get("action") for form in page.select("form")}
    assert forms[f"take-{record.pk}"] == taking(record)


def test_an_editor_takes_a_value(desk):
    tool = ToolFactory(website="https://ours.example/")
    record = OutsideRecordFactory(joined_to=tool, said={"website": "https://theirs.example/"})

    response = desk.post(taking(record), {"value": "website"}, follow=True)

    tool.refresh_from_db()
    assert tool.website == "https://theirs.example/"
    assert tool.events.latest("pgh_id").pgh_context.metadata["name"] == "marie"
    assert f"“Website” is taken from {record.catalogue}, and follows it." in response.text
    assert response.redirect_chain == [(f"{address('change', tool)}#other-catalogues", 302)]


def test_what_cannot_be_taken_is_said(desk):
    ToolFactory(wikidata="Q1")
    tool = ToolFactory()
    record = OutsideRecordFactory(joined_to=tool, outside_ids={"wikidata": "Q1"})

    response = desk.post(taking(record), {"value": "wikidata"}, follow=True)

    tool.refresh_from_db()
    assert tool.wikidata == ""
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select(".messagelist .error")) == 1


def test_who_may_only_look_takes_nothing(colleague, django_user_model):
    user = django_user_model.objects.get(username="paul")
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["view_tool", "change_outsiderecord", "view_outsiderecord"]
        )
    )
    tool = ToolFactory(website="https://ours.example/")
    record = OutsideRecordFactory(joined_to=tool, said={"website": "https://theirs.example/"})

    page = colleague.get(address("change", tool))
    answer = colleague.post(taking(record), {"value": "website"})

    tool.refresh_from_db()
    assert section(page).select("button") == []
    assert answer.status_code == 403
    assert tool.website == "https://ours.example/"
    assert colleague.get(taking(record)).status_code == 405


def test_a_sent_form_needs_its_token(desk, editor):
    record = OutsideRecordFactory(joined_to=ToolFactory(), said={"website": "https://a.example/"})
    strict = CarefulClient(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert strict.post(taking(record), {"value": "website"}).status_code == 403
    assert "csrfmiddlewaretoken" in answers(desk.get(address("change", record)).text)
