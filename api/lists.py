"""Lists of the API: the pages' own question, counted, paged and linked."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from api import places
from api.records import RELATED, Entry, answers, as_json, read_names, shaped
from catalogue.errors import BadQuestion
from catalogue.search import Question, ask, settle

PAGE_SIZE, LARGEST_PAGE = 20, 100
LAST_PAGE = 10_000
#: Pages have numbers up to this record: to skip more, the database would have to count them all.
LAST_NUMBERED = 10_000
#: What every list takes besides its facets.
PAGED = ("order", "page", "page_size", "after", "fields", "expand")
#: What narrows adds up; of these there is one.
ONE_VALUE = ("q", "begins", "order", "page", "page_size", "after", "separator", "since")
#: No words are all words, and no cursor is the beginning.
MAY_BE_EMPTY = ("q", "since")


@dataclass(frozen=True)
class Wanted:
    """Which page of a list, how long, and what of each record."""

    page: int
    size: int
    fields: list
    expand: list
    after: str = ""

    @classmethod
    def of(cls, query, kind, members):
        """Read a QueryDict; raises BadQuestion."""
        return cls(
            page=_number(query, "page", 1, LAST_PAGE),
            size=page_size(query),
            fields=read_names(query, "fields", members),
            expand=read_names(query, "expand", tuple(RELATED[kind])),
            after=_after(query),
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
    after = places.read(wanted.after, question.order_of_answers) if wanted.after else None
    if wanted.start + wanted.size > LAST_NUMBERED:
        _question, count = settle(question)
        raise NotFound(too_deep() if count > LAST_NUMBERED else no_such_page(count, wanted))
    # One more than is answered tells whether there is another page.
    found = ask(question, Entry._fields, start=wanted.start, most=wanted.size + 1, after=after)
    rows = [Entry._make(row) for row in found.rows[: wanted.size]]
    place = found.places[wanted.size - 1] if len(found.rows) > wanted.size else None
    if not (after or rows) and wanted.page > 1:
        raise NotFound(no_such_page(found.count, wanted))
    near = addresses_near(request, wanted, place)
    return page_of(near, found.count, told(kind, rows, wanted))


def addresses_near(request, wanted, place):
    """The pages before and after one; `place` is where it ends, where more follows."""
    following = previous = None
    if place and (wanted.after or wanted.start + 2 * wanted.size > LAST_NUMBERED):
        following = address_with(request, after=places.written(place))
    elif place:
        following = page_address(request, wanted.page + 1)
    if wanted.page > 1:
        previous = page_address(request, wanted.page - 1)
    return {"next": following, "previous": previous}


def asked(request, kind, *, given=None, besides=PAGED):
    """The question of a request. Raises BadQuestion on a parameter that this list does not take."""
    given = given or {}
    facets = [facet.name for facet in Question(kind).facets if facet.name not in given]
    refuse_strangers(request.GET, ["q", *facets, *besides])
    return Question.from_query(kind, request.GET, given)


def answer_page(request, kind, rows, count, wanted):
    """One page of records."""
    return paged(request, told(kind, rows, wanted), count, wanted)


def told(kind, rows, wanted):
    """Records as bytes of JSON."""
    if wanted.fields or wanted.expand:
        return as_json(shaped(kind, rows, fields=wanted.fields, expand=wanted.expand))
    return answers(rows)


def paged(request, results, count, wanted):
    """One page of results, given as bytes of JSON. Raises NotFound on a page after the last, as the
    pages do.
    """
    last = last_page(count, wanted)
    if wanted.page > last:
        raise NotFound(no_such_page(count, wanted))
    near = {
        "next": page_address(request, wanted.page + 1) if wanted.page < last else None,
        "previous": page_address(request, wanted.page - 1) if wanted.page > 1 else None,
    }
    return page_of(near, count, results)


def page_of(near, count, results):
    """A page with its neighbours, which a `Link` header tells too."""
    head = json.dumps({"count": count, **near})[:-1].encode()
    response = HttpResponse(
        head + b', "results": ' + results + b"}", content_type="application/json"
    )
    if links := [f'<{address}>; rel="{rel[:4]}"' for rel, address in near.items() if address]:
        response["Link"] = ", ".join(links)
    return response


def last_page(count, wanted):
    return max(1, -(-count // wanted.size))


def no_such_page(count, wanted):
    return _("This list has %(last)d pages of %(size)d.") % {
        "last": last_page(count, wanted),
        "size": wanted.size,
    }


def too_deep():
    return _(
        "Pages have numbers up to record %(last)d: go on with “next” from the last of these, "
        "narrow the list, or take the whole from “exports”."
    ) % {"last": LAST_NUMBERED}


def page_size(query, *, usual=PAGE_SIZE, most=LARGEST_PAGE):
    """How many records on a page; more than the largest is refused, never cut in silence."""
    return _number(query, "page_size", usual, most)


def _after(query):
    """The place after which a page begins: it has no number then."""
    if "after" in query and "page" in query:
        raise BadQuestion(
            _("A page begins “after” a place or has a number in “page”, not both."),
            parameter="after",
        )
    return query.get("after", "")


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
    return address_with(request, page=page)


def address_with(request, **place):
    """The same question elsewhere in its answers."""
    query = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in ("page", "after")
    ]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*query, *place.items()])}"
