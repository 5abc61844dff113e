from contextlib import contextmanager
from datetime import UTC, datetime

import pghistory.models
import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import Adoption, Product, SearchEntry, Tool
from catalogue.search import turns
from catalogue.search.indexing import reindex
from tests.catalogue.admin.forms_filled import address, answers, faults, save
from tests.catalogue.admin.nouns import NOUNS
from tests.factories import (
    AdoptionFactory,
    CategoryFactory,
    CitationFactory,
    CityFactory,
    ProductFactory,
    ReplacementFactory,
    SourceFactory,
    ToolFactory,
)

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`);
});
"""
every_noun = pytest.mark.parametrize("make", NOUNS.values(), ids=NOUNS)
pytestmark = pytest.mark.django_db


def entry_of(row):
    return SearchEntry.objects.filter(kind=row._meta.model_name, object_id=row.pk).first()


@contextmanager
def nothing_written():
    """No table of the history grows."""
    before = versions()
    yield
    assert versions() == before


def versions():
    tables = [
        model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and hasattr(model, "pgh_tracked_model")
    ]
    return {model.__name__: model.objects.count() for model in tables if model._meta.managed}


@every_noun
def test_desk_is_closed_to_visitors(client, make):
    row = make()

    for page, thing in [("changelist", type(row)), ("add", type(row)), ("change", row)]:
        response = client.get(address(page, thing))

        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


@every_noun
def test_desk_shows_nothing_to_a_colleague_without_rights(colleague, make):
    row = make()

    for page, thing in [("changelist", type(row)), ("change", row), ("history", row)]:
        assert colleague.get(address(page, thing)).status_code == 403


@every_noun
def test_every_page_of_a_noun_opens(desk, make):
    row = make()

    for page, thing in [
        ("changelist", type(row)),
        ("add", type(row)),
        ("change", row),
        ("history", row),
        ("delete", row),
    ]:
        assert desk.get(address(page, thing)).status_code == 200


@every_noun
def test_a_form_saved_untouched_writes_nothing(desk, make):
    row = make()

    with nothing_written():
        response = save(desk, "change", row)

    assert response.status_code == 302, faults(response)


@every_noun
def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(desk, make):
    model = type(make())
    desk.get(address("changelist", model))  # what is asked once a process
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("changelist", model))
    for _more in range(2):
        make()

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("changelist", model))

    assert len(for_three) == len(for_one)
    assert len(for_one) <= 10


@pytest.mark.parametrize("owner", ["tool", "product", "city", "adoption", "organisation"])
def test_a_form_asks_as_many_questions_for_three_parts_as_for_one(desk, owner):
    row = NOUNS[owner]()
    desk.get(address("change", row))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("change", row))
    for _more in range(2):
        CitationFactory(**{owner: row})
        if owner in {"tool", "product"}:
            ReplacementFactory(**{owner: row})
        if owner in {"tool", "city"}:
            AdoptionFactory(**{owner: row})

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("change", row))

    assert len(for_three) == len(for_one)


def test_a_change_is_attributed_to_who_is_signed_in(desk, editor):
    tool = ToolFactory()

    save(desk, "change", tool, name="Etherpad")

    event = tool.events.get(pgh_label="update")
    assert event.name == "Etherpad"
    assert event.pgh_context.metadata == {"user": editor.pk, "name": "marie"}


def test_a_change_brings_the_lists_in_step(desk):
    tool, product = ToolFactory(), ProductFactory()
    reindex()

    save(
        desk,
        "change",
        tool,
        **{
            "name": "Etherpad",
            "replacements-TOTAL_FORMS": "1",
            "replacements-0-product": product.pk,
            "replacements-0-coverage": "full",
        },
    )

    assert entry_of(tool).label["fr"] == "Etherpad"
    assert f"replaces:{product.slug}" in entry_of(tool).facets
    assert entry_of(product).size == 1


def test_a_part_added_alone_brings_the_other_side_in_step(desk):
    tool, source = ToolFactory(), SourceFactory()
    reindex()

    cited = {"TOTAL_FORMS": "1", "0-source": source.pk, "0-position": "0"}
    save(desk, "change", tool, **{f"citations-{name}": said for name, said in cited.items()})

    assert entry_of(source) is not None
    assert source.slug in entry_of(tool).record


def test_a_part_changed_alone_brings_both_other_sides_in_step(desk):
    replacement, other = ReplacementFactory(), ProductFactory()
    reindex()

    save(desk, "change", replacement.tool, **{"replacements-0-product": other.pk})

    assert entry_of(replacement.product).size == 0
    assert entry_of(other).size == 1
    assert other.slug in entry_of(replacement).slug


def test_a_part_taken_away_brings_the_other_side_in_step(desk):
    replacement = ReplacementFactory()
    reindex()
    assert entry_of(replacement.product).size == 1

    save(desk, "change", replacement.tool, **{"replacements-0-DELETE": "on"})

    assert entry_of(replacement.product).size == 0


def test_an_entry_added_is_attributed_and_found(desk):
    category = CategoryFactory()

    response = save(
        desk,
        "add",
        Tool,
        **{"name": "Framadate", "slug": "framadate", "summary--fr": "Choisit une date."},
        category=category.pk,
    )

    tool = Tool.objects.get(slug="framadate")
    assert response.status_code == 302
    assert tool.events.get().pgh_context.metadata["name"] == "marie"
    assert entry_of(tool).slug == "framadate"


def test_an_entry_deleted_leaves_the_lists(desk):
    replacement = ReplacementFactory()
    tool, product = replacement.tool, replacement.product
    reindex()

    response = desk.post(address("delete", tool), {"post": "yes"})

    assert response.status_code == 302
    assert not Tool.objects.filter(pk=tool.pk).exists()
    assert entry_of(tool) is None
    assert entry_of(product).size == 0
    event = Tool.pgh_event_model.objects.get(pgh_obj_id=tool.pk, pgh_label="delete")
    assert event.pgh_context.metadata["name"] == "marie"


def test_entries_deleted_together_leave_the_lists(desk):
    tools = [ToolFactory(), ToolFactory()]
    reindex()

    choose(desk, Tool, "delete_selected", tools, post="yes")

    assert Tool.objects.count() == 0
    assert [entry_of(tool) for tool in tools] == [None, None]


def test_what_others_need_is_not_deleted(desk):
    product = ProductFactory()

    response = desk.post(address("delete", product.vendor), {"post": "yes"})

    assert "protected related objects" in response.text
    assert Product.objects.get(pk=product.pk).vendor == product.vendor


def test_withdrawing_and_publishing(desk):
    shown, draft = ToolFactory(), ToolFactory(draft=True)
    reindex()

    choose(desk, Tool, "withdraw", [shown, draft])
    shown.refresh_from_db()
    assert shown.published_at is None
    assert entry_of(shown) is None

    choose(desk, Tool, "publish", [draft])
    draft.refresh_from_db()
    assert draft.published_at is not None
    assert entry_of(draft).slug == draft.slug
    assert draft.events.get(pgh_label="update").pgh_context.metadata["name"] == "marie"


def test_publishing_what_says_nothing_of_its_source_is_refused_whole(desk):
    draft = AdoptionFactory(draft=True, sourced=False)
    sourced = AdoptionFactory(draft=True)

    response = choose(desk, Adoption, "publish", [draft, sourced], follow=True)

    assert "cites a source or is confirmed by the city" in response.text
    assert "is published." not in response.text
    assert Adoption.objects.filter(published_at=None).count() == 2


def test_a_colleague_who_may_only_read_changes_nothing(colleague, django_user_model):
    user = django_user_model.objects.get(username="paul")
    user.user_permissions.add(Permission.objects.get(codename="view_tool"))
    draft = ToolFactory(draft=True)
    CitationFactory(tool=draft)

    lists, page = (
        colleague.get(address("changelist", Tool)),
        colleague.get(address("change", draft)),
    )
    choose(colleague, Tool, "publish", [draft])
    change = colleague.post(address("change", draft), {"name": "Mine"})
    deletion = colleague.post(address("delete", draft), {"post": "yes"})

    assert 'value="publish"' not in lists.text
    assert 'name="name"' not in page.text
    assert (change.status_code, deletion.status_code) == (403, 403)
    tool = Tool.objects.get()
    assert (tool.published_at, tool.name) == (None, draft.name)


@pytest.mark.parametrize(
    "question",
    [
        *(
            "p=abc",
            "p=99999999999999999999",
            "p=-1",
            "o=abc",
            "o=99",
            "e=1",
            "all=",
            "nothing=here",
        ),
        *("updated_at__year=abc", "updated_at__day=99", "id__exact=99999999999999999999"),
        *("category__domain__id__exact=abc", "name__regex=(", "q=%22", "_facets=True", "_popup=1"),
    ],
)
def test_a_list_survives_any_question(desk, question):
    ToolFactory()

    assert desk.get(f"{address('changelist', Tool)}?{question}").status_code in {200, 302, 400}


def test_a_draft_is_not_shown_on_the_site(desk):
    shown, draft = CityFactory(), CityFactory(draft=True)

    assert f"/cities/{shown.slug}/" in desk.get(address("change", shown)).text
    assert f"/cities/{draft.slug}/" not in desk.get(address("change", draft)).text


def test_an_empty_form_holds_no_dates_of_the_machine(desk):
    page = desk.get(address("add", Tool)).text

    assert "DatabaseDefault" not in page


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Enregistrer"), ("en", "Save"), ("de", "Enregistrer")]
)
def test_the_desk_speaks_french_and_english(desk, language, word):
    page = desk.get(address("add", Tool), headers={"accept-language": language}).text

    assert f'value="{word}"' in page


def test_the_form_says_what_was_refused_and_keeps_the_answers(desk):
    tool = ToolFactory(licensed=True)

    response = save(desk, "change", tool, name="Renamed", licence="Unknown-1.0")

    assert response.status_code == 200
    assert answers(response.text)["name"] == ["Renamed"]
    tool.refresh_from_db()
    assert tool.name != "Renamed"


def choose(desk, model, action, rows, *, follow=False, **more):
    given = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    if "post" not in more:
        given["index"] = "0"
    return desk.post(address("changelist", model), given, follow=follow)


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_desk_breaks_the_policy(live_server, browser, editor):
    """Autocompletes, moments, added rows and windows, in a real browser."""
    tool, source = ToolFactory(name="LibreOffice"), SourceFactory()
    editor.set_password("a long pass phrase")
    editor.save()
    complaints = []

    def edit(context):
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", lambda message: complaints.append(message.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto(f"{live_server.url}{address('change', tool)}")
        page.fill("#id_username", "marie")
        page.fill("#id_password", "a long pass phrase")
        page.press("#id_password", "Enter")

        page.click("#citations-group .add-row a")
        page.click("#citations-0 .select2-selection")
        page.keyboard.type("document")
        page.locator(".select2-results__option", has_text=source.title).click()
        page.fill("#id_published_at", "2026-01-02T03:04:05")
        page.locator("#id_published_at").blur()  # the form moves now, and not under the click
        with context.expect_page() as window:
            page.click("#add_id_category")
        window.value.wait_for_load_state()
        window.value.close()
        page.locator("input[name=_save]").first.click()
        page.wait_for_url("**/tool/")

    browser(edit)

    tool.refresh_from_db()
    assert tool.citations.get().source == source
    assert tool.published_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert [text for text in complaints if "404" not in text] == []  # no favicon at the desk


@pytest.fixture
def import_running(monkeypatch):
    """Somebody brings in many records, for longer than an editor waits."""
    monkeypatch.setattr(turns, "PATIENCE", "50ms")
    params = connection.get_connection_params()
    params = {name: params[name] for name in params if name not in {"cursor_factory", "context"}}
    with psycopg.connect(**params) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [turns.LOCK])
        yield


def test_editor_who_saves_during_an_import_is_told_and_loses_nothing(desk, import_running):
    tool = ToolFactory(name="Before")

    response = save(desk, "change", tool, name="After")

    assert response.status_code == 200
    assert len(faults(response)) == 1
    assert faults(response)[0].startswith("Nothing was saved: an import is running")
    assert answers(response.text)["name"] == ["After"]
    tool.refresh_from_db()
    assert tool.name == "Before"


def test_editor_who_publishes_during_an_import_is_told(desk, import_running):
    draft = ToolFactory(draft=True)

    response = choose(desk, Tool, "publish", [draft], follow=True)

    assert "Nothing was saved: an import is running" in response.text
    draft.refresh_from_db()
    assert draft.published_at is None
