"""Nobody is let in beyond a limit, and hardly anybody refused before it."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection

from api.leases import SHARE, Leases
from config import env
from tests.journeys.site import url_of

READER = {"reader": "somebody", "scope": "read", "period": 7}
#: Two processes at once: how many requests each was granted.
PROCESS = """
import django; django.setup()
from api.leases import LEASES
print(sum(LEASES.use("of processes", "read", 300, 7) is not None for _time in range(301)))
"""


def granted(leases, times, limit, **other):
    return sum(leases.use(**READER | other, limit=limit) is not None for _time in range(times))


@pytest.mark.django_db
def test_who_asks_once_takes_no_more_than_that():
    here, there = Leases(), Leases()

    here.use(**READER, limit=300)

    assert there.use(**READER, limit=300) == 298


@pytest.mark.django_db
def test_a_process_counts_to_the_limit_exactly_and_tells_each_time_how_many_are_left():
    leases = Leases()

    told = [leases.use(**READER, limit=100) for _time in range(102)]

    assert told == [*reversed(range(100)), None, None]


@pytest.mark.django_db
def test_database_is_asked_ever_more_seldom_until_the_limit_is_near(django_assert_max_num_queries):
    leases = Leases()

    with django_assert_max_num_queries(45):
        granted(leases, 400, limit=300)


@pytest.mark.django_db
def test_refusals_cost_nothing(django_assert_num_queries):
    leases = Leases()
    granted(leases, 4, limit=3)

    with django_assert_num_queries(0):
        assert leases.use(**READER, limit=3) is None


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 2, 10, 300, 3000])
def test_processes_that_take_turns_come_near_the_limit_and_never_beyond(limit):
    processes = [Leases() for _number in range(4)]

    in_turn = 0
    while processes[in_turn % 4].use(**READER, limit=limit) is not None:
        in_turn += 1
    rest = sum(granted(each, limit, limit) for each in processes)

    assert in_turn >= limit * (1 - 1 / SHARE)
    assert in_turn + rest == limit


@pytest.mark.django_db(transaction=True)
def test_threads_of_a_process_never_come_beyond_the_limit():
    leases, counts = Leases(), []

    def ask():
        counts.append(granted(leases, 120, limit=500, reader="of threads"))
        connection.close()

    threads = [threading.Thread(target=ask) for _number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sum(counts) == 500


@pytest.mark.django_db(transaction=True)
def test_processes_at_once_never_come_beyond_the_limit():
    database = connection.settings_dict
    told = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url_of(database, database["NAME"]),
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS],
            cwd=env.PROJECT,
            env={**os.environ, **told},
            stdout=subprocess.PIPE,
        )
        for _number in range(2)
    ]

    counts = [int(each.communicate()[0]) for each in processes]

    assert sum(counts) == 300


@pytest.mark.django_db
def test_next_window_begins_anew_also_for_who_has_taken_more_than_they_used():
    leases = Leases()
    granted(leases, 20, limit=100)

    assert leases.use(**READER | {"period": 8}, limit=100) == 99


@pytest.mark.django_db
def test_clock_that_is_a_moment_late_counts_in_the_window_that_has_begun():
    here, late = Leases(), Leases()
    granted(here, 2, limit=3, period=8)

    assert granted(late, 3, limit=3) == 1
    assert granted(here, 3, limit=3, period=8) == 0
