"""Puts one record into its row and into the rows that belong to it, or says in a sentence why it
cannot be.
"""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from catalogue.exchange import rules
from catalogue.exchange.records import told
from catalogue.models import Citation

#: What `write` raises when the catalogue refuses a record.
REFUSALS = (ValidationError, IntegrityError, DataError)
#: The code of a fault that passes once more is written.
NOTHING = "nothing"


def write(shape, row, values, find):
    """Write `values` into a row, new or held, and into what belongs to it; all or nothing.

    `find(noun, key)` gives the row that a reference names, or None for doing without; what it
    raises is raised here.
    """
    # Somebody may be at work on the rest of a row that was there.
    is_new = not row.pk
    brought = None if is_new else [name for name in shape.own if name in values]
    with transaction.atomic():
        _set(shape, row, values, find)
        found = [name for name, noun in shape.refs if getattr(row, name, None)]
        row.clean_fields(exclude=[*shape.columns, *found, "created_at", "updated_at"])
        row.save(update_fields=brought)
        _write_belongings(shape, row, values, find, is_new=is_new)
        if _has_rules_for_the_end(shape.model):
            rules.check()


def nothing_named(noun, key):
    """The fault of a reference that leads nowhere."""
    return ValidationError(
        _("there is no %(noun)s “%(key)s”") % {"noun": noun, "key": key}, code=NOTHING
    )


def refusal(fault):
    """One of `REFUSALS` in a sentence."""
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


def _set(shape, row, values, find):
    for name in shape.columns:
        if name in values:
            setattr(row, name, values[name])
    for name, noun in shape.refs:
        if name in values:
            setattr(row, name, find(noun, values[name]) if values[name] else None)


def _write_belongings(shape, row, values, find, *, is_new):
    for name, noun in shape.links:
        if values.get(name) or (name in values and not is_new):
            found = (find(noun, key) for key in values[name])
            getattr(row, name).set([one for one in found if one is not None])
    for part in shape.parts:
        if part.name in values:
            if not is_new:
                getattr(row, part.accessor).all().delete()
            for inner in values[part.name]:
                child = part.shape.model(**{part.owner: row})
                _set(part.shape, child, inner, find)
                child.save()
                _write_belongings(part.shape, child, inner, find, is_new=True)
    if shape.cites and "cites" in values:
        cites = ((find("source", cite["source"]), cite.get("note", {})) for cite in values["cites"])
        _cite({shape.cites: row}, [each for each in cites if each[0]], is_new=is_new)


def _cite(owner, wanted, *, is_new):
    """Write the citations of a row, `(source, note)` in order. As far as they are there already,
    they stay: the history tells of what changed, and of nothing else.
    """
    held = [] if is_new else list(Citation.objects.filter(**owner))
    same = 0
    for citation, (source, note) in zip(held, wanted, strict=False):
        if (citation.source_id, citation.note) != (source.pk, note):
            break
        same += 1
    if held[same:]:
        Citation.objects.filter(pk__in=[citation.pk for citation in held[same:]]).delete()
    first = held[same - 1].position + 1 if same else 0
    Citation.objects.bulk_create(
        Citation(source=source, note=note, position=position, **owner)
        for position, (source, note) in enumerate(wanted[same:], first)
    )


@cache
def _has_rules_for_the_end(model):
    """Whether the database looks at such a row again when the transaction ends."""
    return any(trigger.timing for trigger in getattr(model._meta, "triggers", ()))
