"""Merges what the records of one thing say into its row, and remembers who said each value."""

from collections import defaultdict

from django.utils.translation import gettext as _

from catalogue.exchange.importing.known_tools import plain_name
from catalogue.exchange.importing.weighing import EMPTY, Said, flat, weigh, whole
from catalogue.models import OutsideRecord, ValueOrigin
from catalogue.models.fields import LocalisedText


class Origins:
    """What was taken from whom, for the rows of one noun, and what every catalogue says of them."""

    def __init__(self, noun, shape, fields, ids):
        self.noun, self.fields = noun, fields
        self.texts = {
            name for name in fields if isinstance(shape.model._meta.get_field(name), LocalisedText)
        }
        self._model = shape.model
        self._taken, self._records = defaultdict(dict), defaultdict(list)
        for origin in ValueOrigin.objects.filter(noun=noun, object_id__in=ids):
            self._taken[origin.object_id][origin.field] = origin
        said = OutsideRecord.objects.filter(noun=noun, object_id__in=ids)
        for record in said.select_related("catalogue").defer("raw"):
            self._records[record.object_id].append(record)

    def joined(self, record):
        """From now on this record speaks of its row too."""
        if record not in self._records[record.object_id]:
            self._records[record.object_id].append(record)

    def weighed(self, pk, ours, own_values=lambda record: record.values):
        """`(values to write, Weighed)` for a row that holds `ours`."""
        records = self._records[pk]
        held = flat({name: ours.get(name) for name in self.fields}, self.texts)
        taken = {name: origin.value for name, origin in self._taken[pk].items()}
        chosen = {
            name: {each.pk for each in records if each.catalogue_id == origin.catalogue_id}
            for name, origin in self._taken[pk].items()
            if origin.is_chosen
        }
        said = [
            Said(
                record.pk,
                record.catalogue.trust,
                flat({n: v for n, v in own_values(record).items() if n in self.fields}, self.texts),
            )
            for record in records
        ]
        weighed = weigh(held, taken, said, chosen, _is_alike)
        there = {name for name, value in (held | weighed.write).items() if value not in EMPTY}
        stay = there - set(weighed.left)
        weighed.left[:] = [name for name in weighed.left if self._may_go(name, stay)]
        emptied = {name: self._empty(name) for name in weighed.left}
        write = whole({**weighed.write, **emptied}, ours, self.texts)
        return write, weighed

    def remember(self, pk, weighed):
        """Write down who said what was taken, and where ours differs from each. Whether anybody
        else is named now than before.
        """
        records = {record.pk: record for record in self._records[pk]}
        taken = self._taken[pk]
        gone = [taken[name].pk for name in weighed.left]
        ValueOrigin.objects.filter(pk__in=gone).delete()
        new = {}
        for name, (who, value) in weighed.origins.items():
            catalogue = records[who].catalogue
            was = taken.get(name)
            is_the_same = was is not None and was.catalogue_id == catalogue.pk
            if is_the_same and was.value == value:
                continue
            new[name] = ValueOrigin(
                noun=self.noun,
                object_id=pk,
                field=name,
                catalogue=catalogue,
                licence=catalogue.licence,
                value=value,
                as_written=as_written(name, records[who]),
                is_chosen=is_the_same and was.is_chosen,
            )
        ValueOrigin.objects.bulk_create(
            new.values(),
            update_conflicts=True,
            unique_fields=["noun", "object_id", "field"],
            update_fields=[
                *("catalogue", "licence", "value", "as_written", "is_chosen", "taken_at")
            ],
        )
        kept = {name: origin for name, origin in taken.items() if origin.pk not in gone}
        self._taken[pk] = kept | new  # a second record of the import may speak of the same row
        for who, names in weighed.differs.items():
            if records[who].differs != names:
                OutsideRecord.objects.filter(pk=who).update(differs=names)
        return bool(new or gone)

    def _empty(self, name):
        field = self._model._meta.get_field(name.partition(".")[0])
        return "" if "." in name else field.get_default()

    def _may_go(self, name, stay):
        """Whether a row can be without a value: of a text that is needed, one language stays."""
        column, _dot, language = name.partition(".")
        is_needed = not self._model._meta.get_field(column).blank
        return not is_needed or any(language and other.startswith(f"{column}.") for other in stay)


def as_written(name, record):
    """The record's own words where it says less for certain: a licence without its version."""
    return record.values.get("licence_as_written", "")[:200] if name == "licence" else ""


def _is_alike(name, one, other):
    """A name in other letters is the same name."""
    if name == "name" and one and other:
        return plain_name(one) == plain_name(other)
    return one == other


def in_words(write, held):
    """What changed in a row, for the report: `summary, website (was empty)`."""
    return ", ".join(
        name if held.get(name) not in EMPTY else _("%s (was empty)") % name for name in write
    )
