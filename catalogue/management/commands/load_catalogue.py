"""`manage.py load_catalogue`: brings the catalogue in step with the curated files."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.errors import UnreadableRecord
from catalogue.exchange.curated import load
from catalogue.models import CuratedRecord, Tool


class Command(BaseCommand):
    help = "Load the curated catalogue. What editors changed on the site is kept."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when the catalogue holds something."
        )

    def handle(self, *, folder, if_empty, **options):
        if if_empty and (Tool.objects.exists() or CuratedRecord.objects.exists()):
            return
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            report = load(folder)
        except UnreadableRecord as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from fault
        self.stdout.write(
            ", ".join(f"{n} {what}" for what, n in sorted(report.counts.items()))
            or "nothing to load"
        )
        for line in report.kept:
            self.stdout.write(f"kept the site's own value: {line}")
