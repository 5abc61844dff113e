"""`manage.py mirror`: makes this instance a copy of another one, and keeps it in step."""

import signal
import threading
import time
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from catalogue.errors import CatalogueError
from catalogue.exchange.mirror.keeping import catch_up, repair, verify
from catalogue.exchange.mirror.origin import Origin, site_of
from catalogue.exchange.mirror.reading import mirror_of, turn
from catalogue.models import Mirror

MOST_TOLD = 50


class Command(BaseCommand):
    help = (
        "Make this empty instance a copy of another one, or bring the copy up to date. "
        "It may be stopped at any moment and goes on from there."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "address", nargs="?", default="", help="Of which instance; once known, leave it out."
        )
        parser.add_argument(
            "--follow",
            type=seconds,
            metavar="SECONDS",
            help="Go on, and look every so many seconds, until it is stopped.",
        )
        parser.add_argument(
            "--verify",
            action="store_true",
            help="Compare each thing here with the origin's; exit code 1 when any differs.",
        )
        parser.add_argument(
            "--repair", action="store_true", help="Verify, and mend whatever differs."
        )
        parser.add_argument(
            "--if-new", action="store_true", help="Do nothing when it was filled before."
        )

    def handle(self, *, address, verbosity, follow, if_new, **options):
        self.say = self.stdout.write if verbosity else lambda words: None
        try:
            with stopping_politely():
                if follow:
                    self.follow(address, follow)
                else:
                    self.keep(address, if_new=if_new, **options)
        except KeyboardInterrupt:
            self.say("Stopped. The next run goes on from here.")
            if not follow:
                raise CommandError("Not finished.", returncode=130) from None

    def follow(self, address, every):
        while True:
            try:
                self.keep(address)
            except (CommandError, OperationalError) as fault:
                self.stderr.write(str(fault))
                if not Mirror.objects.exists():
                    raise
            connection.close()
            time.sleep(every)

    def keep(self, address, *, if_new=False, verify=False, repair=False, **options):
        try:
            with turn():
                mirror = mirror_of(site_of(address) if address else "")
                if if_new and mirror.caught_up_at:
                    return
                origin = Origin(mirror.origin)
                outcome = catch_up(mirror, origin, self.say)
                self.tell_outcome(mirror, outcome)
                if verify or repair:
                    self.verify(mirror, origin, mend=repair)
                else:
                    self.judge(outcome)
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault

    def verify(self, mirror, origin, *, mend):
        suspects = verify(mirror, origin, self.say)
        self.tell(suspects)
        if suspects and mend:
            left = repair(mirror, suspects, self.say)
            self.say(f"{len(suspects) - len(left)} mended.")
            suspects = left
            self.tell(suspects)
        if suspects:
            raise CommandError(f"{len(suspects)} are not as they are at {mirror.origin}.")
        self.say(f"Everything is as it is at {mirror.origin}.")

    def judge(self, outcome):
        if outcome.refused:
            raise CommandError(f"{len(outcome.refused)} could not be taken in.")
        if outcome.different and not outcome.waiting:
            raise CommandError(f"{len(outcome.different)} differ from the origin's.")

    def tell_outcome(self, mirror, outcome):
        done = ", ".join(f"{n} {what}" for what, n in sorted(outcome.counts.items()))
        self.say(f"{mirror.origin}: {done or 'nothing new'}.")
        self.tell(outcome.amiss.values())
        if outcome.waiting:
            self.say(f"{len(outcome.waiting)} wait for what the origin has not told yet.")

    def tell(self, faults):
        faults = [str(fault) for fault in faults]
        for fault in faults[:MOST_TOLD]:
            self.stderr.write(fault)
        if len(faults) > MOST_TOLD:
            self.stderr.write(f"… and {len(faults) - MOST_TOLD} more.")


def seconds(text):
    """How long to wait between two looks."""
    number = int(text)
    if not 1 <= number <= 86_400:
        raise ValueError
    return number


@contextmanager
def stopping_politely():
    """A polite kill stops it as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
