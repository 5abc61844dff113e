"""Databases beside the one that tests share."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def on_database(name):
    """Every connection opened in the block goes to another database of the same server."""
    there = connection.settings_dict
    before = there["NAME"]
    connection.close()
    there["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        there["NAME"] = before


def copy(name, word):
    """The name of a new copy of a database that nobody has open."""
    made = f"{connection.settings_dict['NAME']}_{word}"
    drop(made)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{made}" TEMPLATE "{name}"')
    return made


def drop(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
