"""A server to fetch from."""

import pytest

from tests.web_server import web_server


@pytest.fixture
def server():
    with web_server() as server:
        yield server
