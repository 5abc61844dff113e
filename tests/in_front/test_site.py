"""The production server behind each of the two, as visitors and editors meet it."""

import gzip
import os
import re
import secrets
import sys
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from catalogue.actions.editing import changed
from catalogue.models import Tool
from tests.databases import on_database
from tests.factories import ToolFactory
from tests.in_front.conftest import in_front
from tests.in_front.test_rules import wait_for
from tools.bench.load import HOST
from tools.bench.servers import free_port, started

KEY = secrets.token_urlsafe(60)
PLACES = ["/en/tools/datelune/", "/api/v1/tools/datelune/"]


@pytest.fixture(scope="session")
def database(database_like, empty_database, django_db_blocker):
    """The name of a database with a tool and an editor."""
    name = database_like(empty_database, "front")
    with django_db_blocker.unblock(), on_database(name):
        get_user_model().objects.create_superuser("ana", password="of her own")
        with transaction.atomic():
            changed([ToolFactory(name="Datelune", slug="datelune")])
    return name


@pytest.fixture(scope="session")
def site(database, tmp_path_factory):
    """The server as `make serve` starts it."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    held = connection.settings_dict
    where = {"host": held["HOST"], "port": held["PORT"], "user": held["USER"], "dbname": database}
    where = {key: value for key, value in where.items() if value}
    told = {
        "COMMUNAL_ENV": "production", "DJANGO_SECRET_KEY": KEY, "DEBUG": "0", "MIRROR_OF": "",
        "ALLOWED_HOSTS": HOST, "SITE_URL": f"http://{HOST}:{port}", "HOST": HOST, "WORKERS": "1",
        "PORT": str(port), "PROXIES": "1", "API_LIMIT": "300", "DATA_DIR": str(folder),
        "DATABASE_URL": f"postgresql:///?{urlencode(where)}",
        "DATABASE_REPLICA_URLS": "",
    }  # fmt: skip
    words = [sys.executable, "-m", "config", "serve"]
    log = folder / "site.log"
    with started("site", words, log, port=port, ready="/healthz", env={**os.environ, **told}) as it:
        it.data_dir = folder
        yield it


@pytest.fixture(scope="package")
def _fronts(product, site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("front")
    told = {"data_dir": site.data_dir, "ready": "/healthz"}
    with (
        in_front(product, folder / "long", site.port, **told) as patient,
        in_front(product, folder / "brief", site.port, **told, seconds=1) as brief,
    ):
        yield patient, brief


@pytest.fixture
def front(_fronts):
    """Keeps answers for long; empty."""
    _fronts[0].purge()
    return _fronts[0]


@pytest.fixture
def brief(_fronts):
    """Keeps answers for a second; empty."""
    _fronts[1].purge()
    return _fronts[1]


@pytest.fixture
def _editing(database, django_db_blocker):
    with django_db_blocker.unblock(), on_database(database):
        yield


def editor(monkeypatch):
    """The cookies of somebody who has signed in at the desk."""
    monkeypatch.setattr(settings, "SECRET_KEY", KEY)
    ana = Client()
    assert ana.login(username="ana", password="of her own")
    return "; ".join(f"{name}={each.value}" for name, each in ana.cookies.items())


@pytest.mark.parametrize("path", ["/fr/", "/en/tools/?q=datelune", *PLACES, "/sitemap.xml", "/"])
def test_a_visitor_is_given_what_another_one_got(front, path):
    first, again = front.get(path), front.get(path)

    assert (first[1]["X-Cache"], again[1]["X-Cache"]) == ("MISS", "HIT")
    assert (again[0], again[2]) == (first[0], first[2])


def test_each_language_and_coding_gets_its_own(front):
    def facets(**wishes):
        status, headers, body = front.get("/api/v1/tools/facets/", **wishes)
        assert status == 200
        return headers["X-Cache"], (
            gzip.decompress(body) if headers["Content-Encoding"] == "gzip" else body
        ).decode()

    wishes = [
        {"accept_language": language, "accept_encoding": coding}
        for language in ("fr-FR,fr;q=0.9", "en-GB,en;q=0.9")
        for coding in ("gzip, br", "identity")
    ]
    for each in wishes:
        facets(**each)

    french, plain_french, english, plain_english = (facets(**each) for each in wishes)

    assert french == plain_french
    assert english == plain_english
    assert french[0] == english[0] == "HIT"
    assert french[1] != english[1]


@pytest.mark.usefixtures("_editing")
def test_an_editor_is_known_at_the_desk_and_nobody_else_is(front, monkeypatch):
    cookie = editor(monkeypatch)

    mine, theirs = front.get("/admin/", cookie=cookie), front.get("/admin/")

    assert (mine[0], mine[1]["X-Cache"], "ana" in mine[2].decode()) == (200, None, True)
    assert (theirs[0], theirs[1]["X-Cache"]) == (302, None)
    assert theirs[1]["Location"].startswith("/admin/login/")


@pytest.mark.usefixtures("_editing")
@pytest.mark.parametrize("path", PLACES)
def test_what_was_committed_is_told_to_editors_at_once_and_to_visitors_soon(
    brief, monkeypatch, path
):
    cookie = editor(monkeypatch)
    brief.get(path)
    name = f"Moonpoll {secrets.token_hex(4)}"

    with transaction.atomic():
        row = Tool.objects.get()
        row.name = name
        row.save()
        changed([row])

    assert name in brief.says(path, cookie=cookie)[1]
    wait_for(lambda: name in brief.says(path)[1])


def test_a_visitor_reads_numbers_of_requests_that_are_true(front):
    answers = [front.get("/api/v1/tools/")[1] for _ in range(3)]

    assert re.fullmatch(r'"read";r=2\d\d;t=\d+', answers[0]["RateLimit"])
    assert [each["RateLimit"] for each in answers[1:]] == [None, None]


def test_static_files_come_for_good_and_compressed(front, product):
    page = front.get("/fr/")[2].decode()
    (path,) = re.findall(r'href="(/static/css/[^"]+\.css)"', page)

    status, headers, body = front.get(path, accept_encoding="gzip")

    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/css")
    assert b"@layer" in gzip.decompress(body)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ("X-Cache" in headers) == (product == "varnish")  # nginx reads the file itself


def test_a_static_file_that_is_not_there_is_no_page_of_nginx(front):
    status, headers, body = front.get("/static/css/none.css")

    assert status == 404
    assert b"communal" in body.lower()
    assert "immutable" not in headers.get("Cache-Control", "")


def test_a_download_comes_whole_and_goes_on(front):
    path = "/api/v1/exports/tools.jsonl"
    whole = front.get(path)

    rest = front.get(path, range="bytes=10-", if_range=whole[1]["ETag"])

    assert (whole[0], rest[0]) == (200, 206)
    assert rest[2] == whole[2][10:]
    assert whole[1]["X-Cache"] is None
    assert "RateLimit" in whole[1]
