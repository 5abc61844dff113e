"""Kept records to answers: the site's address put in, fields chosen, related objects expanded."""

import json
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from api.errors import Gone
from catalogue.choices import Kind
from catalogue.errors import BadQuestion
from catalogue.search.asking import rows_of
from catalogue.search.documents.base import SITE, UPDATED

#: Members that hold a related object or a list of them, and its kind.
RELATED = {
    Kind.TOOL: {
        "category": Kind.CATEGORY,
        "other_categories": Kind.CATEGORY,
        "part_of": Kind.TOOL,
        "based_on": Kind.TOOL,
        "steward": Kind.ORGANISATION,
        "replaces.product": Kind.PRODUCT,
    },
    Kind.PRODUCT: {
        "vendor": Kind.VENDOR,
        "category": Kind.CATEGORY,
        "part_of": Kind.PRODUCT,
        "parts": Kind.PRODUCT,
        "replaced_by.tool": Kind.TOOL,
    },
    Kind.VENDOR: {"products": Kind.PRODUCT},
    Kind.REPLACEMENT: {"tool": Kind.TOOL, "product": Kind.PRODUCT},
    Kind.CATEGORY: {"domain": Kind.CATEGORY, "categories": Kind.CATEGORY},
    Kind.CITY: {"tools": Kind.TOOL},
    Kind.ADOPTION: {
        "city": Kind.CITY,
        "tool": Kind.TOOL,
        "replaces": Kind.PRODUCT,
        "replaces_tools": Kind.TOOL,
        "provider": Kind.ORGANISATION,
    },
    Kind.CASE_STUDY: {"cities": Kind.CITY, "adoptions": Kind.ADOPTION},
    Kind.ORGANISATION: {"tools": Kind.TOOL, "services.tool": Kind.TOOL},
    Kind.ARGUMENT: {"adoptions": Kind.ADOPTION, "case_studies": Kind.CASE_STUDY},
    Kind.SOURCE: {},
}


FIND = "SELECT {columns} FROM catalogue_searchentry WHERE kind = '{kind}' AND {what} = %s"
#: The feed of changes remembers every slug that something public had.
TOLD_OF = "SELECT object_id FROM catalogue_change WHERE kind = %s AND slug = %s"


class Entry(NamedTuple):
    """As much of a search entry as an answer is made of."""

    slug: str
    object_id: int
    record: str
    updated_at: datetime


def answer(entry):
    """The record of an entry as bytes of JSON."""
    told = entry.record.replace(SITE, settings.SITE_URL)
    return told.replace(UPDATED, entry.updated_at.isoformat()).encode()


def as_json(value):
    """A value as bytes of JSON, the site's address put in as in records."""
    return json.dumps(value, ensure_ascii=False).replace(SITE, settings.SITE_URL).encode()


def find_entry(kind, slug, columns=Entry._fields):
    """The entry of a thing, also under a slug that it had: look at `entry.slug`. Raises Gone where
    the feed of changes told of one that is public no more, Http404 where it never told of any.
    """
    if found := _find(kind, columns, slug=slug):
        return found
    told = rows_of(TOLD_OF, [kind.value, slug])
    if not told:
        raise Http404
    if moved := _find(kind, columns, object_id=told[0][0]):
        return moved
    raise Gone


def slug_now(kind, slug):
    """The slug that a thing has now; raises as `find_entry`."""
    return find_entry(kind, slug, ("slug",))[0]


def _find(kind, columns, **where):
    [(what, value)] = where.items()
    statement = FIND.format(columns=", ".join(columns), kind=kind.value, what=what)
    found = rows_of(statement, [value])
    if not found:
        return None
    return Entry._make(found[0]) if columns is Entry._fields else found[0]


def entries_of(kind, slugs):
    """The entries of several things, in no order."""
    statement = FIND.format(columns=", ".join(Entry._fields), kind=kind.value, what="slug")
    return [Entry._make(row) for row in rows_of(statement.replace("= %s", "= ANY(%s)"), [[*slugs]])]


def answers(entries):
    """A JSON array of records as bytes."""
    return b"[" + b",".join(map(answer, entries)) + b"]"


def shaped(kind, entries, *, fields, expand):
    """Records as dictionaries, related objects put in whole and only the `fields` asked for."""
    rows = [json.loads(answer(entry)) for entry in entries]
    for path in expand:
        _expand(rows, path, RELATED[kind][path])
    return [{name: row[name] for name in fields} for row in rows] if fields else rows


def _expand(rows, path, kind):
    """Replace each reference at `path` by the whole record. One query for all rows."""
    places = [place for row in rows for place in _places(row, path.split("."))]
    slugs = {held[name]["slug"] for held, name in places}
    whole = {entry.slug: json.loads(answer(entry)) for entry in entries_of(kind, slugs)}
    for held, name in places:
        held[name] = whole.get(held[name]["slug"], held[name])


def _places(holder, path):
    """`(container, key)` of each reference that a path leads to, lists walked through."""
    name, *rest = path
    value = holder[name]
    if value is None:
        return
    if rest:
        for each in value if isinstance(value, list) else [value]:
            yield from _places(each, rest)
    elif isinstance(value, list):
        yield from ((value, index) for index in range(len(value)))
    else:
        yield holder, name


def read_names(query, parameter, allowed):
    """The comma-separated names of a parameter, in the order asked; a strange one raises
    BadQuestion.
    """
    names = [name for part in query.getlist(parameter) for name in part.split(",")]
    for name in names:
        if name not in allowed:
            raise BadQuestion(
                _("“%(name)s” cannot be asked for in “%(parameter)s”; choose among %(allowed)s.")
                % {"name": name[:60], "parameter": parameter, "allowed": ", ".join(allowed)},
                parameter=parameter,
            )
    return list(dict.fromkeys(names))
