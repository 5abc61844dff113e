"""Loads the curated files into the catalogue, and never undoes what an editor changed since
(docs/adr/0005).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from catalogue.actions.attribution import acting
from catalogue.errors import UnreadableRecord
from catalogue.exchange.formats import curated_files
from catalogue.exchange.gather import gather
from catalogue.exchange.merge import ABSENT, merge
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
    """Carries the rows written so far, by noun and key, from one noun to the next."""

    def __init__(self):
        self.rows = defaultdict(dict)
        self.faults = []

    def load(self, shape, records, report):
        held = gather(shape)
        held |= self._renamed(shape, held)
        self.rows[shape.noun] = {key: row for key, (row, values) in held.items()}
        bases = dict(CuratedRecord.objects.filter(noun=shape.noun).values_list("key", "values"))
        loaded = []
        for record, key, values in self._in_order(shape, records):
            base = bases.get(key, ABSENT)
            if key not in held:
                if base is not ABSENT:
                    report.counts["left deleted"] += 1
                elif self._write(shape, record, key, values, row=shape.model()):
                    report.counts["created"] += 1
            else:
                row, ours = held[key]
                merged = merge(base, values, ours)
                report.kept.extend(f"{shape.noun} {key}: {name}" for name in merged.kept)
                if not merged.write:
                    report.counts["unchanged"] += 1
                elif self._write(shape, record, key, merged.write, row=row):
                    report.counts["updated"] += 1
            if base != values:
                loaded.append(CuratedRecord(noun=shape.noun, key=key, values=values))
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

    def _in_order(self, shape, records):
        """Records with all their values, those that others of the same noun refer to first."""
        complete = {}
        for record in records:
            try:
                values = _complete(shape, record)
                complete[shape.key_of(values)] = (record, values)
            except UnreadableRecord as fault:
                self.faults.append(str(fault))
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
                return
            for key in ready:
                yield complete[key][0], key, complete[key][1]
            done.update(ready)
            waiting = [key for key in waiting if key not in done]

    def _write(self, shape, record, key, values, *, row):
        """Write one row with what belongs to it; a fault is noted with its place."""
        try:
            self._set(shape, row, values)
            row.clean_fields(exclude=["created_at", "updated_at"])
        except (ValidationError, KeyError) as fault:
            self.faults.append(f"{record.where}: {_sentence(fault)}")
            return False
        row.save()
        self.rows[shape.noun][key] = row
        try:
            self._write_belongings(shape, row, values)
        except (ValidationError, KeyError) as fault:
            self.faults.append(f"{record.where}: {_sentence(fault)}")
            return False
        return True

    def _set(self, shape, row, values):
        for name in shape.columns:
            if name in values:
                setattr(row, name, values[name])
        for name, noun in shape.refs:
            if name in values:
                setattr(row, name, self._find(noun, values[name]) if values[name] else None)

    def _write_belongings(self, shape, row, values):
        for name, noun in shape.links:
            if name in values:
                getattr(row, name).set([self._find(noun, key) for key in values[name]])
        for part in shape.parts:
            if part.name in values:
                getattr(row, part.accessor).all().delete()
                for inner in values[part.name]:
                    child = part.shape.model(**{part.owner: row})
                    self._set(part.shape, child, inner)
                    child.clean_fields()
                    child.save()
                    self._write_belongings(part.shape, child, inner)
        if shape.cites and "cites" in values:
            row.citations.all().delete()
            Citation.objects.bulk_create(
                Citation(
                    source=self._find("source", cite["source"]),
                    note=cite.get("note", {}),
                    position=position,
                    **{shape.cites: row},
                )
                for position, cite in enumerate(values["cites"])
            )

    def _find(self, noun, key):
        try:
            return self.rows[noun][key]
        except KeyError:
            raise ValidationError(
                _("there is no %(noun)s “%(key)s”") % {"noun": noun, "key": key}
            ) from None


def _complete(shape, record):
    """The record with the default of everything that it leaves out; an unknown key is a fault."""
    given = dict(record.values)
    values = {name: given.pop(name, _default(shape.model, name)) for name in shape.columns}
    values |= {name: given.pop(name, None) for name, noun in shape.refs}
    values |= {name: sorted(given.pop(name, [])) for name, noun in shape.links}
    for part in shape.parts:
        values[part.name] = [
            _complete(part.shape, curated_files.Record(part.shape.noun, inner, record.where))
            for inner in given.pop(part.name, [])
        ]
    if shape.cites:
        values["cites"] = given.pop("cites", [])
    if given:
        raise UnreadableRecord(
            _("%(where)s: unknown key %(keys)s.")
            % {"where": record.where, "keys": ", ".join(sorted(given))}
        )
    if missing := [name for name in shape.key if not values.get(name)]:
        raise UnreadableRecord(
            _("%(where)s: %(keys)s is missing.")
            % {"where": record.where, "keys": ", ".join(missing)}
        )
    return values


def _default(model, name):
    return model._meta.get_field(name).get_default()


def _sentence(fault):
    if isinstance(fault, KeyError):
        return _("%s is missing.") % fault
    if hasattr(fault, "message_dict"):
        return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in fault.message_dict.items())
    return " ".join(fault.messages)
