"""A reader in front of the site: a real browser, and the site as it is served in production."""

from pathlib import Path

import pytest
from django.db import connection, connections
from playwright.sync_api import expect

from tests.journeys.site import serving
from tests.journeys.watch import Watch

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MEASURES = Path(__file__).with_name("measures.js")
PATIENCE = 30_000  # milliseconds for a page or a change to come


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "args": QUIET}


@pytest.fixture(autouse=True)
def _test_databases(db):
    """pytest-django makes its databases only for tests that ask, and ours is cloned from them."""


@pytest.fixture(scope="session")
def site(request, tmp_path_factory):
    """The address of the site, with the whole curated catalogue in it. `--base-url` names one that
    runs already.
    """
    running = request.config.getoption("base_url")
    if running:
        yield running.rstrip("/")
        return
    database = request.getfixturevalue("curated_database")
    with serving(connection, database, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def playwright(site, playwright):
    """Starts after the site: while its event loop runs, Django opens other connections than those
    it had before, and finds these again, and closes them, only once it is over.
    """
    expect.set_options(timeout=PATIENCE)
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def base_url(site):
    """Where Playwright's addresses begin."""
    return site


@pytest.fixture
def open_page(new_context):
    """Open an address in a window of its own: `page = open_page("/fr/", width=320)`. Words that
    Playwright knows about a window pass through.
    """

    def open_in_a_window(path, *, width=1280, height=900, **window):
        context = new_context(viewport={"width": width, "height": height}, **window)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(path=MEASURES)
        page = context.new_page()
        page.watch = Watch(page)
        page.goto(path)
        return page

    return open_in_a_window
