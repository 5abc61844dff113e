"""What this process knows of the database servers: which of them answer, and how far they are."""

import logging
import random
import time
from collections import deque
from threading import Lock, Thread
from typing import NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

PRIMARY = DEFAULT_DB_ALIAS
#: For so many seconds, what was seen is believed.
FRESH = 2
#: So many seconds after it did not answer, a server is asked again.
AWAY = 5
#: A replica has done what the primary had written so many seconds ago, or is left out.
BEHIND = 10
#: What the threads are called that look after who was away.
KNOCK = "knock"
#: Which database it is, and its place in the log. What was just written may not be in the file of
#: the log yet, but it is before the place where the next record goes.
WRITTEN = """
SELECT system_identifier, current_database(), (pg_current_wal_insert_lsn() - '0/0')::bigint
FROM pg_control_system()
"""
#: No place on a server that follows nobody.
REPLAYED = """
SELECT system_identifier, current_database(),
       CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::bigint END
FROM pg_control_system()
"""

logger = logging.getLogger(__name__)


class Seen(NamedTuple):
    """A server as it was at a moment. `place` is how far it was in the log, None when unknown."""

    moment: float
    answers: bool
    place: int | None = None


class Servers:
    """The primary and its replicas, asked at most every so often, by one request for all.

    Places are compared, not clocks: where nobody writes, a replica is in step however long ago the
    last change was.
    """

    def __init__(self):
        self._lock = Lock()
        self.forget()

    def forget(self):
        self._seen = {}
        self._written = deque()  # (moment, place) of the primary, the oldest first
        self._database = None
        self._next_look = 0

    def doubt(self):
        """Something failed: look again before the next answer."""
        self._next_look = 0

    def best(self, after=0, but=()):
        """The server to read from, of those that are not in `but`; None when none is left.

        A replica that is in step; else the primary; while it is away, any replica that answers.
        None that has not reached the place `after` is taken in its stead.
        """
        self._look_if_due()
        states = self.states()
        reached = [
            alias
            for alias in settings.REPLICAS
            if alias in self._seen and (self._seen[alias].place or 0) >= after
        ]
        primary_first = [] if states[PRIMARY] == "away" else [PRIMARY]
        for choice in (
            [alias for alias in reached if states[alias] == "answers"],
            primary_first,
            [alias for alias in reached if states[alias] == "behind"],
            [PRIMARY],
        ):
            if left := [alias for alias in choice if alias not in but]:
                return random.choice(left)  # noqa: S311 - no secret
        return None

    def states(self):
        """`{server: "answers", "behind" or "away"}` as they were seen last."""
        must_have = self._written[0][1] if self._written else 0
        return {alias: self._state(alias, must_have) for alias in (PRIMARY, *settings.REPLICAS)}

    def _state(self, alias, must_have):
        seen = self._seen.get(alias)
        if alias == PRIMARY:
            return "away" if seen and not seen.answers else "answers"
        if not (seen and seen.answers):
            return "away"
        return "answers" if seen.place is not None and seen.place >= must_have else "behind"

    def look(self):
        """As they are now; one request looks for all that come meanwhile."""
        self.doubt()
        self._look_if_due()
        return self.states()

    def _look_if_due(self):
        if time.monotonic() < self._next_look or not self._lock.acquire(blocking=False):
            return
        try:
            now = time.monotonic()
            self._next_look = now + FRESH
            before = self.states() if self._seen else {}
            for alias in (PRIMARY, *settings.REPLICAS):
                seen = self._seen.get(alias)
                if seen is None or seen.answers:
                    self._ask(alias)
                elif now >= seen.moment + AWAY:
                    self._seen[alias] = seen._replace(moment=now)
                    Thread(target=self._knock, args=[alias], name=KNOCK, daemon=True).start()
            self._tell(before)
        finally:
            self._lock.release()

    def _knock(self, alias):
        """Whether one that was away is back: in a thread, so that no reader waits for it."""
        before = self.states()
        try:
            self._ask(alias)
            self._tell(before)
        finally:
            connections.close_all()

    def _tell(self, before):
        for alias, state in self.states().items():
            if before.get(alias, "answers") != state:
                logger.warning("Database %s: %s", name_of(alias), state)

    def _ask(self, alias):
        found = _answer(alias, WRITTEN if alias == PRIMARY else REPLAYED)
        now = time.monotonic()
        if found is None:
            self._seen[alias] = Seen(now, answers=False)
            return
        *database, place = found
        if alias == PRIMARY:
            self._database = database
            self._written.append((now, place))
            while self._written[0][0] < now - BEHIND:
                self._written.popleft()
        elif self._database and database != self._database:
            logger.error("Database %s is no replica of the primary's and is left out.", alias)
            self._seen[alias] = Seen(now, answers=False)
            return
        self._seen[alias] = Seen(now, answers=True, place=place)


def name_of(alias):
    """A server as people call it."""
    return "primary" if alias == PRIMARY else alias


def place_of_the_primary():
    """How far its log has come: whatever was committed is before. None when it is away."""
    found = _answer(PRIMARY, WRITTEN)
    return found and found[-1]


def _answer(alias, question):
    """The row that a server answers, or None when it does not. A connection may have been closed
    since it was used last: that is no answer yet.
    """
    connection = connections[alias]
    was_open = connection.connection is not None
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()
    except Error:
        connection.close()
        return _answer(alias, question) if was_open else None


SERVERS = Servers()
