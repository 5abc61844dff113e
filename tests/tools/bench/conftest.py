"""A made-up catalogue, once for all tests of the harness."""

from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import from_nothing, on_database


@pytest.fixture(scope="session")
def made_up(django_db_setup, django_db_blocker):
    """The address of a database of its own, with a made-up catalogue in it."""
    with django_db_blocker.unblock(), from_nothing("bench") as name:
        with on_database(name):
            call_command("generate_catalogue", verbosity=0)
        held = connection.settings_dict
        where = {"host": held["HOST"], "port": held["PORT"], "user": held["USER"], "dbname": name}
        yield "postgresql:///?" + urlencode({key: said for key, said in where.items() if said})
