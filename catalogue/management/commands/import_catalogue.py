"""`manage.py import_catalogue`: takes in what another catalogue tells."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalogue.choices import ImportOutcome
from catalogue.errors import CatalogueError
from catalogue.exchange.importing.running import Order, Telling, take_in
from catalogue.exchange.readers import formats

ACTOR = "import_catalogue"
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Take in another catalogue from a file, a folder, an archive or an address: compare, show "
        "what would change, then apply all of it or nothing."
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

    def handle(self, *, format, where, **options):  # noqa: A002
        self.as_json = options["json"]
        order = Order(
            formats()[format],
            where,
            ACTOR,
            name=options["name"],
            publishes=options["publish"],
            is_trial=options["dry_run"],
            is_strict=options["strict"],
        )
        with Progress(shown=sys.stderr.isatty() and options["verbosity"] > 0) as progress:
            try:
                report = take_in(order, telling=Telling(self.stderr.write, progress.tell))
            except CatalogueError as fault:
                raise CommandError(f"{fault}\n{_('Nothing was changed.')}") from fault
            except OperationalError as fault:
                said = str(fault).strip().partition("\n")[0]
                raise CommandError(_("The database does not answer: %s") % said) from fault
            except KeyboardInterrupt:
                raise CommandError(
                    _("Stopped. Nothing was changed."), returncode=INTERRUPTED
                ) from None
        self.tell(report, is_trial=order.is_trial)

    def tell(self, report, *, is_trial):
        for line in report.lines:
            if self.as_json:
                self.stdout.write(
                    json.dumps(
                        {
                            "outcome": line.outcome.value,
                            "noun": str(line.noun),
                            "name": line.name,
                            "place": line.place,
                            "message": str(line.message),
                        },
                        ensure_ascii=False,
                    )
                )
            else:
                self.stdout.write(str(line))
        if self.as_json:
            self.stdout.write(json.dumps({"counts": report.as_counts(), "dry_run": is_trial}))
            return
        for noun, counts in report.as_counts().items():
            told = ", ".join(
                f"{many} {ImportOutcome(o).label.lower()}" for o, many in counts.items()
            )
            self.stdout.write(f"{noun or _('source')}: {told}")
        if is_trial:
            self.stdout.write(_("This was a trial: nothing was changed."))


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
