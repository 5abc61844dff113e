"""Which state of the catalogue a reader sees at this moment."""

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

MARK = "SELECT mark FROM catalogue_revision"


def state():
    """`(mark, day)`, equal for two moments between which no answer changed: another mark follows
    each commit that changed what is public, and some pages tell how long ago something was. None
    where the state is not known.

    A connection that the database has closed since it was used last is opened again.
    """
    # Asking is a check of the connection by itself; Django would ask the database once more.
    connection.health_check_done = True
    try:
        mark = _mark()
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()
        mark = _mark()
    return mark and (mark, timezone.now().date())


def _mark():
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        found = cursor.fetchone()
    return found and found[0]
