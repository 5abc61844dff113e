"""`manage.py harvest`: reads again the other catalogues whose time has come."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalogue.choices import ImportOutcome
from catalogue.exchange.importing.harvesting import due, harvest
from catalogue.exchange.importing.report import in_numbers
from catalogue.management import harvest_letter
from catalogue.models import OutsideCatalogue


class Command(BaseCommand):
    help = (
        "Read again the other catalogues that are due. For a timer: it says what changed, what "
        "waits for an editor and what failed, and ends with 1 when something failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("catalogue", nargs="*", help="Only these, due or not.")
        parser.add_argument("--list", action="store_true", help="Only say what is due.")

    def handle(self, *, catalogue, list, verbosity, **options):  # noqa: A002
        wanted = self.named(catalogue) if catalogue else due()
        harvested, problems = [], []
        for each in wanted:
            if list:
                self.stdout.write(f"{each.slug}: {each.where}")
                continue
            report = harvest(each)
            harvested.append((each, report))
            if report is None:
                self.stderr.write(f"{each.slug}: {each.runs.first().failure}")
            elif verbosity:
                self.stdout.write(f"{each.slug}: {in_words(report)}")
        if failed := [each for each, report in harvested if report is None]:
            problems.append(_("Could not be read: %d of %d.") % (len(failed), len(wanted)))
        for each, report in harvested:
            if report and report.refused and report.took_nothing:
                problems.append(_("Nothing was taken from %s.") % each.where)
        try:
            harvest_letter.send(harvested)
        except OSError as fault:  # as all faults of smtplib are
            said = " ".join(str(fault).split())
            problems.append(_("The editors could not be told by mail: %s") % said)
        if problems:
            raise CommandError("\n".join(problems))

    def named(self, slugs):
        found = {each.slug: each for each in OutsideCatalogue.objects.filter(slug__in=slugs)}
        for slug in slugs:
            if slug not in found or not found[slug].where:
                raise CommandError(_("There is no catalogue “%s” with an address.") % slug)
        return [found[slug] for slug in slugs]


def in_words(report):
    """`3 created, 12 waiting for an editor`, or that nothing is new."""
    told = {}
    for (_noun, outcome), many in report.counts.items():
        told[outcome] = told.get(outcome, 0) + many
    told.pop(ImportOutcome.UNCHANGED, None)
    return in_numbers(told) or _("nothing new")
