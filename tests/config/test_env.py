"""What the environment may say, and how a mistake in it is told."""

import pytest

from config import env
from config.errors import CannotStart

GOOD_KEY = "k3y-" + "".join(chr(97 + n % 26) + str(n % 10) for n in range(30))


@pytest.fixture
def in_production(variables):
    variables(
        COMMUNAL_ENV="production", DJANGO_SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS="communal.example.org"
    )
    return variables


def test_development_needs_nothing(variables):
    env.check()
    assert env.host() == "127.0.0.1"
    assert env.port() == 8000
    assert env.site_url() == "http://127.0.0.1:8000"
    assert env.data_dir() == env.PROJECT / ".data"
    assert "*" not in env.allowed_hosts()
    assert not env.debug()


def test_production_starts_with_a_key_and_hosts(in_production):
    env.check()
    assert env.secret_key() == GOOD_KEY
    assert env.site_url() == "https://communal.example.org"


def test_production_names_all_that_is_missing_at_once(variables):
    variables(COMMUNAL_ENV="production")
    with pytest.raises(CannotStart) as told:
        env.check()
    assert [line.split()[0] for line in str(told.value).splitlines()] == [
        "DJANGO_SECRET_KEY",
        "ALLOWED_HOSTS",
    ]


@pytest.mark.parametrize(
    "key", ["short", "x" * 80, env.DEVELOPMENT_KEY], ids=["short", "monotonous", "development"]
)
def test_production_refuses_a_key_that_can_be_guessed(in_production, key):
    in_production(DJANGO_SECRET_KEY=key)
    with pytest.raises(CannotStart, match="DJANGO_SECRET_KEY can be guessed"):
        env.check()


def test_production_refuses_any_host_and_debugging(in_production):
    in_production(ALLOWED_HOSTS="*", DEBUG="1")
    with pytest.raises(CannotStart, match=r"DEBUG=1(.|\n)*ALLOWED_HOSTS=\*"):
        env.check()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٨٠٠٠"),
        ("WORKERS", "many"),
        ("COMMUNAL_ENV", "prod"),
        ("SITE_URL", "communal.example.org"),
        ("HARVEST_REPORT_TO", "nobody"),
        ("MAIL_FROM", "no body@example.org"),
        ("SITE_URL", "https://"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(variables, name, value):
    variables(**{name: value})
    with pytest.raises(CannotStart) as told:
        env.check()
    assert f"{name} is {value!r}" in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://user:s3cret@host/communal",
        "postgresql://user:s3cret@host:54x2/communal",
        "postgresql://user:s3cret@[::1/communal",
        "postgresql://user:s3cret@host/",
        "postgresql://user:s3cret@host/communal?no=such",
        "postgresql://user:s3cret%ff@host/communal",
        "communal",
    ],
)
def test_a_broken_database_url_is_told_without_its_password(variables, url):
    variables(DATABASE_URL=url)
    with pytest.raises(CannotStart) as told:
        env.check()
    assert "DATABASE_URL" in str(told.value)
    assert "s3cret" not in str(told.value)
    assert told.value.__cause__ is None


def test_a_database_url_becomes_djangos_words(variables):
    variables(DATABASE_URL="postgresql://ada:p%40ss@db.example:5433/communal?sslmode=require")
    assert env.database() == {
        "ENGINE": "config.connections",
        "NAME": "communal",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


PRIMARY = "postgresql://ada@db1.example/communal"


def test_replicas_are_named_after_one_another(variables):
    variables(
        DATABASE_URL=PRIMARY,
        DATABASE_REPLICA_URLS="postgresql://ada@db2.example/communal, postgresql://ada@[::1]/communal",
    )

    env.check()
    assert [each["HOST"] for each in env.replicas()] == ["db2.example", "::1"]


@pytest.mark.parametrize(
    ("urls", "said"),
    [
        (f"{PRIMARY}2,mysql://ada:s3cret@b/c", "DATABASE_REPLICA_URLS, address 2, is not the"),
        ("postgresql://ada:s3cret@b:x/c", "The port in DATABASE_REPLICA_URLS, address 1, is not"),
        ("postgresql://ada:s3cret@b,c/d", "DATABASE_REPLICA_URLS, address 1, names no database"),
        (PRIMARY, "DATABASE_REPLICA_URLS names a server twice, or the one of DATABASE_URL"),
        (f"{PRIMARY}2,{PRIMARY}2", "DATABASE_REPLICA_URLS names a server twice"),
    ],
    ids=["no address", "no port", "several hosts", "the primary", "twice"],
)
def test_wrong_replicas_are_told_without_their_passwords(variables, urls, said):
    variables(DATABASE_URL=PRIMARY, DATABASE_REPLICA_URLS=urls)

    with pytest.raises(CannotStart) as told:
        env.check()

    assert said in str(told.value)
    assert "s3cret" not in str(told.value)


def test_server_that_comes_along_has_no_replicas(variables):
    variables(DATABASE_REPLICA_URLS=PRIMARY)

    with pytest.raises(CannotStart, match="DATABASE_REPLICA_URLS is set and DATABASE_URL is not"):
        env.check()


def test_without_a_database_url_the_projects_own_server_is_used(variables, tmp_path):
    variables(DATA_DIR=str(tmp_path / "Données"))
    found = env.database()
    assert found["HOST"] == str(tmp_path / "Données" / "postgresql")
    assert (found["NAME"], found["PASSWORD"], found["OPTIONS"]) == ("communal", "", {})


def test_an_example_stands_for_every_variable(all_variables):
    told = (env.PROJECT / ".env.example").read_text()
    assert {name for name in all_variables if f"# {name}=" not in told} == set()


def test_the_guide_tells_every_variable(all_variables):
    told = (env.PROJECT / "docs" / "operations.md").read_text()
    assert {name for name in all_variables if f"| `{name}` |" not in told} == set()


@pytest.mark.parametrize("address", ["https://communal.example.org", "http://10.0.0.3:8000/a/"])
def test_another_instance_may_be_copied(variables, address):
    variables(MIRROR_OF=address)

    assert env.mirror_of() == address


@pytest.mark.parametrize(
    "address", ["communal.example.org", "ftp://a.example", "https://", "https://ada:pw@a.example"]
)
def test_what_is_no_address_of_an_instance_is_told(variables, address):
    variables(MIRROR_OF=address)

    with pytest.raises(CannotStart, match="MIRROR_OF is"):
        env.check()


@pytest.mark.parametrize(
    ("url", "where", "secrecy"),
    [
        ("smtp://localhost", ("localhost", 25, "", ""), (False, False)),
        ("smtp://ana:p%40ss@m.example", ("m.example", 587, "ana", "p@ss"), (False, True)),
        ("smtps://ana:pass@m.example", ("m.example", 465, "ana", "pass"), (True, False)),
        ("smtp://m.example:2525", ("m.example", 2525, "", ""), (False, False)),
    ],
)
def test_a_mail_server_is_read_from_its_address(variables, url, where, secrecy):
    variables(MAIL_URL=url)

    mail = env.mail()

    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
    assert tuple(mail[name] for name in names) == where
    assert (mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]) == secrecy


@pytest.mark.parametrize("url", ["mail.example.org", "http://secret@mail", "smtp://:secret@x:y"])
def test_a_wrong_mail_server_is_told_without_its_password(variables, url):
    variables(MAIL_URL=url)

    with pytest.raises(CannotStart, match="MAIL_URL") as told:
        env.check()

    assert "secret" not in str(told.value)
