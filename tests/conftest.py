"""What every test starts from: a database of its own, no network, a Chromium where there is one."""

import os
import shutil

import hypothesis
import pytest
from django.conf import settings as site
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from api.leases import LEASES
from catalogue.exchange.curated import load
from catalogue.management import messages
from config import env, postgres
from tests import databases
from tests.careful_client import CarefulClient
from tests.databases import on_database

CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)


def pytest_configure(config):
    # Static files are found where they are edited; none are gathered for tests. They are looked for
    # when a page asks for one: a client that begins by listing all of them takes long.
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")
    site.WHITENOISE_AUTOREFRESH = True
    # A busy machine is no fault of what is tested.
    hypothesis.settings.register_profile(
        "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("patient")
    if not hasattr(config, "workerinput"):  # once for all processes of the run
        messages.compile_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Each process of a test run has a server for itself, unless DATABASE_URL names another."""
    # The time limits that protect the site would only make a slow machine fail.
    connection.settings_dict["OPTIONS"]["options"] = site.SESSION
    if env.database_url():
        yield
        return
    with postgres.for_tests(env.data_dir()) as server:
        connection.settings_dict["HOST"] = str(server.sockets())
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Playwright keeps an event loop running, and Django would take the test for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": root}


def pytest_collection_modifyitems(items):
    in_browser = [item for item in items if "browser" in item.fixturenames]
    if in_browser and not CHROMIUM and os.environ.get("CI"):
        raise pytest.UsageError("No Chromium was found, and CI skips no test. Set CHROMIUM.")
    for item in in_browser:
        item.add_marker(pytest.mark.browser)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip("no Chromium found: install one or set CHROMIUM"))


@pytest.fixture(autouse=True)
def _in_the_first_language():
    """A page leaves its language behind in the thread; the next test begins in the site's own."""
    with translation.override(site.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _nothing_is_kept(settings):
    """What a test changes is never committed: to other answers, nothing has changed."""
    settings.KEPT_ANSWERS = 0


@pytest.fixture(autouse=True)
def _no_replicas(settings):
    """Readers are answered from the test's own database, whatever this machine's `.env` says."""
    settings.REPLICAS = []


@pytest.fixture(autouse=True)
def _nobody_is_counted(settings):
    """Only the tests of the API's limits have some; elsewhere a read must not write."""
    settings.API_LIMITS = {}
    LEASES.forget()


@pytest.fixture
def client():
    """Fetches pages as an anonymous visitor, and looks at each of them with care."""
    return CarefulClient()


@pytest.fixture(scope="session")
def database_like(django_db_setup, django_db_blocker):
    """Makes databases for tests that need one to themselves: `database_like(full_database, "copy")`
    is the name of a copy, in place of an earlier one of that name.
    """
    # pytest-django makes its own only for tests in a transaction: never touch the real one.
    is_there = connection.settings_dict["NAME"].startswith("test_")
    with django_db_blocker.unblock():
        made = [] if is_there else setup_databases(0, interactive=False, aliases=["default"])
    names = set()

    def make(original, word):
        with django_db_blocker.unblock():
            names.add(name := databases.copy(original, word))
        return name

    yield make
    with django_db_blocker.unblock():
        for name in names:
            databases.drop(name)
        teardown_databases(made, 0)


@pytest.fixture(scope="session")
def empty_database(database_like, django_db_blocker):
    """The name of a database with empty tables, which nobody opens: it is there to be copied."""
    with django_db_blocker.unblock():
        connection.close()
    return database_like(connection.settings_dict["NAME"], "empty")


@pytest.fixture(scope="session")
def full_database(database_like, empty_database, django_db_blocker):
    """The same with the whole curated catalogue."""
    name = database_like(empty_database, "full")
    with django_db_blocker.unblock(), on_database(name):
        load(site.BASE_DIR / "fixtures")
    return name


@pytest.fixture(scope="session")
def curated_database(database_like, full_database):
    """The name of a copy of that, for all tests that undo what they change."""
    return database_like(full_database, "curated")


@pytest.fixture
def _on_a_database_to_spend(request):
    """What a test commits goes with the database that it was committed to. Emptying all tables, as
    pytest-django would, takes what migrations put there and leaves what Django knows nothing of.
    """
    mark = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not asked and not (mark and mark.kwargs.get("transaction")):
        yield
        return
    database_like, empty = map(request.getfixturevalue, ("database_like", "empty_database"))
    with on_database(database_like(empty, "spent")), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
        yield


@pytest.fixture
def _django_db_helper(_on_a_database_to_spend, _django_db_helper):
    """pytest-django opens the database for a test: for some, another one than for the rest."""


@pytest.fixture
def _on_the_curated_database(request, curated_database):
    assert not request.node.get_closest_marker("django_db"), (
        "The django_db mark opens the empty database: ask for the catalogue fixture alone."
    )
    with on_database(curated_database):
        yield


@pytest.fixture
def catalogue(_on_the_curated_database, db):
    """The whole curated catalogue. What a test changes in it is undone at its end."""
