import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.admin import import_run
from catalogue.models import ImportLine, ImportRun
from tests.catalogue.admin.forms_filled import address
from tests.factories import ImportLineFactory, ImportRunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(colleague, django_user_model):
    """May look at runs, and no more."""
    user = django_user_model.objects.get(username="paul")
    user.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    return colleague


def lines(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [row.th.text for row in page.select(".joined-values tbody tr")]


def test_a_run_tells_how_many_and_which(reader):
    run = ImportRunFactory(counts={"tool": {"created": 2, "refused": 1}, "": {"warned": 3}})
    ImportLineFactory(run=run, name="Datelune")
    ImportLineFactory(run=run, name="Spy", outcome="refused", message="It is not free.")

    response = reader.get(address("change", run), headers={"accept-language": "en"})

    page = BeautifulSoup(response.content, "html.parser")
    table = [
        [cell.text for cell in row.select("th, td")] for row in page.select(".outside-figures tr")
    ]
    assert table == [
        ["", "Created", "Refused", "Taken with a doubt"],
        ["Tool", "2", "1", "0"],
        ["The source itself", "0", "0", "3"],
    ]
    assert lines(response) == ["Datelune", "Spy"]
    assert "It is not free." in response.text


def test_the_lines_of_one_outcome(reader):
    run = ImportRunFactory()
    ImportLineFactory(run=run, name="Datelune")
    ImportLineFactory(run=run, name="Spy", outcome="refused")

    response = reader.get(f"{address('change', run)}?outcome=refused")

    assert lines(response) == ["Spy"]
    chosen = BeautifulSoup(response.content, "html.parser").select(
        ".outside-choices [aria-current]"
    )
    assert [link["href"] for link in chosen] == ["?outcome=refused"]


def test_many_lines_come_page_by_page_and_keep_the_outcome(reader, monkeypatch):
    monkeypatch.setattr(import_run, "PER_PAGE", 2)
    run = ImportRunFactory()
    ImportLineFactory.create_batch(3, run=run)

    first = reader.get(f"{address('change', run)}?outcome=created")
    last = reader.get(f"{address('change', run)}?outcome=created&p=2")

    assert (len(lines(first)), len(lines(last))) == (2, 1)
    pages = BeautifulSoup(first.content, "html.parser").select(".paginator a")
    assert [link["href"] for link in pages] == ["?outcome=created&p=2"]


@pytest.mark.parametrize("question", ["outcome=odd", "p=abc", "p=-1", "p=999", "x=y"])
def test_a_run_survives_any_question(reader, question):
    line = ImportLineFactory()

    assert lines(reader.get(f"{address('change', line.run)}?{question}")) == [line.name]


def test_a_run_that_failed_says_why(desk):
    run = ImportRunFactory(failure="https://a.example answers with status 500.", counts={})

    assert "answers with status 500." in desk.get(address("change", run)).text
    page = BeautifulSoup(desk.get(address("changelist", ImportRun)).text, "html.parser")
    assert page.select_one(".field-went_through img")["alt"] == "False"


def test_the_list_shows_figures_and_tells_failed_runs_apart(desk):
    counts = {"tool": {"created": 2, "unchanged": 7}, "adoption": {"created": 3, "refused": 1}}
    done = ImportRunFactory(counts=counts)
    ImportRunFactory(failure="No.", by="ana")

    response = desk.get(f"{address('changelist', ImportRun)}?end=done")

    page = BeautifulSoup(response.content, "html.parser")
    figures = [cell.text for cell in page.select(".field-what_came_of_it")]
    assert figures == ["Created\xa05 · Refused\xa01"]
    assert [cell.contents[0] for cell in page.select(".field-of_and_by")] == [str(done.catalogue)]


def test_the_list_asks_as_many_questions_for_three_as_for_one(desk):
    ImportRunFactory()
    desk.get(address("changelist", ImportRun))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("changelist", ImportRun))
    ImportRunFactory.create_batch(2)

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("changelist", ImportRun))

    assert len(for_three) == len(for_one) <= 10


def test_a_page_asks_as_many_questions_for_three_lines_as_for_one(desk):
    run = ImportLineFactory().run
    desk.get(address("change", run))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("change", run))
    ImportLineFactory.create_batch(2, run=run)

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("change", run))

    assert len(for_three) == len(for_one) <= 7


def test_nobody_changes_a_run_and_only_a_superuser_deletes_one(reader, desk):
    run = ImportLineFactory().run

    assert reader.post(address("change", run), {"by": "me"}).status_code == 403
    assert desk.post(address("change", run), {"by": "me"}).status_code == 403
    assert reader.post(address("delete", run), {"post": "yes"}).status_code == 403
    assert "1 line" in desk.get(address("delete", run)).text
    desk.post(address("delete", run), {"post": "yes"})

    assert not ImportLine.objects.exists()
    assert desk.get(f"{address('changelist', ImportRun)}add/").status_code == 403


def test_a_run_that_is_not_there(desk):
    run = ImportRunFactory()
    ImportRun.objects.all().delete()

    assert desk.get(address("change", ImportRun(pk=run.pk))).status_code == 302


def test_a_colleague_without_the_right_sees_nothing(colleague):
    run = ImportRunFactory()

    assert colleague.get(address("changelist", ImportRun)).status_code == 403
    assert colleague.get(address("change", run)).status_code == 403
