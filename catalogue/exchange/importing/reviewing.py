"""What an editor decides about a record of another catalogue. Each decision is whole, attributed,
and followed at once by what it means for our own rows; no import judges it again.
"""

from contextlib import contextmanager

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.actions.attribution import acting
from catalogue.actions.editing import changed, touched
from catalogue.choices import OutsideNoun, Standing
from catalogue.errors import CatalogueError
from catalogue.exchange import rules
from catalogue.exchange.importing import adoptions, organisations, places, tools
from catalogue.exchange.importing.candidates import name_of, thing_of
from catalogue.exchange.importing.comparing import FIELDS, said_by, texts_of
from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.known_tools import KnownTools
from catalogue.exchange.importing.mappings import Mappings
from catalogue.exchange.importing.merging import merge_rows, rows_of, shape_of
from catalogue.exchange.importing.origins import Origins, as_written
from catalogue.exchange.importing.report import Report
from catalogue.exchange.importing.running import Telling
from catalogue.exchange.importing.states import together, untrue
from catalogue.exchange.importing.weighing import flat, whole
from catalogue.models import OutsideRecord, Replacement, ValueOrigin
from catalogue.search.turns import one_at_a_time, while_nothing_is_imported

#: What an editor may still decide about.
OPEN = (Standing.WAITING, Standing.KNOWN)
#: What can be undone.
DECIDED = (Standing.JOINED, Standing.ASIDE)


def join(record, row, *, by):
    """It is this one: a row of ours, of the record's own noun."""
    with _deciding(record, by) as (work, held):
        work.settle(held, Standing.JOINED, row=row)
        _merge(work, held)
    return row


def make(record, *, by, kind=""):
    """It is new: the draft made of it. `kind` is of an organisation that does not say it."""
    with _deciding(record, by) as (work, held):
        if held.noun == OutsideNoun.TOOL:
            tools.Tools(work, KnownTools()).create(held)
        elif held.noun == OutsideNoun.ORGANISATION:
            organisations.Organisations(work).create(held, kind or held.values.get("kind", ""))
        else:
            places.made_city(work, held)
        if held.standing == Standing.JOINED:
            _merge(work, held)
    return thing_of(held)


def adopt(record, *, city, tool, by):
    """It is this city, and this tool: the adoption that there is, or a draft of one."""
    with _deciding(record, by) as (work, held):
        adoptions.Adoptions(work, None, None).bring_in(held, city, tool)
        if held.standing == Standing.JOINED:
            _merge(work, held)
    return thing_of(held)


def stand_in(record, *, tool, product, coverage, by):
    """It stands in, so far: the replacement, which is seen at once as all replacements are."""
    with _deciding(record, by) as (work, held):
        row = Replacement.objects.filter(tool=tool, product=product).first()
        if row:
            work.settle(held, Standing.JOINED, row=row)
        else:
            Mappings(work, None).create(held, tool, product.slug, coverage)
    return thing_of(held)


@transaction.atomic
def leave_aside(records, *, by):
    """They are not for us. How many of them: those that no longer wait are left as they are."""
    while_nothing_is_imported()
    waiting = OutsideRecord.objects.filter(
        pk__in={record.pk for record in records}, standing=Standing.WAITING
    )
    return waiting.update(standing=Standing.ASIDE, decided_by=_name(by), decided_at=timezone.now())


@transaction.atomic
def put_back(record, *, by):
    """Undo: it waits again. What was taken from it is withdrawn; what was made of it and of nothing
    else is deleted if it is an adoption or a replacement. The row that stays, or None.
    """
    with _deciding(record, by, among=DECIDED, to=Standing.WAITING) as (work, held):
        row, was_aside = thing_of(held), held.standing == Standing.ASIDE
        if row and held.noun in (OutsideNoun.ADOPTION, OutsideNoun.MAPPING):
            held.candidates = held.candidates or _pair(row)
        elif row:
            held.candidates = held.candidates or [row.slug]
        why = held.why or gettext_lazy("an editor put it back")
        work.settle(held, Standing.WAITING, why=why, candidates=held.candidates)
        if row and _is_made_of(held, row):
            _delete(held, row)
            row = None
        elif row and held.noun in FIELDS:
            _withdraw(work, held, row.pk)
    if was_aside:  # what an editor no longer leaves aside may be judged again
        OutsideRecord.objects.filter(pk=held.pk).update(decided_by="", decided_at=None)
    return row


def take(record, name, *, by):
    """Take a value from this catalogue, and follow it from now on, whatever others say; with it,
    what is true of it only. The row, and the names of what was taken.
    """
    with _deciding(record, by, among=[Standing.JOINED], is_noted=False) as (work, held):
        row, ours = rows_of(held.noun, [held.object_id]).get(held.object_id, (None, None))
        if row is None or name not in said_by(held, row):
            raise CatalogueError(_("This catalogue does not say that any more."))
        said = flat(_said(work, held.noun)(held), texts_of(held.noun))
        if name not in said:
            raise CatalogueError(
                _(
                    "We cannot keep this value: it belongs to another entry, or it is a licence "
                    "that the catalogue does not have."
                )
            )
        taken = {each: said[each] for each in together(name) if each in said}
        write = whole({**taken, **untrue(taken)}, ours, texts_of(held.noun))
        if all(cite["source"] != work.source() for cite in ours["cites"]):
            write["cites"] = [*ours["cites"], {"source": work.source()}]
        if work.write(held, shape_of(held.noun).noun, row, write):
            for each, value in taken.items():
                ValueOrigin.objects.update_or_create(
                    noun=held.noun,
                    object_id=row.pk,
                    field=each,
                    defaults={
                        "catalogue": held.catalogue,
                        "licence": held.catalogue.licence,
                        "value": value,
                        "as_written": as_written(each, held),
                        "is_chosen": True,
                    },
                )
            _merge(work, held)
    return row, list(taken)


@contextmanager
def _deciding(record, by, *, among=OPEN, to=Standing.JOINED, is_noted=True):
    """The work of one decision, and the record as it is now: `among` these standings before, and
    `to` this one after it; all or nothing.
    """
    with transaction.atomic(), acting(by, why="review"), pghistory.context(record=record.pk):
        while_nothing_is_imported()
        one_at_a_time()
        held = (
            OutsideRecord.objects.select_for_update(of=["self"])
            .select_related("catalogue")
            .filter(pk=record.pk, standing__in=among)
            .first()
        )
        if held is None:
            raise CatalogueError(_("Somebody has decided about this record already."))
        why, candidates = held.why, held.candidates
        work = Import(held.catalogue, Report(), Telling(), publishes=False)
        yield work, held
        if held.standing != to:
            raise CatalogueError(held.reason)
        if is_noted:
            held.decided_by, held.decided_at = _name(by), timezone.now()
            if to == Standing.JOINED:  # kept, for who wants to undo it
                held.why, held.candidates = why, candidates
            held.save(update_fields=["decided_by", "decided_at", "why", "candidates"])
        rules.check()
        if work.changed:
            changed(list(work.changed.values()), noted=work.noted)


def _name(by):
    return by.get_username() if hasattr(by, "get_username") else str(by)


def _merge(work, record):
    """Bring what the record says into its row, as an import would. A claim says nothing of an
    adoption that was there.
    """
    noun = OutsideNoun(record.noun)
    said = _said(work, noun)
    if record.values.get("claim"):
        if (record.noun, record.object_id) not in work.new:
            return
        said = _claimed
    merge_rows(work, noun, FIELDS[noun], [record], said)


def _claimed(record):
    return adoptions.CLAIMED


def _said(work, noun):
    """What a record of a noun says, as an import hears it."""
    if noun == OutsideNoun.TOOL:
        return tools.Tools(work, KnownTools()).said
    if noun == OutsideNoun.ADOPTION:
        return adoptions.Adoptions(work, None, None).said
    if noun == OutsideNoun.ORGANISATION:
        return organisations.Organisations(work).said
    return places.said


def _withdraw(work, record, pk):
    """Weigh again what the others say of a row, without a record that is not of it."""
    noun = OutsideNoun(record.noun)
    row, ours = rows_of(noun, [pk])[pk]
    origins = Origins(noun, shape_of(noun), FIELDS[noun], [pk])
    write, weighed = origins.weighed(pk, ours, _said(work, noun))
    if write:
        mine = {"source": work.source()}
        if not OutsideRecord.objects.filter(
            noun=noun, object_id=pk, catalogue=record.catalogue
        ).exists():
            write["cites"] = [cite for cite in ours["cites"] if cite != mine]
        if not work.write(record, shape_of(noun).noun, row, write):
            return
    if origins.remember(pk, weighed):
        work.retell(row)


def _is_made_of(record, row):
    """Whether an editor made a row of this record, and nobody has written in it since. What other
    rows lean on stays in any case.
    """
    if record.noun not in (OutsideNoun.ADOPTION, OutsideNoun.MAPPING):
        return False
    made = row.events.filter(pgh_label="insert", pgh_context__metadata__record=record.pk)
    return made.exists() and not row.events.exclude(pgh_label="insert").exists()


def _delete(record, row):
    before = touched([row])
    ValueOrigin.objects.filter(noun=record.noun, object_id=row.pk).delete()
    row.delete()
    changed([], before=before)


def _pair(row):
    """What an adoption or a replacement joins, as candidates."""
    other = row.product if isinstance(row, Replacement) else row.city
    return [name_of(other), name_of(row.tool)]
