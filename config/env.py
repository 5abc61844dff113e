"""Every environment variable the site reads, with its type. Nothing else touches os.environ."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from dotenv import load_dotenv
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from config import postgres
from config.errors import CannotStart

PROJECT = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "development-only-never-use-this-key-where-others-can-reach-the-site"
SHORTEST_KEY = 50
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# What is exported wins over what the file says.
load_dotenv(PROJECT / ".env")


def check() -> None:
    """Say everything that is wrong at once, so that nobody mends one variable at a time."""
    problems = []
    for read in READERS:
        try:
            read()
        except CannotStart as problem:
            problems.append(str(problem))
    if problems:
        raise CannotStart("\n".join(dict.fromkeys(problems)))


def production() -> bool:
    """Development is the default; `make serve` and COMMUNAL_ENV=production ask for more care."""
    return _choice("COMMUNAL_ENV", ["development", "production"]) == "production"


def debug() -> bool:
    wanted = _choice("DEBUG", ["0", "1"]) == "1"
    if wanted and production():
        raise CannotStart("DEBUG=1 would show the site's insides to visitors; leave it out.")
    return wanted


def secret_key() -> str:
    key = _text("DJANGO_SECRET_KEY")
    if not production():
        return key or DEVELOPMENT_KEY
    mend = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    if not key:
        raise CannotStart(f"DJANGO_SECRET_KEY is not set, and sessions rest on it. {mend}")
    if len(key) < SHORTEST_KEY or len(set(key)) < 10 or key == DEVELOPMENT_KEY:
        raise CannotStart(
            f"DJANGO_SECRET_KEY can be guessed; it takes {SHORTEST_KEY} random characters. {mend}"
        )
    return key


def allowed_hosts() -> list[str]:
    hosts = _words("ALLOWED_HOSTS")
    if not production():
        return hosts or LOCAL_HOSTS
    if not hosts:
        raise CannotStart(
            "ALLOWED_HOSTS is not set; list the names the site answers to, "
            "such as ALLOWED_HOSTS=communal.example.org"
        )
    if "*" in hosts:
        raise CannotStart("ALLOWED_HOSTS=* lets any name in; list the site's own names.")
    return hosts


def site_url() -> str:
    """The address people type, without a slash at the end."""
    default = f"https://{allowed_hosts()[0]}" if production() else f"http://127.0.0.1:{port()}"
    url = _text("SITE_URL", default)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        raise CannotStart(
            f"SITE_URL is {url!r}; give the address people type, such as https://communal.example.org"
        )
    return url.rstrip("/")


def redirect_to_https() -> bool:
    """Off where the proxy in front already does it."""
    return _choice("REDIRECT_TO_HTTPS", ["1", "0"]) == "1"


def host() -> str:
    return _text("HOST", "127.0.0.1")


def port() -> int:
    return _number("PORT", 8000, 1, 65535)


def workers() -> int:
    return _number("WORKERS", 2, 1, 64)


def kept_answers() -> int:
    """How many bytes of answers each process keeps."""
    return _number("KEPT_MB", 32, 0, 10_000) * 1_000_000


def log_level() -> str:
    return _choice("LOG_LEVEL", ["info", "debug", "warning", "error"]).upper()


def proxies() -> int:
    """How many proxies of ours stand in front and add to X-Forwarded-For."""
    return _number("PROXIES", 0, 0, 10)


def api_limit() -> int:
    """Requests a minute to the API from one address; 0 for no limit."""
    return _number("API_LIMIT", 300, 0, 1_000_000)


def mirror_of() -> str:
    """The instance that this one copies; "" for a catalogue of its own."""
    address = _text("MIRROR_OF")
    if address and not re.fullmatch(r"https?://[^\s/?#@]+(/\S*)?", address):
        raise CannotStart(
            f"MIRROR_OF is {address!r}; give the address of another instance, "
            "such as https://communal.example.org"
        )
    return address


def publisher() -> dict[str, str]:
    """Who publishes this site; what is not said stays empty, and the legal page says so."""
    return {
        "name": _text("PUBLISHER_NAME"),
        "address": _text("PUBLISHER_ADDRESS"),
        "contact": _text("PUBLISHER_CONTACT"),
        "host": _text("PUBLISHER_HOST"),
    }


def mail() -> dict[str, Any]:
    """Django's words for the server that sends mail. A password is only sent in secret."""
    url = _text("MAIL_URL", "smtp://localhost")
    example = "Write it like smtps://user:password@mail.example.org"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise CannotStart(f"MAIL_URL cannot be read as an address. {example}") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise CannotStart(f"MAIL_URL is not the address of a mail server. {example}")
    is_secret, signs_in = parts.scheme == "smtps", bool(parts.username)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if is_secret else 587 if signs_in else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_secret,
        "EMAIL_USE_TLS": signs_in and not is_secret,
    }


def mail_from() -> str:
    return _mailboxes("MAIL_FROM", f"communal@{urlsplit(site_url()).hostname}")[0]


def harvest_report_to() -> list[str]:
    """Who is told what waits after a harvest; nobody unless it is said."""
    return _mailboxes("HARVEST_REPORT_TO")


def data_dir() -> Path:
    return (PROJECT / Path(_text("DATA_DIR", ".data")).expanduser()).absolute()


def database_url() -> str | None:
    """None means the server that comes with the project."""
    url = _text("DATABASE_URL") or None
    if url:
        _database_settings("DATABASE_URL", url)
    return url


def database() -> dict[str, Any]:
    """Django's words for the database."""
    return _database_settings("DATABASE_URL", database_url() or postgres.url(data_dir()))


def replicas() -> list[dict[str, Any]]:
    """Django's words for the copies of that database that readers are answered from."""
    name = "DATABASE_REPLICA_URLS"
    urls = _words("DATABASE_REPLICA_URLS")
    found = [
        _database_settings(f"{name}, address {number},", url)
        for number, url in enumerate(urls, start=1)
    ]
    if urls and not database_url():
        raise CannotStart(
            f"{name} is set and DATABASE_URL is not: the server that comes along has no replicas."
        )
    if len(set(urls)) < len(urls) or database_url() in urls:
        raise CannotStart(f"{name} names a server twice, or the one of DATABASE_URL.")
    return found


READERS = [
    production, debug, secret_key, allowed_hosts, site_url, redirect_to_https,
    host, port, workers, kept_answers, log_level, proxies, api_limit, mirror_of, publisher,
    mail, mail_from, harvest_report_to, data_dir, database_url, replicas,
]  # fmt: skip


def _text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _words(name: str) -> list[str]:
    return [word.strip() for word in _text(name).split(",") if word.strip()]


def _mailboxes(name: str, default: str = "") -> list[str]:
    written = _words(name) or list(filter(None, [default]))
    for each in written:
        if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+", each):
            raise CannotStart(f"{name} is {each!r}; give e-mail addresses, as in name@example.org.")
    return written


def _number(name: str, default: int, lowest: int, highest: int) -> int:
    value = _text(name, str(default))
    if value.isascii() and value.isdigit() and lowest <= int(value) <= highest:
        return int(value)
    raise CannotStart(f"{name} is {value!r}; give a number from {lowest} to {highest}.")


def _choice(name: str, options: list[str]) -> str:
    """One of the options; the first one when nothing is said."""
    value = _text(name, options[0]).lower()
    if value in options:
        return value
    raise CannotStart(f"{name} is {value!r}; choose {' or '.join(options)}.")


def _database_settings(name: str, url: str) -> dict[str, Any]:
    """Read by libpq's own parser. Errors never repeat the address: it may hold a password."""
    example = "Write it like postgresql://user:password@host:5432/communal"
    if not url.startswith(("postgres://", "postgresql://")):
        raise CannotStart(f"{name} is not the address of a PostgreSQL database. {example}")
    try:
        parts: dict[str, Any] = conninfo_to_dict(url)
    except (ProgrammingError, UnicodeError):
        raise CannotStart(f"{name} cannot be read as an address. {example}") from None
    if not parts.get("dbname"):
        raise CannotStart(f"{name} names no database. {example}")
    if not re.fullmatch(r"[\d,]*", str(parts.get("port", ""))):
        raise CannotStart(f"The port in {name} is not a number. {example}")
    return {
        "ENGINE": "config.connections",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }
