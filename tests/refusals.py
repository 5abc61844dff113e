"""How a test says that the database refuses something, at once or when the transaction ends."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(rule):
    """The block breaks the rule of this name, and nothing of it stays."""
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        yield


@contextmanager
def refused_at_the_end(rule):
    """The block may do it; what looks at the end of the transaction refuses it."""
    with refused(rule):
        yield
        connection.check_constraints()
