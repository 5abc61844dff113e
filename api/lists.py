"""Lists of the API: the pages' own question, counted, paged and linked."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from api.records import RELATED, Entry, answers, as_json, read_names, shaped
from catalogue.errors import BadQuestion
from catalogue.search import Question, ask

PAGE_SIZE, LARGEST_PAGE = 20, 100
LAST_PAGE = 10_000
#: What every list takes besides its facets.
PAGED = ("order", "page", "page_size", "fields", "expand")
#: What narrows adds up; of these there is one.
ONE_VALUE = ("q", "begins", "order", "page", "page_size", "separator", "since")
#: No words are all words, and no cursor is the beginning.
MAY_BE_EMPTY = ("q", "since")


@dataclass(frozen=True)
class Wanted:
    """Which page of a list, how long, and what of each record."""

    page: int
    size: int
    fields: list
    expand: list

    @classmethod
    def of(cls, query, kind, members):
        """Read a QueryDict; raises BadQuestion."""
        return cls(
            page=_number(query, "page", 1, LAST_PAGE),
            size=page_size(query),
            fields=read_names(query, "fields", members),
            expand=read_names(query, "expand", tuple(RELATED[kind])),
        )

    @property
    def start(self):
        return (self.page - 1) * self.size

    @property
    def part(self):
        return slice(self.start, self.start + self.size)


def list_answer(request, kind, members, given=None):
    """`{"count", "next", "previous", "results"}` and a `Link` header for a request's question.

    `given` holds the choices that the address makes, by facet.
    """
    question = asked(request, kind, given=given)
    wanted = Wanted.of(request.GET, kind, members)
    found = ask(question, Entry._fields, start=wanted.start, most=wanted.size)
    rows = [Entry._make(row) for row in found.rows]
    return answer_page(request, kind, rows, found.count, wanted)


def asked(request, kind, *, given=None, besides=PAGED):
    """The question of a request. Raises BadQuestion on a parameter that this list does not take."""
    given = given or {}
    facets = [facet.name for facet in Question(kind).facets if facet.name not in given]
    refuse_strangers(request.GET, ["q", *facets, *besides])
    return Question.from_query(kind, request.GET, given)


def answer_page(request, kind, rows, count, wanted):
    """One page of records."""
    results = (
        as_json(shaped(kind, rows, fields=wanted.fields, expand=wanted.expand))
        if wanted.fields or wanted.expand
        else answers(rows)
    )
    return paged(request, results, count, wanted)


def paged(request, results, count, wanted):
    """One page of results, given as bytes of JSON. Raises NotFound on a page after the last, as the
    pages do.
    """
    last = max(1, -(-count // wanted.size))
    if wanted.page > last:
        raise NotFound(
            _("This list has %(last)d pages of %(size)d.") % {"last": last, "size": wanted.size}
        )
    near = {
        "next": page_address(request, wanted.page + 1) if wanted.page < last else None,
        "previous": page_address(request, wanted.page - 1) if wanted.page > 1 else None,
    }
    head = json.dumps({"count": count, **near})[:-1].encode()
    response = HttpResponse(
        head + b', "results": ' + results + b"}", content_type="application/json"
    )
    if links := [f'<{address}>; rel="{rel[:4]}"' for rel, address in near.items() if address]:
        response["Link"] = ", ".join(links)
    return response


def page_size(query, *, usual=PAGE_SIZE, most=LARGEST_PAGE):
    """How many records on a page; more than the largest is refused, never cut in silence."""
    return _number(query, "page_size", usual, most)


def _number(query, name, usual, most):
    if name not in query:
        return usual
    if number := number_of(query[name], most):
        return number
    raise BadQuestion(no_such_number(name, most), parameter=name)


def number_of(text, most):
    """The number from 1 to `most` that a parameter says, or None."""
    said = text.isascii() and text.isdigit() and len(text) < 9
    return int(text) if said and 1 <= int(text) <= most else None


def no_such_number(name, most):
    return _("“%(name)s” takes one number from 1 to %(most)d.") % {"name": name, "most": most}


def refuse_strangers(query, known):
    """An unknown parameter would silently answer another question; so would one without a value, or
    with two where only one can count.
    """
    for name, values in query.lists():
        if name in known and name in ONE_VALUE and len(values) > 1:
            raise BadQuestion(_("“%(name)s” takes one value.") % {"name": name}, parameter=name)
        if name in known and name not in MAY_BE_EMPTY and "" in values:
            raise BadQuestion(
                _("“%(name)s” is empty: give it a value, or leave it out.") % {"name": name},
                parameter=name,
            )
        if name not in known:
            raise BadQuestion(no_such_parameter(name, known), parameter=name[:60])


def no_such_parameter(name, known):
    said = (
        _("There is no parameter “%(name)s” here; use %(known)s.")
        if known
        else _("This address takes no parameter, and “%(name)s” is one.")
    )
    return said % {"name": name[:60], "known": ", ".join(known)}


def page_address(request, page):
    """The same question, another page."""
    query = [
        (name, value) for name, values in request.GET.lists() for value in values if name != "page"
    ]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*query, ('page', page)])}"
