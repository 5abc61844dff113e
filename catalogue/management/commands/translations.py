"""`manage.py translations`: gathers, checks and compiles the messages of the interface."""

from django.core.management.base import BaseCommand, CommandError

from catalogue.management import messages


class Command(BaseCommand):
    help = "Compile the translations (default), update their files, or check that none is missing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--compile", action="store_true", help="Write the binary files (the default)."
        )
        parser.add_argument(
            "--update", action="store_true", help="Add new messages to the files, drop lost ones."
        )
        parser.add_argument(
            "--check", action="store_true", help="Fail if a message has no translation."
        )

    def handle(self, *, update, check, **options):
        if update:
            for language in messages.LANGUAGES:
                messages.update(language)
        if check:
            missing = [
                fault for language in messages.LANGUAGES for fault in messages.faults(language)
            ]
            if missing:
                raise CommandError("\n".join(missing))
        if not check:
            messages.compile_all()
