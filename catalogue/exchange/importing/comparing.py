"""What other catalogues say of a row, beside what we say, and who is the origin of that."""

from dataclasses import dataclass, field
from typing import Any

from catalogue.choices import OutsideNoun, Standing
from catalogue.exchange.gather import plain
from catalogue.exchange.importing import adoptions, organisations, places, tools
from catalogue.exchange.importing.judging import column_values
from catalogue.exchange.importing.known_tools import COLUMNS, plain_name
from catalogue.exchange.importing.merging import shape_of
from catalogue.exchange.importing.weighing import flat
from catalogue.models import OutsideRecord, ValueOrigin
from catalogue.models.fields import LocalisedText

#: What a record of each noun may say of a row of ours, and which of its identifiers.
FIELDS = {
    OutsideNoun.TOOL: tools.FIELDS,
    OutsideNoun.ADOPTION: adoptions.FIELDS,
    OutsideNoun.PLACE: places.FIELDS,
    OutsideNoun.ORGANISATION: organisations.FIELDS,
}
IDS = {OutsideNoun.TOOL: COLUMNS, OutsideNoun.PLACE: places.IDS}


@dataclass(frozen=True)
class Value:
    """A value as another catalogue says it: `name` is a column, or a text and its language.
    `origin` is where ours was taken from, None where it is an editor's.
    """

    name: str
    theirs: Any
    ours: Any
    origin: ValueOrigin | None


@dataclass(frozen=True)
class Comparison:
    """One record that speaks of a row, and what it says otherwise; `same` is how many values it
    says as we do.
    """

    record: OutsideRecord
    differs: list = field(default_factory=list)
    same: int = 0


def texts_of(noun):
    """The columns of a noun that hold a text by language."""
    model = shape_of(noun).model
    return {name for name in FIELDS[noun] if isinstance(model._meta.get_field(name), LocalisedText)}


def said_by(record, row):
    """What a record says that its row could say too, each text by language apart."""
    noun = record.noun
    if noun not in FIELDS:
        return {}
    said = {name: record.values[name] for name in FIELDS[noun] if name in record.values}
    if noun == OutsideNoun.TOOL and (at_least := record.values.get("licence_at_least")):
        said.setdefault("licence", at_least)
    ids = {
        name: record.outside_ids[name] for name in IDS.get(noun, ()) if name in record.outside_ids
    }
    if noun == OutsideNoun.TOOL and plain_name(said.get("name", "")) == plain_name(row.name):
        said.pop("name", None)
    return flat(column_values(type(row), {**said, **ids}), texts_of(noun))


def compared(noun, row):
    """Every record that speaks of a row, the most trusted first; two queries, whatever they say."""
    records = (
        OutsideRecord.objects.filter(noun=noun, object_id=row.pk, standing=Standing.JOINED)
        .select_related("catalogue")
        .defer("raw")
        .order_by("catalogue__trust", "catalogue__slug", "key")
    )
    held = {
        origin.field: origin
        for origin in ValueOrigin.objects.filter(noun=noun, object_id=row.pk).select_related(
            "catalogue"
        )
    }
    ours = flat({name: plain(getattr(row, name)) for name in FIELDS[noun]}, texts_of(noun))
    return [_comparison(record, row, ours, held) for record in records]


def _comparison(record, row, ours, held):
    found, same = [], 0
    for name, value in said_by(record, row).items():
        if ours.get(name) == value:
            same += 1
        else:
            origin = held.get(name)
            is_taken = origin is not None and origin.value == ours.get(name)
            found.append(Value(name, value, ours.get(name), origin if is_taken else None))
    return Comparison(record, found, same)
