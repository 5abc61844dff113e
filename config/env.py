"""Every environment variable the site reads, with its type. Nothing else touches os.environ."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from config.errors import CannotStart

PROJECT = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "development-only-never-use-this-key-where-others-can-reach-the-site"
SHORTEST_KEY = 50
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


class Misconfigured(CannotStart):
    """The environment asks for something the site cannot do; each problem is a sentence to read."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Environment:
    """What the surroundings say, checked; one field for each variable."""

    production: bool
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    site_url: str
    proxies: int
    host: str
    port: int
    workers: int
    data_dir: Path
    database_url: str | None
    database: dict[str, Any] | None
    log_level: str


class Reader:
    """Reads typed values and gathers what is wrong, so that all of it is told at once."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and lowest <= int(value) <= highest:
            return int(value)
        self.problems.append(f"{name} is {value!r}: give a number from {lowest} to {highest}.")
        return default

    def choice(self, name: str, options: list[str]) -> str:
        """One of the options; the first one when nothing is said."""
        value = self.text(name, options[0]).lower()
        if value in options:
            return value
        self.problems.append(f"{name} is {value!r}: choose {' or '.join(options)}.")
        return options[0]


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """The environment of this process, over what a `.env` file in the project says."""
    reader = Reader(_surroundings() if variables is None else variables)
    production = reader.choice("COMMUNAL_ENV", ["development", "production"]) == "production"
    port = reader.number("PORT", 8000, 1, 65535)
    hosts = _hosts(reader, production=production)
    environment = Environment(
        production=production,
        debug=_debug(reader, production=production),
        secret_key=_secret_key(reader, production=production),
        allowed_hosts=hosts,
        site_url=_site_url(reader, f"https://{hosts[0]}" if production else f"http://127.0.0.1:{port}"),
        proxies=reader.number("PROXIES", 0, 0, 10),
        host=reader.text("HOST", "127.0.0.1"),
        port=port,
        workers=reader.number("WORKERS", 2, 1, 64),
        data_dir=(PROJECT / Path(reader.text("DATA_DIR", ".data")).expanduser()).absolute(),
        database_url=reader.text("DATABASE_URL") or None,
        database=_database(reader),
        log_level=reader.choice("LOG_LEVEL", ["info", "debug", "warning", "error"]).upper(),
    )
    if reader.problems:
        raise Misconfigured(reader.problems)
    return environment


def database_settings(url: str) -> dict[str, Any]:
    """A PostgreSQL address, as libpq reads it, in Django's words."""
    parts: dict[str, Any] = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def _surroundings() -> dict[str, str]:
    from_file = dotenv_values(PROJECT / ".env")
    return {name: value for name, value in from_file.items() if value} | dict(os.environ)


def _debug(reader: Reader, *, production: bool) -> bool:
    debug = reader.choice("DEBUG", ["0", "1"]) == "1"
    if debug and production:
        reader.problems.append("DEBUG is 1, which shows the site's insides; leave it out here.")
    return debug


def _secret_key(reader: Reader, *, production: bool) -> str:
    key = reader.text("DJANGO_SECRET_KEY")
    if not production:
        return key or DEVELOPMENT_KEY
    mend = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    if not key:
        reader.problems.append(f"DJANGO_SECRET_KEY is not set; sessions rest on it. {mend}")
    elif len(key) < SHORTEST_KEY or key == DEVELOPMENT_KEY or len(set(key)) < 10:
        reader.problems.append(
            f"DJANGO_SECRET_KEY can be guessed; it needs {SHORTEST_KEY} random characters. {mend}"
        )
    return key


def _hosts(reader: Reader, *, production: bool) -> list[str]:
    hosts = reader.words("ALLOWED_HOSTS")
    if not production:
        return hosts or LOCAL_HOSTS
    if not hosts:
        reader.problems.append(
            "ALLOWED_HOSTS is not set; give the names the site answers to, "
            "such as ALLOWED_HOSTS=communal.example.org"
        )
    elif "*" in hosts:
        reader.problems.append("ALLOWED_HOSTS is '*', any name at all; list the site's own names.")
    return hosts or LOCAL_HOSTS


def _site_url(reader: Reader, default: str) -> str:
    url = reader.text("SITE_URL", default).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        reader.problems.append(
            f"SITE_URL is {url!r}: give the address people type, such as https://communal.example.org"
        )
    return url


def _database(reader: Reader) -> dict[str, Any] | None:
    """None means the server that comes with the project (config.postgres)."""
    url = reader.text("DATABASE_URL")
    if not url:
        return None
    # The address may hold a password: it is never repeated.
    example = "Write it like postgresql://user:password@host:5432/communal"
    if not url.startswith(("postgres://", "postgresql://")):
        reader.problems.append(f"DATABASE_URL is not the address of a PostgreSQL database. {example}")
        return None
    try:
        settings = database_settings(url)
    except (ProgrammingError, UnicodeError):
        reader.problems.append(f"DATABASE_URL cannot be read as an address. {example}")
    except KeyError:
        reader.problems.append(f"DATABASE_URL names no database. {example}")
    else:
        if re.fullmatch(r"[\d,]*", str(settings["PORT"])):
            return settings
        reader.problems.append(f"The port in DATABASE_URL is not a number. {example}")
    return None
