"""What a client may ask of a list: how many, from where, created when."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException

from api.lists import no_such_number, no_such_parameter, number_of

PAGE_SIZE, LARGEST_PAGE = 25, 100
LONGEST = 255
#: The words for yes and no of the original's language.
YES_NO = {"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"}


class Unprocessable(APIException):
    """A parameter is not as it should be; told as one of the contract's `validationErrors`."""

    status_code = 422

    def __init__(self, message, *, field, rule, value):
        super().__init__(message)
        self.fault = {"field": field[:64], "rule": rule, "value": value[:LONGEST]}


def refuse_strangers(query, known=()):
    """As `api.lists.refuse_strangers`, in the words of the contract."""
    for name in query:
        if name not in known:
            message = no_such_parameter(name, known)
            raise Unprocessable(message, field=name, rule="unknown", value=query[name])


@dataclass(frozen=True)
class Page:
    """A page of a list: its rows and where its neighbours are."""

    rows: list
    links: dict


@dataclass(frozen=True)
class Question:
    """The parameters of a list, read once."""

    given: dict
    size: int
    after: tuple | None
    before: tuple | None
    start: datetime | None
    end: datetime | None
    url: str | None = None

    @classmethod
    def read(cls, query, *more):
        known = ("all", "page[size]", "page[after]", "page[before]", "from", "to", *more)
        refuse_strangers(query, known)
        given = {name: _only(query, name) for name in query}
        if "all" in given and given["all"] not in YES_NO:
            raise _fault(given, "all", "boolean", _("“all” takes true or false."))
        if "page[after]" in given and "page[before]" in given:
            raise _fault(
                given, "page[before]", "excluded", _("A page is before a place, or after it.")
            )
        return cls(
            given,
            size=_size(given),
            after=_cursor(given, "page[after]"),
            before=_cursor(given, "page[before]"),
            start=_moment(given, "from"),
            end=_moment(given, "to"),
            url=given.get("url"),
        )

    def page_of(self, rows):
        """One page of rows in the order of their creation."""
        if self.start:
            rows = rows.filter(created_at__gt=self.start)
        if self.end:
            rows = rows.filter(created_at__lt=self.end)
        if self.after:
            rows = rows.filter(_beyond("gt", *self.after))
        if self.before:
            rows = rows.filter(_beyond("lt", *self.before))
        order = ("-created_at", "-pk") if self.before else ("created_at", "pk")
        # Which rows first, by what an index holds; then these whole, with all that belongs to them.
        keys = list(rows.order_by(*order).values_list("pk", flat=True)[: self.size + 1])
        more = len(keys) > self.size
        found = list(rows.filter(pk__in=keys[: self.size]).order_by("created_at", "pk"))
        has_next = bool(found) and (more or bool(self.before))
        has_previous = bool(found) and (more if self.before else bool(self.after))
        return Page(
            found,
            {
                "prev": self._link("before", found[0]) if has_previous else None,
                "next": self._link("after", found[-1]) if has_next else None,
            },
        )

    def _link(self, side, row):
        place = json.dumps([row.created_at.isoformat(), row.pk]).encode()
        rest = (
            f"&{name}={quote(value, safe=':/')}"
            for name, value in self.given.items()
            if name not in ("page[after]", "page[before]")
        )
        return f"?page[{side}]={base64.b64encode(place).decode()}{''.join(rest)}"


def _beyond(side, moment, pk):
    return Q(**{f"created_at__{side}": moment}) | Q(**{"created_at": moment, f"pk__{side}": pk})


def _fault(given, name, rule, message):
    return Unprocessable(message, field=name, rule=rule, value=given[name])


def _only(query, name):
    values = query.getlist(name)
    if len(values) > 1 or not 1 <= len(values[0]) <= LONGEST:
        raise Unprocessable(
            _("“%(name)s” takes one value of 1 to %(most)d characters.")
            % {"name": name, "most": LONGEST},
            field=name,
            rule="length",
            value=values[0],
        )
    return values[0]


def _size(given):
    name = "page[size]"
    if name not in given:
        return PAGE_SIZE
    if number := number_of(given[name], LARGEST_PAGE):
        return number
    raise _fault(given, name, "range", no_such_number(name, LARGEST_PAGE))


def _cursor(given, name):
    """The place that a link of ours names: when a row was created, and which one it was."""
    if name not in given:
        return None
    try:
        moment, pk = json.loads(base64.b64decode(given[name], validate=True))
        moment = _in_utc(datetime.fromisoformat(moment))
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError):
        moment, pk = None, None
    if moment is None or moment.tzinfo is None or type(pk) is not int or not 0 <= pk < 2**63:
        message = _("“%(name)s” takes a place out of the “links” of a page, as it was given.")
        raise _fault(given, name, "cursor", message % {"name": name})
    return moment, pk


def _in_utc(moment):
    """A moment that no calendar has there becomes the first or the last that one has."""
    if moment is None or moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
        return first if moment.year == 1 else last


def _moment(given, name):
    if name not in given:
        return None
    try:
        moment = _in_utc(parse_datetime(given[name]))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        message = _("“%(name)s” takes a moment as in 2026-06-07T09:56:23Z.")
        raise _fault(given, name, "datetime", message % {"name": name})
    return moment
