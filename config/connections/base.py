"""Django's connections to PostgreSQL, cheap to ask over and over again.

Values travel beside the statement, so that the database prepares what it is asked often; and
whether a connection is still there is seen without asking.
"""

import select

from django.db.backends.postgresql import base
from pghistory.runtime import _inject_history_context
from pgtrigger.runtime import _inject_pgtrigger_ignore
from psycopg.pq import TransactionStatus

#: What puts a statement in front of others.
PREFIXED = {_inject_history_context, _inject_pgtrigger_ignore}
BROKEN = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name=None):
        """While the database is told who changes something, in a statement put in front of each
        that writes, values are written into them: two at once can be sent in no other way.
        """
        two_at_once = not PREFIXED.isdisjoint(self.execute_wrappers)
        apart = self.features.uses_server_side_binding and not two_at_once
        self.connection.cursor_factory = base.ServerBindingCursor if apart else base.Cursor
        return super().create_cursor(name)

    def is_usable(self):
        """Whether the other side left it open. It sends nothing that it was not asked for, but a
        reason for closing: so a connection with something to read is one to leave.
        """
        if self.connection is None or self.connection.info.transaction_status in BROKEN:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
