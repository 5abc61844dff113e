"""One import from end to end: read the whole source first, then compare and apply in one
transaction.
"""

from contextlib import suppress
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.actions.attribution import acting
from catalogue.actions.editing import changed
from catalogue.choices import ImportOutcome
from catalogue.errors import CatalogueError
from catalogue.exchange.importing.adoptions import Adoptions
from catalogue.exchange.importing.catalogues import KNOWN, catalogue_of
from catalogue.exchange.importing.claims import apart
from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.keeping import keep
from catalogue.exchange.importing.known_tools import KnownTools
from catalogue.exchange.importing.mappings import Mappings
from catalogue.exchange.importing.organisations import Organisations
from catalogue.exchange.importing.places import KnownPlaces, Places
from catalogue.exchange.importing.report import Report
from catalogue.exchange.importing.tools import Tools
from catalogue.exchange.readers import read
from catalogue.exchange.told import Fault, Severity
from catalogue.exchange.write import is_somebody_loading, one_load_at_a_time
from catalogue.models import ImportLine, ImportRun
from catalogue.search.indexing import reindex

#: So many changed rows, and making every entry again is quicker than asking what tells of each.
FEW = 50


class Refused(CatalogueError):
    """A record cannot be taken in, and the import was asked to be strict."""


class _DryRun(Exception):
    """Undoes what was only tried."""


@dataclass(frozen=True)
class Telling:
    """Where an import tells how far it is: what it does, and how much of it is done."""

    say: object = lambda words: None
    progress: object = lambda what, done, of: None


def import_from(
    form, where, *, by, name="", dry_run=False, publish=False, strict=False, door=None, telling=None
):
    """Take in what a place says in a format; the Report. All or nothing.

    Raises UnreadableSource or NotFetched when the source cannot be read to its end, Refused on the
    first refused record of a strict import. Nothing was changed then.
    """
    telling = telling or Telling()
    stream = []
    for told in read(form, where, door=door):
        if strict and isinstance(told, Fault) and told.severity == Severity.ERROR:
            raise Refused(str(told))
        stream.append(told)
        telling.progress(_("Reading"), len(stream), 0)
    catalogue = catalogue_of(form, where, name)
    report = Report()
    with suppress(_DryRun), transaction.atomic(), acting(by, why=f"import: {catalogue.slug}"):
        if is_somebody_loading():
            telling.say(_("Somebody else is importing: waiting for the end of that…"))
        one_load_at_a_time()
        catalogue = catalogue_of(form, where, name)  # perhaps made while we waited
        catalogue.read_at = catalogue.tried_at = began = timezone.now()
        catalogue.save()
        records = (each for told in stream for each in _apart(told))
        keep(catalogue, records, report, is_whole=KNOWN[form.name].whole)
        work = Import(catalogue, report, publishes=publish)
        _apply(work, telling)
        if strict and report.refused:
            raise Refused(str(report.refused[0]))
        connection.check_constraints()
        if dry_run:
            raise _DryRun
        _bring_in_step(work)
        _write_down(catalogue, report, where=str(where), by=by, began=began)
    return report


def _apart(told):
    return [told] if isinstance(told, Fault) else apart(told)


def _apply(work, telling):
    """In the order in which one leans on the other."""
    known = KnownTools()
    for what, noun in (
        (_("Places"), Places(work)),
        (_("Tools"), Tools(work, known)),
        (_("Organisations"), Organisations(work)),
        (_("Replacements"), Mappings(work, known)),
        (_("Adoptions"), Adoptions(work, known, KnownPlaces)),
    ):
        noun.take(lambda done, of, what=what: telling.progress(what, done, of))


def _bring_in_step(work):
    """The lists and the API tell of what changed."""
    rows = list(work.changed.values())
    if len(rows) > FEW:
        reindex()
    elif rows:
        changed(rows)


def _write_down(catalogue, report, *, where, by, began):
    run = ImportRun.objects.create(
        catalogue=catalogue,
        where=where[:600],
        by=str(by)[:150],
        began_at=began,
        ended_at=timezone.now(),
        counts=report.as_counts(),
    )
    ImportLine.objects.bulk_create(
        (
            ImportLine(
                run=run,
                outcome=line.outcome,
                noun=line.noun,
                name=line.name,
                place=line.place,
                message=line.message,
            )
            for line in report.lines
            if line.outcome != ImportOutcome.UNCHANGED
        ),
        batch_size=500,
    )
