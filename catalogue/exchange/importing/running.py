"""One import from end to end: read the whole source first, then compare and apply in one
transaction, while editors go on.
"""

from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected

from catalogue.actions.attribution import acting
from catalogue.actions.editing import changed
from catalogue.errors import CatalogueError
from catalogue.exchange import rules
from catalogue.exchange.importing.adoptions import Adoptions
from catalogue.exchange.importing.again import weigh_again
from catalogue.exchange.importing.catalogues import KNOWN, catalogue_of
from catalogue.exchange.importing.claims import apart
from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.keepable import keepable
from catalogue.exchange.importing.keeping import keep
from catalogue.exchange.importing.known_places import KnownPlaces
from catalogue.exchange.importing.known_tools import KnownTools
from catalogue.exchange.importing.mappings import Mappings
from catalogue.exchange.importing.organisations import Organisations
from catalogue.exchange.importing.places import Places
from catalogue.exchange.importing.report import Report, msgid
from catalogue.exchange.importing.tools import Tools
from catalogue.exchange.importing.unchanged import Unchanged
from catalogue.exchange.readers import read
from catalogue.exchange.sources.bounds import UnreadableSource
from catalogue.exchange.told import Fault
from catalogue.models import ImportLine, ImportRun, Revision, SearchEntry
from catalogue.search.indexing import reindex
from catalogue.search.turns import IMPORTING, LOCK, at_leisure, is_taken

#: So many rows of which others may tell, or this part of all things, and making every entry again
#: is quicker than asking what tells of each.
FEW, PART = 50, 50
#: How often an import begins again for others' sake, before they have to wait for it.
TIMES = 2
#: Of older runs only the numbers are kept: a source that is read every day says the same every day.
RUNS_WITH_LINES = 30


class Refused(CatalogueError):
    """Records cannot be taken in, and the import was asked to be strict: `lines` says which."""

    def __init__(self, lines):
        super().__init__("\n".join(map(str, lines)))
        self.lines = lines


class Overtaken(Exception):
    """Somebody changed the catalogue while an import was judging by it."""


class _Trial(Exception):
    """Undoes what was only tried."""


@dataclass(frozen=True)
class Telling:
    """Where an import tells how far it is: what it does, and how much of it is done."""

    say: object = lambda words: None
    progress: object = lambda what, done, of: None


@dataclass(frozen=True)
class Order:
    """What somebody asked to be taken in: `form` is a Format, `where` a file, a folder, an archive
    or an address; `name` is of the catalogue where it is not the usual one.
    """

    form: object
    where: str
    by: object
    name: str = ""
    publishes: bool = False
    is_trial: bool = False
    is_strict: bool = False


def take_in(order, *, door=None, telling=None):
    """Take in what a place says; the Report. All or nothing.

    Raises UnreadableSource or NotFetched when the source cannot be read to its end, Refused where a
    strict import refuses records. Nothing was changed then.
    """
    telling = telling or Telling()
    try:
        stream = _read(order, door, telling)
    except Unchanged:
        stream = None
    for _time in range(TIMES):
        try:
            return _take_in(order, stream, door, telling)
        except Overtaken:
            telling.say(
                _("Somebody changed the catalogue meanwhile: once more from the beginning…")
            )
    return _take_in(order, stream, door, telling, lets_others_in=False)


def _take_in(order, stream, door, telling, *, lets_others_in=True):
    """One attempt, in one transaction. Editors go on meanwhile, until the lists have to follow. All
    that is judged leans on what was read at the beginning: when somebody has changed anything since
    then, nothing is written and Overtaken raised.
    """
    report, reading = Report(), None
    with suppress(_Trial), _no_ring(), transaction.atomic(), acting(order.by, why="import"):
        if is_taken(IMPORTING):
            telling.say(_("Somebody else is importing: waiting for the end of that…"))
        at_leisure(IMPORTING)
        if not lets_others_in:
            _take_turn(telling)
        before = _state()
        catalogue = catalogue_of(order.form, order.where, order.name)
        catalogue.read_at = catalogue.tried_at = began = timezone.now()
        catalogue.marks = getattr(door, "marks", {})  # of another place they would say nothing
        catalogue.save()
        if stream is not None:
            is_whole = KNOWN[order.form.name].whole
            is_again = _was_read_at(catalogue, order.where)
            told = _each_apart(stream)
            reading = keep(catalogue, told, report, is_whole=is_whole, is_again=is_again)
        _check(order, report)
        work = Import(catalogue, report, telling, publishes=order.publishes, reading=reading)
        _apply(work)
        _check(order, report)
        rules.check()
        if order.is_trial:
            raise _Trial
        _take_turn(telling)
        if _state() != before:
            raise Overtaken
        _bring_in_step(work)
        _write_down(order, catalogue, report, began)
    return report


def _take_turn(telling):
    if is_taken(LOCK):
        telling.say(_("Somebody else is changing the catalogue: waiting for the end of that…"))
    at_leisure()


def _state():
    """What each commit that changes anything public makes another."""
    return Revision.objects.values_list("mark", flat=True).first()


@contextmanager
def _no_ring():
    """An editor may wait for a row of ours while we wait for the editor's turn to end."""
    try:
        yield
    except OperationalError as fault:
        if isinstance(fault.__cause__, DeadlockDetected):
            raise Overtaken from fault
        raise


def _read(order, door, telling):
    stream = []
    for each in read(order.form, order.where, door=door):
        stream.append(keepable(each))
        telling.progress(_("Reading"), len(stream), 0)
    if not stream:
        raise UnreadableSource(_("There is nothing in this format in %s.") % order.where)
    return stream


def _check(order, report):
    if order.is_strict and report.refused:
        raise Refused(report.refused)


def _was_read_at(catalogue, where):
    """Whether the last reading was of the same place."""
    last = catalogue.runs.filter(failure="").first()
    return last is not None and last.where == str(where)[:600]


def _each_apart(stream):
    for told in stream:
        if isinstance(told, Fault):
            yield told
        else:
            yield from apart(told)


def _apply(work):
    """In the order in which one leans on the other."""
    known = KnownTools()
    Places(work).take()
    _take(work, known)
    weigh_again(work, known, _take)
    work.rest_others()


def _take(work, known):
    Tools(work, known).take()
    Organisations(work).take()
    Mappings(work, known).take()
    Adoptions(work, known, KnownPlaces).take()


def _bring_in_step(work):
    """The lists and the API tell of what changed."""
    rows = list(work.changed.values())
    wide = len(rows) - sum(noted.told is not None for noted in work.noted.values())
    if wide > max(FEW, SearchEntry.objects.count() // PART):
        reindex()
    elif rows:
        changed(rows, noted=work.noted)


def _write_down(order, catalogue, report, began):
    run = ImportRun.objects.create(
        catalogue=catalogue,
        where=str(order.where)[:600],
        by=str(order.by)[:150],
        began_at=began,
        ended_at=timezone.now(),
        counts=report.as_counts(),
    )
    ImportLine.objects.bulk_create(
        (
            ImportLine(run=run, **{**asdict(line), "message": msgid(line.message)})
            for line in report.lines
        ),
        batch_size=500,
    )
    old = catalogue.runs.order_by("-began_at", "-pk").values_list("pk", flat=True)[RUNS_WITH_LINES:]
    ImportLine.objects.filter(run__in=list(old)).delete()
