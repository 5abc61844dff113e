"""Keeps what another catalogue tells, record by record, and marks what it no longer tells."""

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.choices import ImportOutcome, Standing
from catalogue.exchange.told import Fault, Severity, Where
from catalogue.models import OutsideRecord

BATCH = 500
TOLD = ("name", "place", "values", "outside_ids", "raw", "changed_at", "vanished_at")


def keep(catalogue, stream, report, *, is_whole):
    """Keep the records of a stream. `is_whole` when the stream is all that the catalogue holds:
    what is not in it has vanished there, and stays here, marked. Nothing has where a file could not
    be read, or says nothing at all.
    """
    held = {(record.noun, record.key): record for record in catalogue.records.defer("raw")}
    raw = dict(catalogue.records.values_list("pk", "raw"))
    seen, batch = set(), []
    for told in stream:
        if isinstance(told, Fault):
            is_error = told.severity == Severity.ERROR
            if is_error and told.where == Where(told.where.file):
                is_whole = False
            outcome = ImportOutcome.REFUSED if is_error else ImportOutcome.WARNED
            report.note(outcome, "", place=told.where, message=told.message)
            continue
        place = (told.noun, told.key[:400])
        record = held.get(place)
        if place in seen:
            message = _("The same record stands at %s already.") % record.place
            report.note(ImportOutcome.REFUSED, told.noun, _name(told), told.where, message)
            continue
        seen.add(place)
        if record is None:
            record = held[place] = OutsideRecord(
                catalogue=catalogue, noun=told.noun, key=told.key[:400], standing=Standing.KNOWN
            )
        elif _says_the_same(record, raw[record.pk], told):
            continue
        _tell(record, told)
        batch.append(record)
        if len(batch) == BATCH:
            _save(batch)
            batch = []
    _save(batch)
    if is_whole and seen:
        gone = [held[place] for place in held.keys() - seen if not held[place].vanished_at]
        _mark_vanished(gone, report)


def _says_the_same(record, raw, told):
    return (
        record.vanished_at is None
        and record.values == told.values
        and record.outside_ids == told.outside_ids
        and raw == told.raw
    )


def _tell(record, told):
    record.name = _name(told)[:300]
    record.place = str(told.where)[:400]
    record.values, record.outside_ids, record.raw = told.values, told.outside_ids, told.raw
    record.changed_at, record.vanished_at = timezone.now(), None


def _name(told):
    """What a record is called in lists."""
    said = told.values
    if told.noun in ("adoption", "mapping"):
        return f"{said.get('tool', '')} – {said.get('city') or said.get('product')}"
    name = said.get("name", "")
    return next(iter(name.values()), "") if isinstance(name, dict) else str(name)


def _save(batch):
    OutsideRecord.objects.bulk_create(
        batch,
        update_conflicts=True,
        unique_fields=["catalogue", "noun", "key"],
        update_fields=TOLD,
    )


def _mark_vanished(records, report):
    OutsideRecord.objects.filter(pk__in=[record.pk for record in records]).update(
        vanished_at=timezone.now()
    )
    for record in records:
        report.of_record(ImportOutcome.VANISHED, record)
