"""Weighs again what other catalogues told before of tools that came in only now, so that it does
not matter which catalogue was read first.
"""

from catalogue.choices import ImportOutcome, OutsideNoun, Standing
from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.report import Report
from catalogue.models import OutsideCatalogue, OutsideRecord

#: What may have waited for a tool that nobody had described.
NOUNS = (OutsideNoun.TOOL, OutsideNoun.ADOPTION, OutsideNoun.MAPPING)
#: What is told of another catalogue than the one that is read.
NEWS = (ImportOutcome.CREATED, ImportOutcome.UPDATED, ImportOutcome.WAITING)


def weigh_again(work, known, take):
    """Take in once more, by `take(work, known)`, every other catalogue that speaks of a tool that
    this import made. What changes by that is told with the others.
    """
    for catalogue in _that_waited(work, known):
        # Who is read from time to time says itself whether it publishes.
        publishes = catalogue.publishes if catalogue.every_days else work.publishes
        other = Import(catalogue, Report(), work.telling, publishes=publishes)
        other.changed = work.changed
        take(other, known)
        for line in other.report.lines:
            if line.outcome in NEWS:
                place = f"{catalogue.slug}: {line.place}"
                work.report.note(line.outcome, line.noun, line.name, place, line.message)


def _that_waited(work, known):
    """The most trusted first."""
    made = {pk for noun, pk in work.new if noun == OutsideNoun.TOOL}
    if not made:
        return []
    waiting = (
        OutsideRecord.objects.filter(
            noun__in=NOUNS,
            standing__in=(Standing.WAITING, Standing.KNOWN),
            vanished_at=None,
            decided_by="",
        )
        .exclude(catalogue=work.catalogue)
        .exclude(values__has_key="tool_key")  # that waits with its tool
        .only("noun", "name", "values", "outside_ids", "catalogue_id")
    )
    found = {record.catalogue_id for record in waiting if made & _meant(record, known)}
    return OutsideCatalogue.objects.filter(pk__in=found)


def _meant(record, known):
    """The tools that a record may speak of."""
    said = record.values
    if record.noun == OutsideNoun.TOOL:
        found = known.find(record.name, record.outside_ids, said.get("website", ""))
    else:
        found = known.find(said.get("tool", ""), said.get("tool_ids") or record.outside_ids)
    return {found.tool, *found.candidates}
