"""The same questions asked of PostgreSQL itself, by one client over its socket."""

from statistics import fmean
from time import perf_counter

from psycopg.pq import ExecStatus

from tools.bench.load import Measured

WELL = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


def prepare(connection, name, statement):
    check(connection.pgconn.prepare(name.encode(), statement.encode()))


def ask_prepared(connection, name, parameters, seconds):
    """A prepared statement, with each set of parameters in turn."""
    server, statement = connection.pgconn, name.encode()
    sets = [[value.encode() for value in one] for one in parameters]
    return measured(lambda turn: [server.exec_prepared(statement, sets[turn])], len(sets), seconds)


def ask_as_sent(connection, statements, seconds):
    """Lists of statements in turn, word for word as the site sends them."""
    server = connection.pgconn
    lists = [[one.encode() for one in some] for some in statements]
    return measured(lambda turn: [server.exec_(one) for one in lists[turn]], len(lists), seconds)


def measured(ask, subjects, seconds):
    """Each subject as often as any other."""
    took, until = [], perf_counter() + seconds
    while not took or perf_counter() < until:
        for turn in range(subjects):
            began = perf_counter()
            results = ask(turn)
            took.append((perf_counter() - began) * 1000)
            for result in results:
                check(result)
    took.sort()
    return Measured(1000 / fmean(took), took[len(took) // 2], took[len(took) * 99 // 100])


def check(result):
    if result.status not in WELL:
        raise RuntimeError(result.error_message.decode())
