"""Tokens: what the database refuses, which of them open something, and what is never written."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from catalogue.choices import TokenState
from catalogue.models import Token
from tests.factories import TokenFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "scopes", [[], ["delete"], ["read", "delete"]], ids=["none", "unknown", "one of two unknown"]
)
def test_scopes_are_known_ones_and_not_none(scopes):
    with refused("token_scopes_known"):
        TokenFactory(scopes=scopes)


@pytest.mark.parametrize(
    "lasts",
    [timedelta(0), timedelta(days=-1), timedelta(days=365, microseconds=1)],
    ids=["not at all", "backwards", "more than a year"],
)
def test_token_lasts_a_year_at_most(lasts):
    now = timezone.now()

    with refused("token_lasts_a_year_at_most"):
        TokenFactory(created_at=now, expires_at=now + lasts)


def test_token_lasts_a_year_wherever_clocks_change():
    """The same rows are restored on a server that lives in another time zone."""
    before_summer_time = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/Paris'")

    token = TokenFactory(
        created_at=before_summer_time, expires_at=before_summer_time + timedelta(days=365)
    )

    assert Token.objects.get() == token


def test_token_says_what_it_is_for():
    with refused("token_says_what_it_is_for"):
        TokenFactory(name="")


def test_a_secret_is_never_kept_in_place_of_its_digest():
    token = TokenFactory()

    with refused("token_secret_is_hashed"):
        Token.objects.filter(pk=token.pk).update(digest="communal_" + "a" * 55)


@pytest.mark.parametrize("column", ["digest", "hint"])
def test_two_tokens_differ(column):
    token = TokenFactory()

    with refused(f"catalogue_token_{column}"):
        TokenFactory(**{column: getattr(token, column)})


def test_only_valid_tokens_open_something():
    now = timezone.now()
    good = TokenFactory()
    TokenFactory(expired=True)
    TokenFactory(revoked=True)
    TokenFactory(owner__is_active=False)
    TokenFactory(created_at=now - timedelta(days=1), expires_at=now)

    assert list(Token.objects.valid(now)) == [good]


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({}, TokenState.VALID),
        ({"expired": True}, TokenState.EXPIRED),
        ({"revoked": True}, TokenState.REVOKED),
        ({"revoked": True, "expired": True}, TokenState.REVOKED),
        ({"owner__is_active": False}, TokenState.SUSPENDED),
    ],
    ids=["valid", "expired", "revoked", "revoked and expired", "owner inactive"],
)
def test_state_says_why_a_token_opens_nothing(made, state):
    TokenFactory(**made)

    assert Token.objects.with_state(timezone.now()).get().state == state


def test_token_goes_with_its_owner_and_leaves_its_line():
    token = TokenFactory()
    pk = token.pk

    token.owner.delete()

    assert not Token.objects.exists()
    events = Token.pgh_event_model.objects.filter(id=pk).order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "delete"]


def test_history_holds_no_digest_and_no_use():
    token = TokenFactory()

    Token.objects.filter(pk=token.pk).update(last_used_at=timezone.now())

    event = token.events.get()
    assert event.pgh_label == "insert"
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM catalogue_tokenevent e")
        [(line,)] = cursor.fetchall()
    assert token.hint in line
    assert token.digest not in line


def test_token_shows_its_beginning_and_no_more():
    token = TokenFactory(name="Nightly copy", hint="Ab3dE9")

    assert str(token) == "Nightly copy (communal_Ab3dE9…)"
