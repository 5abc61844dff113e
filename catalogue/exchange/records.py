"""What a file says of one thing, made whole: every key known, every value of the right kind."""

import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue.errors import UnreadableRecord
from catalogue.exchange.gather import plain
from catalogue.validators import localised_text, speakable


def complete(shape, record):
    """The record with the default of everything that it leaves out.

    Raises UnreadableRecord with one line for each fault, each naming file and key.
    """
    faults = []
    values = _read(shape, record.values, faults)
    if faults:
        raise UnreadableRecord("\n".join(told(record.where, fault) for fault in faults))
    return values


def told(where, fault):
    """A fault with its place."""
    return _("%(where)s: %(fault)s") % {"where": where, "fault": fault}


def _read(shape, given, faults):
    left, values = dict(given), {}

    def take(name, check, default):
        try:
            values[name] = check(left.pop(name, default))
        except ValidationError as fault:
            faults.append(told(name, " ".join(fault.messages)))

    for name in shape.columns:
        field = shape.model._meta.get_field(name)
        take(name, lambda value, field=field: _cleaned(field, value), field.get_default())
    for name, _noun in shape.refs:
        take(name, _slug if name in shape.key else _slug_or_none, None)
    for name, _noun in shape.links:
        take(name, lambda slugs: sorted({_slug(slug) for slug in _list(slugs)}), [])
    for part in shape.parts:
        inner = []
        values[part.name] = [
            _read(part.shape, row, inner) for row in _tables(left.pop(part.name, []), inner)
        ]
        faults += (told(part.shape.noun, fault) for fault in inner)
    if shape.cites:
        take("cites", lambda cites: [_cite(cite) for cite in _list(cites)], [])
    if left:
        faults.append(_("unknown key %s") % ", ".join(sorted(left)))
    return values


def _cleaned(field, value):
    """The value if it is what the catalogue would hold, so that file and row compare equal."""
    if isinstance(field.get_default(), list):
        _list(value)
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str):
            speakable(text)
    if field.blank and value in field.empty_values:
        return value
    held = plain(field.clean(value, None))
    if held != value:
        raise ValidationError(
            _("write %(this)s in place of %(that)s")
            % {"this": json.dumps(held, ensure_ascii=False, default=str), "that": value}
        )
    return value


def _slug_or_none(value):
    return value if value is None else _slug(value)


def _slug(value):
    if not isinstance(value, str) or not value:
        raise ValidationError(_("write the slug of one record"))
    return value


def _list(value):
    if not isinstance(value, list):
        raise ValidationError(_("write a list, between square brackets"))
    return value


def _tables(rows, faults):
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    faults.append(_("write a table, between two pairs of square brackets"))
    return []


def _cite(cite):
    if not isinstance(cite, dict) or not {"source"} <= cite.keys() <= {"source", "note"}:
        raise ValidationError(_('write {source = "…"}, with a note if need be'))
    _slug(cite["source"])
    if "note" in cite:
        localised_text(cite["note"])
    return cite
