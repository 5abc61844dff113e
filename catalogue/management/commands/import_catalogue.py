"""`manage.py import_catalogue`: takes in what another catalogue tells."""

import json
import sys
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import override
from tqdm import tqdm

from catalogue.errors import CatalogueError
from catalogue.exchange.importing.report import NOUNS, in_numbers
from catalogue.exchange.importing.running import Order, Refused, Telling, take_in
from catalogue.exchange.readers import formats

ACTOR = "import_catalogue"
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Take in another catalogue from a file, a folder, an archive or an address: compare, show "
        "what would change, then apply all of it or nothing. Exits with 1 where nothing was taken."
    )

    def add_arguments(self, parser):
        parser.add_argument("format", choices=sorted(formats()), help="How it is written.")
        parser.add_argument("where", help="A file, a folder, an archive or an address.")
        parser.add_argument(
            "--as", dest="name", default="", help="Its name, where it is not the usual one."
        )
        parser.add_argument("--dry-run", action="store_true", help="Only show what would change.")
        parser.add_argument(
            "--publish", action="store_true", help="Publish what is new; else it is a draft."
        )
        parser.add_argument(
            "--strict", action="store_true", help="Change nothing when one record is refused."
        )
        parser.add_argument(
            "--json", action="store_true", help="Tell the report as JSON, an object a line."
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="The language of the report.",
        )

    def handle(self, *, language, **options):
        with override(language):
            self.take_in(**options)

    def take_in(self, *, format, where, **options):  # noqa: A002
        self.as_json, self.is_trial = options["json"], options["dry_run"]
        order = Order(
            formats()[format],
            where,
            ACTOR,
            name=options["name"],
            publishes=options["publish"],
            is_trial=self.is_trial,
            is_strict=options["strict"],
        )
        with Progress(shown=sys.stderr.isatty() and options["verbosity"] > 0) as progress:
            try:
                report = take_in(order, telling=Telling(self.stderr.write, progress.tell))
            except CatalogueError as fault:
                self.tell_failure(str(fault), fault.lines if isinstance(fault, Refused) else ())
                raise CommandError(f"{fault}\n{_('Nothing was changed.')}") from fault
            except OperationalError as fault:
                said = str(fault).strip().partition("\n")[0]
                message = _("The database does not answer: %s") % said
                self.tell_failure(message)
                raise CommandError(message) from fault
            except KeyboardInterrupt:
                raise CommandError(
                    _("Stopped. Nothing was changed."), returncode=INTERRUPTED
                ) from None
        failure = _("Nothing was taken from %s.") % where if report.took_nothing else ""
        self.tell(report, failure)
        if failure:
            raise CommandError(failure)

    def tell(self, report, failure):
        self.tell_lines(report.lines)
        if self.as_json:
            told = {"counts": report.as_counts(), "dry_run": self.is_trial}
            self.write_json({**told, "failure": failure} if failure else told)
            return
        for noun, counts in report.as_counts().items():
            said = {"where": NOUNS.get(noun) or _("Source"), "what": in_numbers(counts)}
            self.stdout.write(_("%(where)s: %(what)s") % said)
        if self.is_trial:
            self.stdout.write(_("This was a trial: nothing was changed."))

    def tell_failure(self, failure, lines=()):
        """For programs; people read the error itself."""
        if self.as_json:
            self.tell_lines(lines)
            self.write_json({"failure": failure, "dry_run": self.is_trial})

    def tell_lines(self, lines):
        for line in lines:
            if self.as_json:
                told = {name: str(value) for name, value in asdict(line).items()}
                self.write_json({**told, "outcome": line.outcome.value})
            else:
                self.stdout.write(str(line))

    def write_json(self, told):
        self.stdout.write(json.dumps(told, ensure_ascii=False))


class Progress:
    """A bar for each part of the work, where somebody is looking."""

    def __init__(self, *, shown):
        self.shown, self.bar, self.what = shown, None, ""

    def tell(self, what, done, of):
        if not self.shown:
            return
        if what != self.what:
            self.close()
            self.bar, self.what = tqdm(desc=what, total=of or None, leave=False), what
        self.bar.update(done - self.bar.n)

    def close(self):
        if self.bar is not None:
            self.bar.close()

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self.close()
