"""`manage.py mirror`: makes this instance a copy of another one, and keeps it in step."""

import signal
import threading
import time
from argparse import ArgumentTypeError
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from catalogue.errors import CatalogueError
from catalogue.exchange.mirror.keeping import catch_up, repair, verify
from catalogue.exchange.mirror.origin import Origin, site_of
from catalogue.exchange.mirror.reading import mirror_of, turn

MOST_TOLD = 50
A_DAY = 86_400
#: What a shell says of a program that Ctrl-C ended.
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Make this empty instance a copy of another one, or bring the copy up to date. "
        "It may be stopped at any moment and goes on from there."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "address", nargs="?", default="", help="Of which instance; once known, leave it out."
        )
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--follow",
            type=seconds,
            metavar="SECONDS",
            help="Go on, and look every so many seconds, until it is stopped.",
        )
        ways.add_argument(
            "--verify",
            action="store_true",
            help="Compare each thing here with the origin's; exit code 1 when any differs.",
        )
        ways.add_argument("--repair", action="store_true", help="Verify, and mend what differs.")
        ways.add_argument(
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
            if if_new:  # the start of the site, which knows how to stop
                raise
            self.say(_("Stopped. The next time it goes on from here."))
            if not follow:
                raise CommandError(_("Not finished."), returncode=INTERRUPTED) from None

    def follow(self, address, every):
        """Keep in step until somebody stops it, whatever the network does meanwhile."""
        self.keep(address)
        while True:
            connection.close()
            time.sleep(every)
            try:
                self.keep(address, quietly=True)
            except CommandError as fault:
                self.stderr.write(str(fault))

    def keep(self, address, *, if_new=False, verify=False, repair=False, quietly=False, **options):
        try:
            with turn():
                mirror = mirror_of(site_of(address) if address else "")
                if if_new and mirror.caught_up_at:
                    return
                origin = Origin(mirror.origin)
                outcome = catch_up(mirror, origin, self.say)
                if outcome.counts or outcome.amiss or not quietly:
                    self.tell(mirror, outcome)
                if verify or repair:
                    self.verify(mirror, origin, mend=repair)
                elif outcome.amiss and not if_new:
                    raise CommandError(_("Not everything is here as it is there."))
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        except OperationalError as fault:
            said = str(fault).strip().partition("\n")[0]
            raise CommandError(_("The database does not answer: %s") % said) from fault

    def verify(self, mirror, origin, *, mend):
        suspects = verify(mirror, origin, self.say)
        some(suspects, self.stderr.write)
        if suspects and mend:
            many = len(suspects)
            suspects = repair(mirror, suspects, self.say)
            self.say(_("Mended: %d.") % (many - len(suspects)))
            some(suspects, self.stderr.write)
        if suspects:
            raise CommandError(
                _("%(many)d things are not here as they are at %(site)s.")
                % {"many": len(suspects), "site": mirror.origin}
            )
        self.say(_("Everything is here as it is at %s.") % mirror.origin)

    def tell(self, mirror, outcome):
        done = {name: outcome.counts[name] for name in ("created", "updated", "renamed", "deleted")}
        self.say(
            _(
                "%(site)s: %(created)d created, %(updated)d updated, %(renamed)d renamed, "
                "%(deleted)d deleted."
            )
            % {"site": mirror.origin, **done}
            if any(done.values())
            else _("%s: nothing new.") % mirror.origin
        )
        some(outcome.refused.values(), self.stderr.write)
        some(outcome.waiting.values(), self.stderr.write)
        if not outcome.waiting:  # else they differ because of these
            some(outcome.different.values(), self.stderr.write)


def some(faults, say):
    """Say the first of them, and how many more there are."""
    faults = [str(fault) for fault in faults]
    for fault in faults[:MOST_TOLD]:
        say(fault)
    if len(faults) > MOST_TOLD:
        say(_("… and %d more.") % (len(faults) - MOST_TOLD))


def seconds(text):
    """How long to wait between two looks."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= A_DAY):
        raise ArgumentTypeError(f"{text!r} is not a number of seconds from 1 to {A_DAY}")
    return int(text)


@contextmanager
def stopping_politely():
    """A polite kill stops it as Ctrl-C does, unless somebody else sees to that."""
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    ):
        yield
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
