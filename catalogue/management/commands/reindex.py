"""`manage.py reindex`: makes the tables that lists and searches read again from the nouns."""

from django.core.management.base import BaseCommand

from catalogue.models import SearchEntry
from catalogue.search import is_outdated, reindex


class Command(BaseCommand):
    help = "Make every search entry again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-outdated", action="store_true", help="Do nothing when this release made them."
        )

    def handle(self, *, if_outdated=False, **options):
        if if_outdated and not is_outdated():
            return
        reindex()
        self.stdout.write(f"{SearchEntry.objects.count()} entries")
