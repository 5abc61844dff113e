"""Who changed what, and when: the database's own history of an entry, ready to read."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

import pghistory.models
from django.apps import apps
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.admin.fields import OURS, name_of
from catalogue.models.fields import LocalisedText

PER_PAGE = 50
#: Columns that tell a reader nothing.
MACHINERY = {"id", "created_at", "updated_at"}


@dataclass
class Change:
    """One value: what it was and what it became."""

    label: str
    before: str
    after: str


@dataclass
class Entry:
    """Everything that one person, or program, changed in one go."""

    at: object
    who: str
    created: bool = False
    changes: list = field(default_factory=list)


class HistoryPage:
    """An admin whose History page reads what the database wrote down, whoever did it and how."""

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        parts = [inline.model for inline in self.inlines if not getattr(inline, "apart", False)]
        page = Paginator(history_of(row, parts), PER_PAGE).get_page(request.GET.get(PAGE_VAR))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %s") % row,
            "entries": page,
            "page_range": list(page.paginator.get_elided_page_range(page.number)),
            "page_var": PAGE_VAR,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": row,
            "opts": self.opts,
            "media": self.media,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/catalogue/history.html", context)


def history_of(row, parts=()):
    """The changes of `row`, of its links and of its rows of the models `parts`, newest first."""
    strands = [(strand, list(events)) for strand, events in _strands(row, parts)]
    names = _names_in([event for _strand, events in strands for event in events])
    entries = {}
    for strand, events in strands:
        earlier = {}
        for event in events:
            entry = entries.setdefault(
                event.pgh_context_id or event.pgh_created_at,
                Entry(event.pgh_created_at, _who(event)),
            )
            facts = _facts(event, strand.owner, names)
            key = getattr(event, "pgh_obj_id", None) or event.id
            entry.created |= event.pgh_label == "insert" and not strand.title
            entry.changes += strand.changes(event.pgh_label, earlier.get(key, {}), facts)
            earlier[key] = facts
    told = [entry for entry in entries.values() if entry.changes]
    return sorted(told, key=lambda entry: entry.at)[::-1]


@dataclass
class _Strand:
    """Events of one kind of row: the row itself, its links, or rows that belong to it."""

    title: str = ""
    owner: type | None = None
    link: bool = False

    def changes(self, kind, before, facts):
        after = {} if kind == "delete" else facts
        before = {"insert": {}, "delete": facts}.get(kind, before)
        if self.link:
            return [Change(self.title, *("".join(side.values()) for side in (before, after)))]
        start = f"{self.title} – {next(iter(facts.values()), '')} – " if self.title else ""
        return [
            Change(start + label, before.get(label, ""), after.get(label, ""))
            for label in dict.fromkeys([*before, *after])
            if before.get(label, "") != after.get(label, "")
        ]


def _strands(row, parts):
    model = type(row)
    yield _Strand(), _events(model).filter(pgh_obj_id=row.pk)
    for part in parts:
        owner = next(
            column
            for column in part._meta.fields
            if column.remote_field and column.remote_field.model is model
        )
        title = capfirst(part._meta.verbose_name)
        yield _Strand(title, model), _events(part).filter(**{owner.attname: row.pk})
    for link in model._meta.many_to_many:
        events = _events(link.remote_field.through)
        strand = _Strand(capfirst(link.verbose_name), model, link=True)
        yield strand, events.filter(**{f"{link.m2m_field_name()}_id": row.pk})


def _facts(event, owner, names):
    """`{label: words}` of one version of a row, without the way back to its owner."""
    facts = {}
    for column in event._meta.fields:
        value = getattr(event, column.attname)
        if (
            column.name.startswith("pgh_")
            or column.name in MACHINERY
            or value in (None, "", [], {})
        ):
            continue
        if column.remote_field and column.remote_field.model is owner:
            continue
        label = capfirst(column.verbose_name)
        if isinstance(column, LocalisedText):
            facts |= {
                f"{label} ({name_of(language)})": text for language, text in _ours_first(value)
            }
        elif column.remote_field:
            facts[label] = names.get((column.remote_field.model, value), _("(deleted)"))
        else:
            facts[label] = _words(column, value)
    return facts


def _ours_first(texts):
    return sorted(
        texts.items(), key=lambda pair: OURS.index(pair[0]) if pair[0] in OURS else len(OURS)
    )


def _words(column, value):
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        chosen = dict(column.base_field.flatchoices)
        return ", ".join(str(chosen.get(each, each)) for each in value)
    if hasattr(value, "tzinfo"):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(dict(column.flatchoices).get(value, value))


def _names_in(events):
    """`{(model, key): name}` of what the events refer to; one query for each kind of thing."""
    wanted = defaultdict(set)
    for event in events:
        for column in event._meta.fields:
            if column.remote_field and not column.name.startswith("pgh_"):
                wanted[column.remote_field.model].add(getattr(event, column.attname))
    return {
        (model, key): str(thing)
        for model, keys in wanted.items()
        for key, thing in model.objects.in_bulk(keys - {None}).items()
    }


def _who(event):
    """The name that `acting` gave; without it the change was written in the database itself."""
    context = event.pgh_context
    return context.metadata.get("name", "") if context else ""


def _events(model):
    return (
        _event_models()[model._meta.concrete_model]
        .objects.select_related("pgh_context")
        .order_by("pgh_id")
    )


@cache
def _event_models():
    """The event table of each model; links are tracked through a proxy of their table."""
    return {
        model.pgh_tracked_model._meta.concrete_model: model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and getattr(model, "pgh_tracked_model", None)
    }
