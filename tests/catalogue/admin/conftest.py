"""Somebody at the editors' desk."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import sync_playwright

from tests.careful_client import CarefulClient


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("marie")


@pytest.fixture
def desk(editor):
    """A browser where the editor is signed in; it checks pages as the visitors' one does."""
    browser = CarefulClient(headers={"accept-language": "en"})
    browser.force_login(editor)
    return browser


@pytest.fixture
def colleague(db):
    """Signed in, allowed at the desk, with no right yet."""
    user = get_user_model().objects.create_user("paul", is_staff=True)
    browser = CarefulClient()
    browser.force_login(user)
    return browser


@pytest.fixture
def browser(browser_type_launch_args):
    """Runs a script in a browser of its own, in a thread, where Playwright's event loop does not
    stand between Django and its connections.
    """

    def run(script):
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(**browser_type_launch_args)
            with chromium.new_context() as context:
                return script(context)

    def in_a_thread(script):
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(run, script).result()

    return in_a_thread
