"""Loads the curated files into the catalogue, and never undoes what an editor changed since
(docs/adr/0005).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from catalogue.actions.attribution import acting
from catalogue.errors import UnreadableRecord
from catalogue.exchange.formats import curated_files
from catalogue.exchange.gather import gather
from catalogue.exchange.merge import ABSENT, merge
from catalogue.exchange.records import complete as complete_record
from catalogue.exchange.records import told
from catalogue.exchange.shapes import SHAPES
from catalogue.models import Citation, CuratedRecord, FormerSlug
from catalogue.search.indexing import reindex

ACTOR = "curated catalogue"
#: Arbitrary, ours: two loads at once wait for each other.
LOCK = 0x436F6D6D


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
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
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
        # An editor may be at work on the rest of a row that was there.
        is_new = not row.pk
        brought = None if is_new else [name for name in shape.own if name in values]
        try:
            with transaction.atomic():
                self._set(shape, row, values)
                found = [name for name, noun in shape.refs if getattr(row, name, None)]
                row.clean_fields(exclude=[*shape.columns, *found, "created_at", "updated_at"])
                row.save(update_fields=brought)
                self._write_belongings(shape, row, values, is_new=is_new)
                if _has_rules_for_the_end(shape.model):
                    connection.check_constraints()
        except _RefersToBroken:
            self.broken.add((shape.noun, key))
            return False
        except (ValidationError, IntegrityError, DataError) as fault:
            self.faults.append(told(record.where, _sentence(fault)))
            self.broken.add((shape.noun, key))
            return False
        self.rows[shape.noun][key] = row
        return True

    def _set(self, shape, row, values):
        for name in shape.columns:
            if name in values:
                setattr(row, name, values[name])
        for name, noun in shape.refs:
            if name in values:
                setattr(row, name, self._find(noun, values[name]) if values[name] else None)

    def _write_belongings(self, shape, row, values, *, is_new):
        for name, noun in shape.links:
            if values.get(name) or (name in values and not is_new):
                found = (self._find(noun, key) for key in values[name])
                getattr(row, name).set([one for one in found if one is not None])
        for part in shape.parts:
            if part.name in values:
                if not is_new:
                    getattr(row, part.accessor).all().delete()
                for inner in values[part.name]:
                    child = part.shape.model(**{part.owner: row})
                    self._set(part.shape, child, inner)
                    child.save()
                    self._write_belongings(part.shape, child, inner, is_new=True)
        if shape.cites and "cites" in values:
            if not is_new:
                row.citations.all().delete()
            Citation.objects.bulk_create(
                Citation(
                    source=source,
                    note=cite.get("note", {}),
                    position=position,
                    **{shape.cites: row},
                )
                for position, cite in enumerate(values["cites"])
                if (source := self._find("source", cite["source"]))
            )

    def _find(self, noun, key):
        """The row that a record refers to, None where an editor deleted it."""
        if (noun, key) in self.broken:
            raise _RefersToBroken
        if (noun, key) in self.gone:
            return None
        try:
            return self.rows[noun][key]
        except KeyError:
            raise ValidationError(
                _("there is no %(noun)s “%(key)s”") % {"noun": noun, "key": key}
            ) from None


@cache
def _has_rules_for_the_end(model):
    """Whether the database looks at such a row again when the transaction ends."""
    return any(trigger.timing for trigger in getattr(model._meta, "triggers", ()))


class _RefersToBroken(Exception):
    """What is referred to has a fault that was told already."""


def _sentence(fault):
    if isinstance(fault, ValidationError):
        if hasattr(fault, "message_dict"):
            said = fault.message_dict.items()
            return "; ".join(told(name, " ".join(texts)) for name, texts in said)
        return " ".join(fault.messages)
    said = fault.__cause__.diag
    if not said.constraint_name:
        return said.message_primary or str(fault)
    why = said.message_primary.partition(f"{said.constraint_name}: ")[2]
    if isinstance(fault.__cause__, UniqueViolation):
        why = why or said.message_detail
    rule = _("it breaks the rule %s") % said.constraint_name
    return told(rule, why) if why else rule
