"""Weighs again what other catalogues told before of tools and of places that came in only now, so
that it does not matter which catalogue was read first.
"""

from catalogue.choices import ImportOutcome, OutsideNoun, Standing
from catalogue.exchange.importing.judging import Import
from catalogue.exchange.importing.report import Report
from catalogue.models import OutsideCatalogue, OutsideRecord

#: What may have waited for a tool that nobody had described.
NOUNS = (OutsideNoun.TOOL, OutsideNoun.ADOPTION, OutsideNoun.MAPPING)
#: What is told of another catalogue than the one that is read.
NEWS = (
    *(ImportOutcome.CREATED, ImportOutcome.UPDATED, ImportOutcome.KEPT),
    ImportOutcome.WAITING,
)


def weigh_again(work, known, take):
    """Take in once more, by `take(work, known)`, every other catalogue that speaks of a tool that
    this import made, or waits for a place of which this import told something new. What changes by
    that is told with the others.
    """
    found = _that_waited_for_tools(work, known) | _that_waited_for_places(work)
    for catalogue in OutsideCatalogue.objects.filter(pk__in=found):  # the most trusted first
        # Who is read from time to time says itself whether it publishes.
        publishes = catalogue.publishes if catalogue.every_days else work.publishes
        other = Import(catalogue, Report(), work.telling, publishes=publishes)
        other.changed, other.noted, other.told = work.changed, work.noted, work.told
        take(other, known)
        for line in other.report.lines:
            if line.outcome in NEWS:
                is_place = line.noun == OutsideNoun.PLACE  # its place is in another source
                place = line.place if is_place else f"{catalogue.slug}: {line.place}"
                work.report.note(line.outcome, line.noun, line.name, place, line.message)


def _that_waited_for_tools(work, known):
    made = {pk for noun, pk in work.new if noun == OutsideNoun.TOOL}
    if not made:
        return set()
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
    return {record.catalogue_id for record in waiting if made & _meant(record, known)}


def _that_waited_for_places(work):
    if not any(noun == OutsideNoun.PLACE for noun, _key in work.reading.news):
        return set()
    waiting = OutsideRecord.objects.filter(
        noun=OutsideNoun.ADOPTION, standing=Standing.WAITING, vanished_at=None, decided_by=""
    ).exclude(catalogue=work.catalogue)
    return set(waiting.values_list("catalogue_id", flat=True))


def _meant(record, known):
    """The tools that a record may speak of."""
    said = record.values
    if record.noun == OutsideNoun.TOOL:
        found = known.find(record.name, record.outside_ids, said.get("website", ""))
    else:
        found = known.find(said.get("tool", ""), said.get("tool_ids") or record.outside_ids)
    return {found.tool, *found.candidates}
