"""Leaving in good order when somebody stops the program."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

ENDINGS = (signal.SIGTERM, signal.SIGHUP)
STOPPING = (signal.SIGINT, *ENDINGS)


@contextmanager
def leaving_on_signals() -> Iterator[None]:
    """A closed terminal or a polite kill ends the block as an exception, so that it tidies up."""
    # A signal that somebody already handles, or that nohup ignores, stays as it is.
    free = [number for number in ENDINGS if _settable(number)]
    for number in free:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in free:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def undisturbed() -> Iterator[None]:
    """A second Ctrl-C does not interrupt the tidying up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, heard) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def heard(number: int, frame: FrameType | None) -> None:
    """Yes, we are stopping."""


def _settable(number: signal.Signals) -> bool:
    in_main = threading.current_thread() is threading.main_thread()
    return in_main and signal.getsignal(number) is signal.SIG_DFL


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
