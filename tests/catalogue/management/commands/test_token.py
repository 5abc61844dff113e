"""The command with which tokens are issued, listed and revoked on the server itself."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import override

from catalogue.actions.tokens import new_secret, token_for
from catalogue.models import Token
from tests.factories import OwnerFactory, TokenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def test_the_secret_alone_is_printed_for_a_script_to_read(capsys):
    owner = OwnerFactory(username="marie")

    call_command(
        *("token", "issue", "marie", "--name", "Nightly copy", "--days", "7"),
        *("--scope", "read", "--scope", "import"),
    )

    said = capsys.readouterr()
    token = token_for(said.out.removesuffix("\n"))
    assert (token.owner, token.name, token.scopes) == (owner, "Nightly copy", ["read", "import"])
    assert (token.expires_at - token.created_at).days == 7
    assert f"Token of marie until {token.expires_at:%Y-%m-%d}." in said.err
    assert token.events.get().pgh_context.metadata == {"name": "manage.py token"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["issue", "nobody", "--name=x", "--scope=read"], "There is no account “nobody”."),
        (["issue", "marie", "--scope=read"], "the following arguments are required: --name"),
        (["issue", "marie", "--name=x"], "the following arguments are required: --scope"),
        (["issue", "marie", "--name=x", "--scope=rule"], "invalid choice: 'rule'"),
        (
            ["issue", "marie", "--name=x", "--scope=read", "--days=366"],
            "A token is valid for 1 to 365 days.",
        ),
        (["issue", "marie", "--name=x", "--scope=read", "--days=soon"], "invalid int value"),
        (["issue", "marie", "--name= ", "--scope=read"], "what it is for"),
        (["list", "nobody"], "There is no account “nobody”."),
        (["revoke", "communal_zzzzzz…"], "No token begins with communal_zzzzzz."),
        ([], "the following arguments are required"),
        (["delete"], "invalid choice: 'delete'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said(words, sentence):
    OwnerFactory(username="marie")

    with pytest.raises(CommandError, match=sentence):
        call_command("token", *words)

    assert not Token.objects.exists()


def test_the_list_tells_all_but_the_secret(capsys):
    TokenFactory(
        owner=OwnerFactory(username="marie"),
        name="Old copy",
        hint="Ab3dE9",
        created_at=datetime(2025, 1, 1, tzinfo=timezone.get_default_timezone()),
    )
    used = TokenFactory(owner__username="paul", scopes=["read", "import"], name="Exchange")
    Token.objects.filter(pk=used.pk).update(last_used_at=used.created_at)

    call_command("token", "list")

    day = f"{used.created_at:%Y-%m-%d}"
    first, second = capsys.readouterr().out.splitlines()
    assert first.split("  ") == [
        *(used.shown, "valid", f"until {used.expires_at:%Y-%m-%d}", f"used {day}"),
        *("paul", "read+import", "Exchange"),
    ]
    assert second.split("  ") == [
        *("communal_Ab3dE9…", "expired", "until 2025-01-31", "never used"),
        *("marie", "read", "Old copy"),
    ]


def test_the_list_of_one_person(capsys):
    TokenFactory()
    mine = TokenFactory(owner__username="marie")

    call_command("token", "list", "marie")

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [mine.shown]


def test_the_list_asks_once_however_many(django_assert_num_queries):
    TokenFactory.create_batch(3)

    with django_assert_num_queries(1):
        call_command("token", "list")


def test_a_token_is_revoked_by_how_it_begins(capsys):
    secret = new_secret()
    token = TokenFactory(secret=secret, name="Nightly copy")

    call_command("token", "revoke", token.shown)
    call_command("token", "revoke", token.hint)

    assert token_for(secret) is None
    token.refresh_from_db()
    assert capsys.readouterr().out.splitlines() == [
        f"Nightly copy ({token.shown}) is revoked.",
        f"Nightly copy ({token.shown}) was revoked on {token.revoked_at:%Y-%m-%d}.",
    ]
    assert token.events.get(pgh_label="update").pgh_context.metadata == {"name": "manage.py token"}


def test_a_leaked_secret_is_revoked_and_not_repeated(capsys):
    secret = new_secret()
    TokenFactory(secret=secret)

    call_command("token", "revoke", secret)
    with pytest.raises(CommandError) as fault:
        call_command("token", "revoke", new_secret())

    assert token_for(secret) is None
    assert secret not in capsys.readouterr().out
    assert len(str(fault.value)) < 100
