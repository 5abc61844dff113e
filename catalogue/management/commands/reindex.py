"""`manage.py reindex`: makes the tables that lists and searches read again from the nouns."""

from django.core.management.base import BaseCommand
from django.db import transaction

from catalogue.models import SearchEntry
from catalogue.search import is_outdated, reindex


class Command(BaseCommand):
    help = "Make every entry of lists and searches again, and mend what is wrong with it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-outdated",
            action="store_true",
            help="Do nothing when this release made them; otherwise trust those that it made.",
        )

    def handle(self, *, if_outdated=False, **options):
        if not if_outdated:
            reindex(trusting=False)
        elif is_outdated():
            with transaction.atomic():  # half of it would no longer look outdated
                reindex()
        else:
            return
        self.stdout.write(f"{SearchEntry.objects.count()} entries")
