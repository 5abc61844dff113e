"""`manage.py reindex`: makes the tables that lists and searches read again from the nouns."""

from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogue.management.progress import bar
from catalogue.models import SearchEntry
from catalogue.search import is_outdated, reindex

INTERRUPTED = 130


class Command(BaseCommand):
    help = "Make every entry of lists and searches again, and mend what is wrong with it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-outdated",
            action="store_true",
            help="Do nothing when this release made them; otherwise trust those that it made.",
        )

        parser.add_argument(
            "--processes",
            type=int,
            choices=range(1, 17),
            default=1,
            metavar="N",
            help="How many share the work: with two it takes little more than half the time.",
        )

    def handle(self, *, verbosity, processes, if_outdated=False, **options):
        if not if_outdated:
            show = partial(bar(verbosity), desc="entries")
            try:
                reindex(trusting=False, processes=processes, tell=show)
            except KeyboardInterrupt:
                raise CommandError(
                    _("Stopped. What was made again stays; begin again to make the rest."),
                    returncode=INTERRUPTED,
                ) from None
        elif is_outdated():
            with transaction.atomic():  # half of it would no longer look outdated
                reindex()
        else:
            return
        self.stdout.write(f"{SearchEntry.objects.count()} entries")
