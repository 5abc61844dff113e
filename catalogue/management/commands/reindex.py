"""`manage.py reindex`: makes the tables that lists and searches read again from the nouns."""

from django.core.management.base import BaseCommand

from catalogue.models import SearchEntry
from catalogue.search import reindex


class Command(BaseCommand):
    help = "Make every search entry again."

    def handle(self, **options):
        reindex()
        self.stdout.write(f"{SearchEntry.objects.count()} entries")
