"""A made-up catalogue, once for all tests of the harness."""

from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection

from tests.databases import on_database


@pytest.fixture(scope="session")
def made_up(database_like, empty_database, django_db_blocker):
    """The address of a database of its own, with a made-up catalogue in it."""
    name = database_like(empty_database, "bench")
    with django_db_blocker.unblock(), on_database(name):
        call_command("generate_catalogue", verbosity=0)
    held = connection.settings_dict
    where = {"host": held["HOST"], "port": held["PORT"], "user": held["USER"], "dbname": name}
    return "postgresql:///?" + urlencode({key: said for key, said in where.items() if said})
