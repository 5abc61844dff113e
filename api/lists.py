"""Lists of the API: the pages' own question, counted, paged and linked."""

import json
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from api.records import RELATED, answers, read_names, shaped
from catalogue.errors import BadQuestion
from catalogue.search import Question, ask

PAGE_SIZE, LARGEST_PAGE = 20, 100
EVERYWHERE = ("q", "order", "page", "page_size", "fields", "expand")


def list_answer(request, kind, members, entries=None):
    """`{"count", "next", "previous", "results"}` and a `Link` header for a request's question."""
    refuse_strangers(request.GET, [*EVERYWHERE, *(facet.name for facet in Question(kind).facets)])
    question = Question.from_query(kind, request.GET)
    size = page_size(request.GET)
    fields = read_names(request.GET, "fields", members)
    expand = read_names(request.GET, "expand", tuple(RELATED[kind]))
    found = (ask(question).entries if entries is None else entries).defer(None).defer("words")
    start = (question.page - 1) * size
    rows = list(found[start : start + size])
    count = start + len(rows) if rows and len(rows) < size else found.order_by().count()
    if question.page > 1 and start >= count:
        raise BadQuestion(
            _("This list has %(last)d pages of %(size)d.")
            % {"last": max(1, -(-count // size)), "size": size},
            parameter="page",
        )
    near = {
        "next": page_address(request, question.page + 1) if start + size < count else None,
        "previous": page_address(request, question.page - 1) if question.page > 1 else None,
    }
    results = (
        json.dumps(shaped(kind, rows, fields=fields, expand=expand), ensure_ascii=False).encode()
        if fields or expand
        else answers(rows)
    )
    head = json.dumps({"count": count, **near})[:-1].encode()
    response = HttpResponse(
        head + b', "results": ' + results + b"}", content_type="application/json"
    )
    if links := [f'<{address}>; rel="{rel[:4]}"' for rel, address in near.items() if address]:
        response["Link"] = ", ".join(links)
    return response


def page_size(query):
    """How many records on a page; more than the largest is refused, never cut in silence."""
    value = query.get("page_size", "")
    if not value:
        return PAGE_SIZE
    if not (
        value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= LARGEST_PAGE
    ):
        raise BadQuestion(
            _("A page holds 1 to %(most)d records.") % {"most": LARGEST_PAGE}, parameter="page_size"
        )
    return int(value)


def refuse_strangers(query, known):
    """An unknown parameter would silently answer another question."""
    for name in query:
        if name not in known:
            raise BadQuestion(
                _("There is no parameter “%(name)s” here; use %(known)s.")
                % {"name": name[:60], "known": ", ".join(known)},
                parameter=name[:60],
            )


def page_address(request, page):
    """The same question, another page."""
    query = [
        (name, value) for name, values in request.GET.lists() for value in values if name != "page"
    ]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*query, ('page', page)])}"
