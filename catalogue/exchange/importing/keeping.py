"""Keeps what another catalogue tells, record by record, and marks what it no longer tells."""

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.choices import ImportOutcome, OutsideNoun, Standing
from catalogue.exchange.importing.catalogues import KNOWN
from catalogue.exchange.importing.judging import Reading
from catalogue.exchange.importing.marks import known_by
from catalogue.exchange.importing.moving import follow
from catalogue.exchange.told import Fault, Severity, Where
from catalogue.models import OutsideRecord

BATCH = 500
TOLD = ("name", "place", "values", "outside_ids", "known_by", "raw", "changed_at", "vanished_at")


def keep(catalogue, stream, report, *, is_whole, is_again=False):
    """Keep the records of a stream. `is_whole` when the stream is all that the catalogue holds:
    what is not in it has vanished there, and stays here, marked. Nothing has where a file could not
    be read, or says nothing at all; nor what is there and cannot be taken as it is now. `is_again`
    when it was read at the same place the last time. Gives the Reading.
    """
    held = {(record.noun, record.key): record for record in catalogue.records.defer("raw")}
    raw = dict(catalogue.records.values_list("pk", "raw"))
    told, here, all_read = _gathered(stream, report, KNOWN[catalogue.format].noun)
    is_whole = is_whole and all_read
    here |= {place for place, record in held.items() if _goes_with(record) in here}
    follow(held, told, here, is_whole=is_whole, is_again=is_again)
    batch, news = [], set()
    for place, each in told.items():
        record = held.get(place)
        if record is None:
            record = held[place] = OutsideRecord(
                catalogue=catalogue, noun=each.noun, key=place[1], standing=Standing.KNOWN
            )
        elif _says_the_same(record, raw[record.pk], each):
            continue
        if record.pk is None or record.vanished_at or _says_else(record, each):
            news.add((record.noun, record.key))
        _tell(record, each)
        batch.append(record)
        if len(batch) == BATCH:
            _save(batch)
            batch = []
    _save(batch)
    if is_whole and told:
        gone = held.keys() - told.keys() - here
        _mark_vanished([held[place] for place in gone if not held[place].vanished_at], report)
    return Reading(set(told), news)


def _gathered(stream, report, noun):
    """`({place: what is told}, the places of what is refused, whether every file could be read)`: a
    place is a noun and a key. Faults are told, each record of them counted once: under `noun` where
    they do not say themselves what they speak of.
    """
    told, here, all_read, counted = {}, set(), True, set()
    for each in stream:
        if isinstance(each, Fault):
            is_error = each.severity == Severity.ERROR
            is_of_file = each.where == Where(each.where.file)
            if is_error and is_of_file:
                all_read = False
            if is_error and each.key:
                here.add((each.noun, each.key[:400]))
            outcome = ImportOutcome.REFUSED if is_error else ImportOutcome.WARNED
            record = (outcome, each.noun, each.key) if each.key else (outcome, each.where.at(""))
            of = each.noun or ("" if is_of_file else noun)
            tell = report.add_line if record in counted else report.note
            counted.add(record)
            tell(outcome, of, place=each.where, message=each.message)
            continue
        first = told.setdefault((each.noun, each.key[:400]), each)
        if first is not each:
            message = _("The same record stands at %s already.") % first.where
            report.note(ImportOutcome.REFUSED, each.noun, _name(each), each.where, message)
    return told, here, all_read


def _goes_with(record):
    """The place of the tool of which a record is a claim."""
    return (OutsideNoun.TOOL, record.values.get("tool_key"))


def _says_the_same(record, raw, told):
    return record.vanished_at is None and not _says_else(record, told) and raw == told.raw


def _says_else(record, told):
    """Whether something changed that can be taken; the rest of a record is only kept as it came."""
    return record.values != told.values or record.outside_ids != told.outside_ids


def _tell(record, told):
    record.name = _name(told)[:300]
    record.place = str(told.where)[:400]
    record.values, record.outside_ids, record.raw = told.values, told.outside_ids, told.raw
    if told.noun == OutsideNoun.PLACE:
        record.known_by = known_by(told.values, told.outside_ids)
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
