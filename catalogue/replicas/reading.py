"""Puts one server in the place of another for as long as a block lasts.

What asks the database knows nothing of replicas: the connection of the name that everything uses,
the ORM, raw statements and other people's packages, is the one of the server that was chosen.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import Error, connections

from catalogue.replicas.servers import PRIMARY, SERVERS

#: The primary's connection while another stands in its place.
_primary = ContextVar("primary", default=None)


@contextmanager
def reading_from(alias):
    """All that is asked in the block is asked of that server."""
    mark = _primary.set(connections[PRIMARY])
    try:
        with _in_place(connections[alias]):
            yield
    finally:
        _primary.reset(mark)


@contextmanager
def on_the_primary():
    """All but this, which has to be written or may not be old by a second. While the primary is
    known to be away, it is asked of whoever answers the rest.
    """
    primary = _primary.get()
    if primary is None or SERVERS.states()[PRIMARY] == "away":
        yield
        return
    try:
        with _in_place(primary):
            yield
    except Error:
        SERVERS.doubt()
        raise


@contextmanager
def _in_place(connection):
    there = connections[PRIMARY]
    connections[PRIMARY] = connection
    try:
        yield
    finally:
        connections[PRIMARY] = there
