"""Several processes share one job, each in transactions of its own."""

import os
import signal
from multiprocessing import get_context
from queue import Empty

from django.db import connection

#: Seconds after which it is looked whether everybody is still at work.
PATIENCE = 0.5


def share_out(task, parts, processes):
    """Do `task(*part)` for every part, and yield as often. Raises RuntimeError when a process
    failed, which has said why.
    """
    # A forked process has our settings and our database, but must not talk on our connection.
    connection.close()
    context = get_context("fork")
    done = context.Queue()
    workers = [
        context.Process(target=_work, args=(task, parts[n::processes], done, os.getpid()))
        for n in range(processes)
    ]
    try:
        for worker in workers:
            worker.start()
        for _part in parts:
            _wait(done, workers)
            yield
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _wait(done, workers):
    """Until one more part is done."""
    while True:
        try:
            return done.get(timeout=PATIENCE)
        except Empty:
            if any(worker.exitcode for worker in workers):
                raise RuntimeError("A process failed, and said why.") from None


def _work(task, parts, done, parent):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for part in parts:
        if os.getppid() != parent:  # nobody waits for it any more
            return
        task(*part)
        done.put(None)
    connection.close()
