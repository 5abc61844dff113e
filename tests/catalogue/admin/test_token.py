import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from catalogue.actions.tokens import is_well_formed, new_secret, token_for
from catalogue.models import Token
from tests.careful_client import CarefulClient
from tests.catalogue.admin.forms_filled import address, answers, faults, save
from tests.factories import OwnerFactory, TokenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def paul(django_user_model):
    """An editor who is no superuser, and may have tokens."""
    user = django_user_model.objects.create_user("paul", is_staff=True)
    rights = Permission.objects.filter(codename__in=["add_token", "change_token", "view_token"])
    user.user_permissions.set(rights)
    return user


@pytest.fixture
def his_desk(paul):
    browser = CarefulClient(headers={"accept-language": "en"})
    browser.force_login(paul)
    return browser


def issue_at(desk, **changes):
    given = {"name": "Nightly copy", "scopes": ["read", "import"], "days": "30"} | changes
    return save(desk, "add", Token, **given)


def secret_in(response):
    page = BeautifulSoup(response.content, "html.parser")
    return page.select_one("#content-main input[readonly]")["value"]


def choose_revoke(desk, tokens, **more):
    given = {"action": "revoke_selected", "_selected_action": [token.pk for token in tokens]}
    return desk.post(address("changelist", Token), given | {"index": "0"}, **more)


def names(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [cell.text for cell in page.select("#result_list .field-name")]


def fields(response):
    """The boxes that can be filled."""
    return set(answers(response.text)) - {"csrfmiddlewaretoken"}


def test_an_editor_issues_a_token_and_sees_its_secret_once(his_desk, paul):
    response = issue_at(his_desk)

    secret = secret_in(response)
    token = token_for(secret)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert (token.owner, token.name, token.scopes) == (paul, "Nightly copy", ["read", "import"])
    assert (token.expires_at - token.created_at).days == 30
    assert token.events.get().pgh_context.metadata == {"user": paul.pk, "name": "paul"}
    pages = [
        his_desk.get(address(page, thing)).text
        for page, thing in [("changelist", Token), ("change", token), ("history", token)]
    ]
    pages.append(his_desk.get("/admin/").text)
    assert all(token.hint in page for page in pages[:3])
    assert not [page for page in pages if secret[len("communal_") + 6 :] in page]


def test_the_secret_travels_in_no_cookie_and_stays_in_no_table(his_desk):
    response = issue_at(his_desk)

    end = secret_in(response)[len("communal_") + 6 :]
    kept = [
        *(cookie.OutputString() for cookie in response.cookies.values()),
        *(str(entry.__dict__) for entry in LogEntry.objects.all()),
        *(str(session.get_decoded()) for session in Session.objects.all()),
        *(str(row.__dict__) for row in Token.pgh_event_model.objects.all()),
    ]
    assert len(kept) >= 3
    assert not [text for text in kept if end in text]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": "366"}, "Ensure this value is less than or equal to 365."),
        ({"days": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"days": ""}, "This field is required."),
        ({"days": "9" * 400}, "Ensure this value is less than or equal to 365."),
        ({"days": "soon"}, "Enter a whole number."),
        ({"name": "  "}, "This field is required."),
        ({"name": "x" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
        ({"scopes": None}, "This field is required."),
        (
            {"scopes": ["rule"]},
            "Select a valid choice. rule is not one of the available choices.",
        ),
    ],
    ids=[
        "year",
        "no day",
        "empty",
        "huge",
        "a word",
        "blank",
        "long name",
        "no scope",
        "unknown scope",
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_issued(his_desk, changes, sentence):
    response = issue_at(his_desk, **changes)

    assert sentence in faults(response)
    assert not Token.objects.exists()


def test_an_editor_sees_only_his_or_her_own(his_desk, paul):
    TokenFactory(name="His", owner=paul)
    hers = TokenFactory(name="Hers")

    assert names(his_desk.get(address("changelist", Token))) == ["His"]
    for page in ("change", "history"):
        assert his_desk.get(address(page, hers)).status_code == 302
    his_desk.post(address("change", hers), {"name": "Mine", "revoke": "on"})
    choose_revoke(his_desk, [hers])
    hers.refresh_from_db()
    assert (hers.name, hers.revoked_at) == ("Hers", None)


def test_a_superuser_sees_all_and_may_revoke_but_not_rename(desk, paul):
    token = TokenFactory(name="His", owner=paul)

    assert names(desk.get(address("changelist", Token))) == ["His"]
    assert fields(desk.get(address("change", token))) == set()
    response = save(desk, "change", token, name="Hers", revoke="on")

    token.refresh_from_db()
    assert response.status_code == 302
    assert token.name == "His"
    assert token.revoked_at is not None
    assert token.events.get(pgh_label="update").pgh_context.metadata["name"] == "marie"


def test_only_the_name_changes_and_revocation_is_for_good(his_desk, paul):
    secret = new_secret()
    token = TokenFactory(secret=secret, owner=paul, name="Old")
    before = Token.objects.values("digest", "scopes", "expires_at", "owner").get()

    forged = {"scopes": ["import"], "expires_at": "2099-01-01", "digest": "0" * 64, "owner": "1"}
    save(his_desk, "change", token, name="New", **forged)
    token.refresh_from_db()
    assert token.name == "New"
    assert Token.objects.values("digest", "scopes", "expires_at", "owner").get() == before
    assert token_for(secret) == token

    save(his_desk, "change", token, revoke="on")
    assert token_for(secret) is None
    page = his_desk.get(address("change", token))
    assert fields(page) == {"name"}
    token.refresh_from_db()
    since = token.revoked_at
    save(his_desk, "change", token, name="Newer", revoke="on")
    token.refresh_from_db()
    assert (token.name, token.revoked_at) == ("Newer", since)


def test_several_are_revoked_from_the_list(his_desk, paul):
    tokens = [
        TokenFactory(owner=paul),
        TokenFactory(owner=paul),
        TokenFactory(owner=paul, revoked=True),
    ]

    response = choose_revoke(his_desk, tokens, follow=True)

    assert "2 tokens are revoked." in response.text
    assert not Token.objects.filter(revoked_at=None).exists()
    assert Token.pgh_event_model.objects.filter(pgh_label="update").count() == 2


def test_no_token_is_deleted(desk, editor):
    token = TokenFactory(owner=editor)

    assert desk.get(address("delete", token)).status_code == 403
    assert desk.post(address("delete", token), {"post": "yes"}).status_code == 403
    assert "delete" not in desk.get(address("change", token)).text.lower()
    lists = BeautifulSoup(desk.get(address("changelist", Token)).text, "html.parser")
    assert [option["value"] for option in lists.select("[name=action] option")] == [
        "",
        "revoke_selected",
    ]


def test_an_account_is_deleted_with_its_tokens(desk):
    token = TokenFactory()
    owner = token.owner

    response = desk.post(f"/admin/auth/user/{owner.pk}/delete/", {"post": "yes"})

    assert response.status_code == 302
    assert not Token.objects.exists()
    assert not type(owner).objects.filter(pk=owner.pk).exists()


def test_a_colleague_without_the_right_has_no_tokens(colleague, django_user_model):
    token = TokenFactory(owner=django_user_model.objects.get(username="paul"))

    for page, thing in [
        *(("changelist", Token), ("add", Token)),
        *(("change", token), ("history", token)),
    ]:
        assert colleague.get(address(page, thing)).status_code == 403


def test_who_may_only_look_cannot_revoke(his_desk, paul):
    paul.user_permissions.set(Permission.objects.filter(codename="view_token"))
    token = TokenFactory(owner=paul)

    page = his_desk.get(address("change", token))
    his_desk.post(address("change", token), {"name": "x", "revoke": "on"})
    choose_revoke(his_desk, [token])

    token.refresh_from_db()
    assert token.hint in page.text
    assert BeautifulSoup(page.text, "html.parser").select("[name=revoke]") == []
    assert token.revoked_at is None


@pytest.mark.parametrize("state", ["valid", "expired", "revoked", "suspended"])
def test_the_list_tells_states_apart(desk, state):
    TokenFactory(name="valid")
    TokenFactory(name="expired", expired=True)
    TokenFactory(name="revoked", revoked=True)
    TokenFactory(name="suspended", owner__is_active=False)

    assert names(desk.get(f"{address('changelist', Token)}?state={state}")) == [state]


def test_the_list_asks_as_many_questions_for_three_as_for_one(desk):
    TokenFactory()
    desk.get(address("changelist", Token))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("changelist", Token))
    TokenFactory.create_batch(2)

    with CaptureQueriesContext(connection) as for_three:
        desk.get(address("changelist", Token))

    assert len(for_three) == len(for_one)
    assert len(for_one) <= 10


@pytest.mark.parametrize("question", ["q=Night", "q=%22", "state=odd", "o=5", "p=abc", "id=x"])
def test_the_list_survives_any_question(desk, question):
    TokenFactory(name="Nightly copy")

    assert desk.get(f"{address('changelist', Token)}?{question}").status_code in {200, 302, 400}


def test_the_history_tells_who_issued_and_revoked(desk, editor):
    secret = secret_in(issue_at(desk))
    token = token_for(secret)
    save(desk, "change", token, revoke="on")

    page = BeautifulSoup(desk.get(address("history", token)).text, "html.parser")
    last, first = page.select("section")

    assert "marie" in last.h2.text
    assert [row.th.text for row in last.select("tbody tr")] == ["Revoked on"]
    assert "Nightly copy" in first.text
    assert is_well_formed(secret)
    assert token.digest not in page.text


def test_the_page_of_a_new_token_speaks_french(desk):
    where = address("add", Token)
    given = answers(desk.get(where).text) | {"name": "Copie", "scopes": ["read"], "days": "30"}

    response = desk.post(where, given, headers={"accept-language": "fr"})

    assert '<html lang="fr"' in response.text
    assert token_for(secret_in(response)).owner == OwnerFactory._meta.model.objects.get()
