"""Tokens are issued with a secret that is told once, recognised by it, and revoked for good."""

import re
import zlib
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from catalogue.actions.tokens import (
    hint_of,
    is_well_formed,
    issue,
    new_secret,
    revoke,
    token_for,
)
from catalogue.errors import CatalogueError
from catalogue.models import Token
from tests.factories import OwnerFactory, TokenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def issued(**changes):
    given = {"name": "Nightly copy", "scopes": ["read"], "days": 30} | changes
    owner = given.pop("owner", None) or OwnerFactory()
    return issue(owner=owner, by=owner, **given)


def test_a_token_is_issued_and_opens():
    token, secret = issued(scopes=["read", "contribute", "read"], days=365)

    held = token_for(secret)
    assert held == token
    assert held.scopes == ["read", "contribute"]
    assert held.expires_at - held.created_at == timedelta(days=365)
    assert abs(held.created_at - timezone.now()) < timedelta(minutes=1)
    assert secret.startswith(token.shown.removesuffix("…"))


def test_who_issued_and_who_revoked_is_kept():
    owner, chief = OwnerFactory(username="marie"), OwnerFactory(username="paul")
    token, _secret = issued(owner=owner)

    revoke(token=token, by=chief)

    lines = token.events.order_by("pgh_id").values_list("pgh_label", "pgh_context__metadata__name")
    assert list(lines) == [("insert", "marie"), ("update", "paul")]


def test_the_secret_is_kept_nowhere():
    token, secret = issued()
    revoke(token=token, by=token.owner)
    random = secret.split("_")[1]

    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT row::text FROM catalogue_token row
            UNION ALL SELECT row::text FROM catalogue_tokenevent row
            UNION ALL SELECT row::text FROM pghistory_context row
            """
        )
        lines = [line for (line,) in cursor.fetchall()]

    assert len(lines) > 2
    assert not [line for line in lines if random in line]
    assert not [line for line in lines if random[6:] in line]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": 0}, "A token is valid for 1 to 365 days."),
        ({"days": 366}, "A token is valid for 1 to 365 days."),
        ({"days": 10**12}, "A token is valid for 1 to 365 days."),
        ({"name": " "}, "what it is for: This field cannot be blank."),
        ({"scopes": []}, "what it may do: This field cannot be blank."),
        (
            {"scopes": ["read", "rule"]},
            (
                "what it may do: Item 2 in the array did not validate: "
                "Value 'rule' is not a valid choice."
            ),
        ),
    ],
    ids=["no day", "too long", "for ever", "no name", "no scope", "unknown scope"],
)
def test_what_is_wrong_is_refused_in_words(changes, sentence):
    with pytest.raises(CatalogueError) as fault:
        issued(**changes)

    assert str(fault.value) == sentence
    assert not Token.objects.exists()


def test_a_closed_account_has_no_token():
    owner = OwnerFactory(username="marie", is_active=False)

    with pytest.raises(CatalogueError, match="“marie” is not active"):
        issued(owner=owner)


def test_a_revoked_token_opens_nothing_and_stays_revoked_since_then():
    token, secret = issued()

    first = revoke(token=token, by="somebody")
    since = token.revoked_at
    second = revoke(token=token, by="somebody else")

    assert (first, second) == (True, False)
    assert token.revoked_at == since
    assert token_for(secret) is None
    assert token.events.count() == 2


@pytest.mark.parametrize(
    "made",
    [{"expired": True}, {"revoked": True}, {"owner__is_active": False}],
    ids=["expired", "revoked", "owner inactive"],
)
def test_a_token_that_is_no_longer_valid_opens_nothing(made):
    secret = new_secret()
    token = TokenFactory(secret=secret, **made)

    assert token_for(secret) is None
    token.refresh_from_db()
    assert token.last_used_at is None


def test_a_secret_that_was_never_issued_opens_nothing():
    TokenFactory()

    assert token_for(new_secret()) is None


def test_a_secret_has_256_random_bits_and_a_shape_that_scanners_find():
    made = [new_secret() for _each in range(200)]

    assert len(set(made)) == 200
    assert 62**43 >= 2**256
    assert all(re.fullmatch(r"communal_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}", each) for each in made)
    assert all(map(is_well_formed, made))


def test_the_checksum_is_the_one_that_the_documents_tell():
    """CRC-32 of all before it, in base 62, so that a scanner can count it too."""
    start, _joint, checksum = new_secret().rpartition("_")
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    assert sum(
        alphabet.index(digit) * 62**place for place, digit in enumerate(reversed(checksum))
    ) == zlib.crc32(start.encode())


def test_a_slip_of_copying_is_told_without_asking_the_database(django_assert_num_queries):
    secret = new_secret()
    swapped = "a" if secret[20] != "a" else "b"
    slips = [
        *("", "communal_", secret[:-1], secret[1:], f" {secret}", f"{secret}\n", secret * 2),
        *(secret[:20] + swapped + secret[21:], f"communal_{'é' * 43}_000000", "x" * 1_000_000),
    ]

    with django_assert_num_queries(0):
        assert [token_for(slip) for slip in slips] == [None] * len(slips)


def test_use_is_noted_once_an_hour(django_assert_num_queries):
    secret = new_secret()
    token = TokenFactory(secret=secret)

    with django_assert_num_queries(2):
        first = token_for(secret)
    with django_assert_num_queries(1):
        second = token_for(secret)

    assert first.last_used_at == second.last_used_at
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Token.objects.filter(pk=token.pk).update(last_used_at=an_hour_ago)
    with django_assert_num_queries(2):
        third = token_for(secret)
    token.refresh_from_db()
    assert third.last_used_at == token.last_used_at > an_hour_ago
    assert token.events.count() == 1


def test_owner_is_read_with_the_token(django_assert_num_queries):
    secret = new_secret()
    token = TokenFactory(secret=secret, last_used_at=timezone.now())

    with django_assert_num_queries(1):
        assert token_for(secret).owner.username == token.owner.username


@pytest.mark.parametrize(
    "text",
    ["communal_Ab3dE9…", "communal_Ab3dE9", "Ab3dE9", " Ab3dE9xyz ", "communal_Ab3dE9xyz_000000"],
    ids=["as shown", "without dots", "bare", "longer", "whole"],
)
def test_a_token_is_found_by_whatever_is_shown_of_it(text):
    assert hint_of(text) == "Ab3dE9"
