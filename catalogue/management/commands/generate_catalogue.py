"""`manage.py generate_catalogue`: fills an empty database with a made-up catalogue of any size."""

import os
from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalogue.errors import CatalogueError
from catalogue.exchange.synthetic.loading import load
from catalogue.exchange.synthetic.world import SCALES
from catalogue.management.progress import bar
from catalogue.models import SearchEntry
from catalogue.search import reindex

INTERRUPTED = 130
#: More processes would only wait for each other in the database.
MOST = 4


class Command(BaseCommand):
    help = (
        "Fill an empty database with a made-up catalogue, to measure with and to try things on. "
        "The same scale and seed give the same rows."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale", choices=SCALES, default="S", help="A town, a country or a continent."
        )
        parser.add_argument("--seed", type=int, default=1, help="Another number, another world.")
        parser.add_argument(
            "--again", action="store_true", help="In place of one that was generated before."
        )

    def handle(self, *, scale, seed, again, verbosity, **options):
        show = bar(verbosity)
        try:
            load(SCALES[scale], seed, again=again, tell=lambda what, rows: show(rows, desc=what))
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. Nothing was changed."), returncode=INTERRUPTED) from None
        try:
            reindex(processes=min(MOST, os.cpu_count() or 1), tell=partial(show, desc=_("lists")))
        except KeyboardInterrupt:
            raise CommandError(
                _("Stopped. The catalogue is there; manage.py reindex makes its lists."),
                returncode=INTERRUPTED,
            ) from None
        self.stdout.write(f"{SearchEntry.objects.count()} entries")
