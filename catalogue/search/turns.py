"""Who brings the lists in step writes alone: editors take turns, and a load takes a long one.

An import lets editors in until the lists follow it, and has a turn of its own before that.
"""

from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, LockNotAvailable

from catalogue.errors import Busy

#: Arbitrary, ours: the turn of whoever writes what lists read, and that of imports.
LOCK, IMPORTING = 0x456E7472, 0x496D706F
#: How long an editor waits for somebody else's long turn before being told of it.
PATIENCE = "10s"
TRY = "SELECT pg_try_advisory_xact_lock(%s)"
TAKE = "SELECT pg_advisory_xact_lock(%s)"
TAKE_TOGETHER = "SELECT pg_advisory_xact_lock_shared(%s)"
LIMITS = "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"
LIMIT = "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)"
NO_LIMITS = """
SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0
"""


def one_at_a_time():
    """Two writers of one entry would each leave theirs; the second also has to see what the first
    changed. Held to the end of the transaction. Raises Busy when somebody else is long about it.
    """
    _take_patiently(
        LOCK,
        _(
            "Nothing was saved: an import is running, or the lists are being made again. "
            "Try again in a moment."
        ),
    )


def while_nothing_is_imported():
    """An import judges the records that an editor decides about: one after the other. Held to the
    end of the transaction. Raises Busy when one takes long.
    """
    _take_patiently(
        IMPORTING,
        _("Nothing was saved: an import is running. Decide about records when it has ended."),
    )


@contextmanager
def others_at_the_same_row():
    """Whoever changes what an import has just written is told so, by Busy."""
    try:
        yield
    except OperationalError as fault:
        if not isinstance(fault.__cause__, (LockNotAvailable, DeadlockDetected)):
            raise
        raise Busy(
            _(
                "Nothing was saved: an import, or somebody else, is changing the same entry. "
                "Try again in a moment."
            )
        ) from fault


def is_taken(lock):
    """Whether somebody else has a turn; if not, it is ours from now on."""
    with connection.cursor() as cursor:
        cursor.execute(TRY, [lock])
        return not cursor.fetchone()[0]


def at_leisure(lock=LOCK, *, together=False):
    """A turn for a command: it waits as long as it must, and no time limit ends what it does. Those
    who write different entries may have their turn `together`.
    """
    with connection.cursor() as cursor:
        cursor.execute(NO_LIMITS)
        cursor.execute(TAKE_TOGETHER if together else TAKE, [lock])


def _take_patiently(lock, otherwise):
    if not is_taken(lock):
        return
    with connection.cursor() as cursor:
        cursor.execute(LIMITS)
        limits = cursor.fetchone()
        cursor.execute(LIMIT, [PATIENCE, "0"])
        try:
            cursor.execute(TAKE, [lock])
        except OperationalError as fault:
            if not isinstance(fault.__cause__, LockNotAvailable):
                raise
            raise Busy(otherwise) from fault
        cursor.execute(LIMIT, limits)
