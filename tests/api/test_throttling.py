"""How often one may ask."""

import pytest
import time_machine
from django.db import connection
from django.test import Client

from api.throttling import tell_uncounted
from catalogue.actions.tokens import issue, new_secret
from catalogue.choices import TokenScope
from tests.factories import OwnerFactory, TokenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_a_minute(settings):
    settings.API_LIMITS = {"read": (3, 60), "search": (1, 60)}
    with time_machine.travel("2026-11-22T10:00:10Z", tick=False):
        yield


@pytest.fixture
def program():
    return Client()


def ask(program, address="/api/v1/sources/", **options):
    return program.get(address, **options)


def test_answers_say_how_much_is_left(program):
    told = [ask(program)["RateLimit"] for _time in range(3)]

    assert told == ['"read";r=2;t=50', '"read";r=1;t=50', '"read";r=0;t=50']
    assert ask(Client(REMOTE_ADDR="192.0.2.9"))["RateLimit-Policy"] == '"read";q=3;w=60'


def test_one_too_many_is_told_when_to_come_back(program):
    for _time in range(3):
        ask(program)

    refused = ask(program)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "50"
    assert refused["RateLimit"] == '"read";r=0;t=50'
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert refused.json()["type"].endswith("#too-many-requests")


def test_next_window_begins_anew(program):
    for _time in range(4):
        ask(program)

    with time_machine.travel("2026-11-22T10:01:00Z", tick=False):
        assert ask(program).status_code == 200


def test_readers_and_scopes_are_counted_apart(program):
    for _time in range(4):
        ask(program)

    assert ask(Client(REMOTE_ADDR="192.0.2.1")).status_code == 200
    assert ask(program, "/api/v1/suggest/?q=a").status_code == 200
    assert ask(program, "/api/v1/suggest/?q=a").status_code == 429


def test_addresses_of_one_house_are_one_reader():
    for host in range(1, 4):
        ask(Client(REMOTE_ADDR=f"2001:db8:1:1::{host}"))

    assert ask(Client(REMOTE_ADDR="2001:db8:1:1:ffff::1")).status_code == 429
    assert ask(Client(REMOTE_ADDR="2001:db8:1:2::1")).status_code == 200


def test_header_that_anybody_can_write_counts_for_nothing(program):
    for number in range(3):
        ask(program, headers={"X-Forwarded-For": f"192.0.2.{number}"})

    assert ask(program, headers={"X-Forwarded-For": "192.0.2.77"}).status_code == 429


def test_behind_our_proxy_the_reader_is_whom_it_saw(program, settings):
    settings.TRUSTED_PROXIES = 1
    for _time in range(4):
        ask(program, headers={"X-Forwarded-For": "10.9.9.9, 192.0.2.1"})

    forged = ask(program, headers={"X-Forwarded-For": "10.1.1.1, 192.0.2.1"})
    other = ask(program, headers={"X-Forwarded-For": "10.9.9.9, 192.0.2.2"})

    assert forged.status_code == 429
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("seen", "other"),
    [
        ("192.0.2.1:{}", "192.0.2.2:40001"),
        ("[2001:db8::1]:{}", "[2001:db8:0:1::1]:40001"),
        ("192.0.2.1", "192.0.2.2"),
        ("2001:db8::1", "2001:db8:0:1::1"),
        ("[2001:db8::1]", "[2001:db8:0:1::1]"),
    ],
    ids=["IPv4 and port", "IPv6 and port", "IPv4", "IPv6", "IPv6 in brackets"],
)
def test_connections_of_one_reader_are_counted_together(program, settings, seen, other):
    settings.TRUSTED_PROXIES = 1
    for port in range(40_001, 40_004):
        ask(program, headers={"X-Forwarded-For": seen.format(port)})

    assert ask(program, headers={"X-Forwarded-For": seen.format(50_000)}).status_code == 429
    assert ask(program, headers={"X-Forwarded-For": other}).status_code == 200


def test_port_that_a_proxy_adds_is_no_part_of_the_address(program, settings):
    settings.TRUSTED_PROXIES = 1
    with_port = [("192.0.2.1", "192.0.2.1:443"), ("2001:db8::1", "[2001:db8::1]:443")]

    for bare, whole in with_port:
        ask(program, headers={"X-Forwarded-For": bare})
        assert ask(program, headers={"X-Forwarded-For": whole})["RateLimit"] == '"read";r=1;t=50'


def test_no_address_is_kept_as_it_is():
    ask(Client(REMOTE_ADDR="192.0.2.123"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT reader FROM catalogue_visit")
        kept = cursor.fetchall()
    assert len(kept) == 1
    assert "192.0.2.123" not in str(kept)


def test_token_may_ask_ten_times_as_often(program):

    owner = OwnerFactory()
    _token, secret = issue(
        owner=owner, name="Nightly copy", scopes=[TokenScope.READ], days=30, by=owner
    )
    told = ask(program, headers={"Authorization": f"Bearer {secret}"})

    assert told["RateLimit"] == '"read";r=29;t=50'


def test_token_that_opens_nothing_is_refused(program):
    refused = ask(program, headers={"Authorization": "Bearer communal_nonsense"})

    assert refused.status_code == 401
    assert refused["WWW-Authenticate"].startswith('Bearer realm="communal", error="invalid_token"')
    assert refused.json()["type"].endswith("#unauthorised")


@pytest.mark.parametrize(
    "secret", ["communal_nonsense", new_secret()], ids=["malformed", "unknown"]
)
def test_whoever_guesses_tokens_is_counted_by_address(program, secret):
    guess = {"Authorization": f"Bearer {secret}"}
    told = [ask(program, headers=guess) for _time in range(3)]

    refused = ask(program, headers=guess)

    assert [each.status_code for each in told] == [401, 401, 401]
    assert told[0]["RateLimit"] == '"read";r=2;t=50'
    assert "Retry-After" not in told[0]
    assert refused.status_code == 429
    assert ask(program).status_code == 429


def test_good_token_is_not_shut_out_by_who_guesses_at_the_same_address(program):
    secret = new_secret()
    TokenFactory(secret=secret)
    for _time in range(4):
        ask(program, headers={"Authorization": "Bearer communal_nonsense"})

    assert ask(program, headers={"Authorization": f"Bearer {secret}"}).status_code == 200


@pytest.fixture
def read_only(transactional_db):
    """A session that may write nothing, as on a standby."""
    secret = new_secret()
    TokenFactory(secret=secret)
    tell_uncounted.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    yield secret
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")


@pytest.mark.django_db(transaction=True)
def test_where_nothing_can_be_written_requests_are_let_in_uncounted(program, read_only, caplog):
    told = [ask(program) for _time in range(4)]
    known = ask(program, headers={"Authorization": f"Bearer {read_only}"})

    assert [each.status_code for each in (*told, known)] == [200] * 5
    assert "RateLimit" not in told[0]
    [line] = [line.message for line in caplog.records if line.name == "api.throttling"]
    assert line.endswith("cannot execute INSERT in a read-only transaction")


def test_problems_say_how_much_is_left_too(program):
    assert ask(program, "/api/v1/tools/nothing/")["RateLimit"] == '"read";r=2;t=50'


def test_no_limit_means_no_count(program, settings):
    settings.API_LIMITS = {"read": (0, 60)}

    told = ask(program)

    assert told.status_code == 200
    assert "RateLimit" not in told
