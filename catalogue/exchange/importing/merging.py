"""Rows and the records that speak of them: one loop for every noun."""

from catalogue.choices import ImportOutcome, OutsideNoun
from catalogue.exchange.gather import gather
from catalogue.exchange.importing.judging import SHAPE, beside
from catalogue.exchange.importing.origins import Origins, in_words

SHAPE_OF = {"place": "city"}


def shape_of(noun):
    return SHAPE[SHAPE_OF.get(noun, noun)]


def rows_of(noun, ids):
    """`{pk: (row, values)}` of the rows that are there."""
    shape = shape_of(noun)
    found = gather(shape, shape.model.objects.filter(pk__in=ids)).values()
    return {row.pk: (row, values) for row, values in found}


def merge_rows(work, noun, fields, records, said):
    """Merge what each record says of its row, by the order of trust. `said(record)` gives its
    values.
    """
    shape = shape_of(noun)
    ids = [record.object_id for record in records]
    held, origins = rows_of(noun, ids), Origins(noun, shape, fields, ids)
    new = {pk for of, pk in work.new if of == noun}
    for done, record in enumerate(records):
        row, ours = held[record.object_id]
        origins.joined(record)
        write, weighed = origins.weighed(row.pk, {} if row.pk in new else ours, said)
        new.discard(row.pk)  # a second record may speak of it too
        write = {name: value for name, value in write.items() if value != ours[name]}
        if write and all(cite["source"] != work.source() for cite in ours["cites"]):
            write["cites"] = [*ours["cites"], {"source": work.source()}]
        if write and not work.write(record, shape.noun, row, write):
            continue
        if origins.remember(row.pk, weighed):
            work.retell(row)
        held[row.pk] = (row, {**ours, **write})
        if record.pk not in work.told:
            differs = weighed.differs.get(record.pk, [])
            if write:
                work.tell(ImportOutcome.UPDATED, record, in_words(write, ours))
            elif differs or noun != OutsideNoun.PLACE:
                work.rest(record, beside(differs))
            else:
                work.rest(record)
        work.telling.progress(noun.label, done + 1, len(records))
