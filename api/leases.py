"""Counts what readers ask, for all processes together, without a write a request.

A process takes a few requests of a reader at once from the database and counts these by itself: as
many as the reader has used here already, and never more than a share of what is left. Who asks once
costs one write and takes one request; towards the limit, requests are taken one by one.
"""

import random
from threading import Lock

from cachetools import LRUCache
from django.db import connection

from catalogue.replicas.reading import on_the_primary

#: One row a reader and a scope, for the window that runs; a clock that is a moment late finds the
#: next one begun, and counts there. Requests are numbered: what is beyond the limit is void.
TAKE = """
INSERT INTO catalogue_visit AS visit (reader, scope, period, n)
VALUES (%(reader)s, %(scope)s, %(period)s, %(size)s)
ON CONFLICT (reader, scope) DO UPDATE
   SET n = excluded.n + CASE WHEN visit.period - excluded.period IN (0, 1) THEN visit.n ELSE 0 END,
       period = CASE WHEN visit.period = excluded.period + 1 THEN visit.period
                     ELSE excluded.period END
RETURNING n
"""
SWEEP = "DELETE FROM catalogue_visit WHERE scope = %(scope)s AND period < %(period)s"
#: How often a reader's first request of a window also sweeps the rows of windows gone by.
SWEPT_ONCE_IN = 50
#: A process takes this part of what is left, at most.
SHARE = 8
#: Of so many readers a process knows what it has taken. What it forgets, they lose.
READERS = 10_000


class Leases:
    """What this process has taken for its readers and they have not used yet."""

    def __init__(self):
        self._lock = Lock()
        self.forget()

    def forget(self):
        with self._lock:
            self._leases = LRUCache(READERS)

    def use(self, reader, scope, limit, period):
        """One request of a reader. How many are left, or None where this is one too many. Raises a
        database's Error where nobody can count.
        """
        with self._lock:
            lease = self._leases.get((reader, scope))
            if lease is None or lease.period not in (period, period + 1):
                lease = self._leases[reader, scope] = Lease(reader, scope, limit, period)
        return lease.use()


class Lease:
    """What one reader may do in one window. Who comes while the database is asked waits for that:
    what it gives may be enough for them too.
    """

    def __init__(self, reader, scope, limit, period):
        self._lock = Lock()
        self._row = {"reader": reader, "scope": scope, "period": period}
        self.period = period
        self._limit = limit
        self._left = limit  # in the database, when it was asked last
        self._taken = 0  # and not used yet
        self._used = 0  # in this process

    def use(self):
        with self._lock:
            if not self._taken and self._left:
                self._take(max(1, min(self._used, self._left // SHARE)))
            if not self._taken:
                return None
            self._taken -= 1
            self._used += 1
            return self._left + self._taken

    def _take(self, size):
        with on_the_primary(), connection.cursor() as cursor:
            cursor.execute(TAKE, self._row | {"size": size})
            [number] = cursor.fetchone()
            if number == size and random.randrange(SWEPT_ONCE_IN) == 0:  # noqa: S311 - no secret
                cursor.execute(SWEEP, self._row)
        self._taken = max(0, min(size, self._limit - number + size))
        self._left = max(0, self._limit - number)


LEASES = Leases()
