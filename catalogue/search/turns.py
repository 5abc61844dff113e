"""Who brings the lists in step writes alone: editors take turns, and an import takes a long one."""

from django.db import OperationalError, connection
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from catalogue.errors import Busy

#: Arbitrary, ours.
LOCK = 0x456E7472
#: How long an editor waits for an import before being told of it.
PATIENCE = "10s"
TAKE = "SELECT pg_advisory_xact_lock(%s)"
TAKE_TOGETHER = "SELECT pg_advisory_xact_lock_shared(%s)"
LIMITS = "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"
LIMIT = "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)"


def one_at_a_time():
    """Two writers of one entry would each leave theirs; the second also has to see what the first
    changed. Held to the end of the transaction. Raises Busy when somebody else is long about it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        [is_ours] = cursor.fetchone()
        if is_ours:
            return
        cursor.execute(LIMITS)
        limits = cursor.fetchone()
        cursor.execute(LIMIT, [PATIENCE, "0"])
        try:
            cursor.execute(TAKE, [LOCK])
        except OperationalError as fault:
            if not isinstance(fault.__cause__, LockNotAvailable):
                raise
            raise Busy(
                _(
                    "Nothing was saved: an import is running, or the lists are being made again. "
                    "Try again in a moment."
                )
            ) from fault
        cursor.execute(LIMIT, limits)


def is_taken():
    """Whether somebody else is writing; if not, it is our turn from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return not cursor.fetchone()[0]


def at_leisure(*, together=False):
    """The same for a command: it waits as long as it must, and no time limit ends what it does.
    Those who write different entries may have their turn `together`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; "
            "SET LOCAL idle_in_transaction_session_timeout = 0"
        )
        cursor.execute(TAKE_TOGETHER if together else TAKE, [LOCK])
