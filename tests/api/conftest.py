"""The API as a program asks it."""

import pytest


@pytest.fixture(autouse=True)
def _nobody_is_counted(settings):
    """Only the tests of the limits have some; elsewhere a read must not write."""
    settings.API_LIMITS = {}
