"""`manage.py generate_catalogue`: fills an empty database with a made-up catalogue of any size."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalogue.errors import CatalogueError
from catalogue.exchange.synthetic.loading import load
from catalogue.exchange.synthetic.world import SCALES
from catalogue.models import SearchEntry
from catalogue.search import reindex


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
        silent = not (sys.stderr.isatty() and verbosity)

        def tell(what, rows):
            return tqdm(rows, desc=what, unit="", leave=False, disable=silent)

        try:
            load(SCALES[scale], seed, again=again, tell=tell)
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        reindex()
        self.stdout.write(_("%d entries") % SearchEntry.objects.count())
