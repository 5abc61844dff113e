"""Loads the curated files into the catalogue, and never undoes what an editor changed since
(docs/adr/0005).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from catalogue.actions.attribution import acting
from catalogue.errors import UnreadableRecord
from catalogue.exchange.formats import curated_files
from catalogue.exchange.gather import gather
from catalogue.exchange.merge import ABSENT, merge
from catalogue.exchange.records import complete as complete_record
from catalogue.exchange.records import told
from catalogue.exchange.shapes import SHAPES
from catalogue.exchange.write import (
    REFUSALS,
    nothing_named,
    refusal,
    write,
)
from catalogue.models import CuratedRecord, FormerSlug
from catalogue.search.indexing import reindex
from catalogue.search.turns import at_leisure

ACTOR = "curated catalogue"


@dataclass
class Report:
    """What a load did. `kept` tells the values of editors that stay although the files say
    something else now.
    """

    counts: Counter = field(default_factory=Counter)
    kept: list = field(default_factory=list)


@transaction.atomic
def load(folder):
    """Bring the catalogue in step with the files of `folder`, all or nothing.

    Raises UnreadableRecord with one line for each fault, each naming file and key.
    """
    at_leisure()
    records = defaultdict(list)
    for record in curated_files.read(folder):
        records[record.noun].append(record)
    report, loader = Report(), _Loader()
    with acting(ACTOR):
        for shape in SHAPES:
            loader.load(shape, records[shape.noun], report)
        if loader.faults:
            raise UnreadableRecord("\n".join(loader.faults))
        reindex()
    return report


class _Loader:
    """Carries the rows written so far, by noun and key, from one noun to the next.

    `broken` are the records that cannot be taken in: what refers to them says nothing more. `gone`
    are those that an editor deleted: what refers to them does without.
    """

    def __init__(self):
        self.rows = defaultdict(dict)
        self.broken, self.gone = set(), set()
        self.faults = []

    def load(self, shape, records, report):
        held = gather(shape)
        held |= self._renamed(shape, held)
        self.rows[shape.noun] = {key: row for key, (row, values) in held.items()}
        bases = dict(CuratedRecord.objects.filter(noun=shape.noun).values_list("key", "values"))
        loaded = []
        for record, key, values in self._in_order(shape, records):
            base, here = bases.get(key, ABSENT), self._key_here(shape, values)
            if here in held:
                row, ours = held[here]
                merged = merge(base, values, ours)
                report.kept.extend(f"{shape.noun} {key}: {name}" for name in merged.kept)
                if not merged.write:
                    report.counts["unchanged"] += 1
                elif self._write(shape, record, key, merged.write, row=row):
                    report.counts["updated"] += 1
            elif base is not ABSENT or self._belongs_to_gone(shape, values):
                report.counts["left deleted"] += 1
                self.gone.add((shape.noun, key))
            elif self._write(shape, record, key, values, row=shape.model()):
                report.counts["created"] += 1
            if base != values:
                loaded.append(CuratedRecord(noun=shape.noun, key=key, values=values))
        if self.faults:
            return
        CuratedRecord.objects.bulk_create(
            loaded,
            update_conflicts=True,
            unique_fields=["noun", "key"],
            update_fields=["values", "loaded_at"],
        )

    def _renamed(self, shape, held):
        """Rows under the slugs that they had before an editor gave them another."""
        if shape.key != ("slug",):
            return {}
        rows = {row.pk: (row, values) for row, values in held.values()}
        former = FormerSlug.objects.filter(kind=shape.model._meta.db_table)
        return {
            old.slug: rows[old.object_id]
            for old in former
            if old.object_id in rows and old.slug not in held
        }

    def _key_here(self, shape, values):
        """The key of a record in the words of the catalogue: what it refers to may have another
        slug by now.
        """
        named = {name: self.rows[noun].get(values[name]) for name, noun in shape.refs}
        slugs = {name: row.slug for name, row in named.items() if row is not None}
        return shape.key_of(values | slugs)

    def _belongs_to_gone(self, shape, values):
        """Whether a record cannot be without something that an editor deleted."""
        return any(
            (noun, values[name]) in self.gone and not shape.model._meta.get_field(name).null
            for name, noun in shape.refs
        )

    def _in_order(self, shape, records):
        """Records with all their values, those that others of the same noun refer to first."""
        complete = self._complete(shape, records)
        own = [name for name, noun in shape.refs if noun == shape.noun]
        done, waiting = set(), list(complete)
        while waiting:
            ready = [
                key
                for key in waiting
                if all(
                    (ref := complete[key][1][name]) in done or ref not in complete for name in own
                )
            ]
            if not ready:
                self.faults.append(
                    _("These records refer to each other in a circle: %s.") % ", ".join(waiting)
                )
                self.broken |= {(shape.noun, key) for key in waiting}
                return
            for key in ready:
                yield complete[key][0], key, complete[key][1]
            done.update(ready)
            waiting = [key for key in waiting if key not in done]

    def _complete(self, shape, records):
        """`{key: (record, values)}` of the records that are whole; the others are faults."""
        complete = {}
        for record in records:
            try:
                values = complete_record(shape, record)
            except UnreadableRecord as fault:
                self.faults.append(str(fault))
                if record.values.keys() >= set(shape.key):
                    self.broken.add((shape.noun, shape.key_of(record.values)))
                continue
            key = shape.key_of(values)
            if key in complete:
                first = complete[key][0].where
                self.faults.append(told(record.where, _("this was already said in %s") % first))
            complete[key] = (record, values)
        return complete

    def _write(self, shape, record, key, values, *, row):
        """Write one row with what belongs to it; a fault is noted with its place."""
        try:
            write(shape, row, values, self._find)
        except _RefersToBroken:
            self.broken.add((shape.noun, key))
            return False
        except REFUSALS as fault:
            self.faults.append(told(record.where, refusal(fault)))
            self.broken.add((shape.noun, key))
            return False
        self.rows[shape.noun][key] = row
        return True

    def _find(self, noun, key):
        """The row that a record refers to, None where an editor deleted it."""
        if (noun, key) in self.broken:
            raise _RefersToBroken
        if (noun, key) in self.gone:
            return None
        try:
            return self.rows[noun][key]
        except KeyError:
            raise nothing_named(noun, key) from None


class _RefersToBroken(Exception):
    """What is referred to has a fault that was told already."""
