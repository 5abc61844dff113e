"""What every list page shows: rows, facets, filters, orders and pages, all in the address."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalogue.search import Question, ask, facets_of, results
from catalogue.search.query import PER_PAGE
from catalogue.search.question import ORDERS
from catalogue.web.cards import cards
from catalogue.web.twins import list_twins, question_words, with_words

ORDER_LABELS = {
    "proof": lambda: _("Best proven"),
    "name": lambda: _("Name"),
    "activity": lambda: _("Last activity"),
    "recent": lambda: _("Most recent"),
    "population": lambda: _("Population"),
    "alternatives": lambda: _("Number of alternatives"),
}


def list_page(request, kind, template, **extra):
    """Render a list."""
    question = Question.from_query(kind, request.GET)
    found = ask(question, start=min((question.page - 1) * PER_PAGE, results.LAST_SHOWN))
    last = max(1, -(-min(found.count, results.LAST_SHOWN) // PER_PAGE))
    if question.page > last:
        raise Http404(
            _("This list has %(last)d pages; there is no page %(page)d.")
            % {"last": last, "page": question.page}
        )
    counted = facets_of(found)
    context = {
        "question": question,
        "total": found.count,
        "goes_on": found.count > results.LAST_SHOWN,
        "rows": cards(kind, found.rows),
        "corrected": found.corrected,
        "facets": shown_facets(question, counted),
        "active": active_filters(request, question, counted),
        "clear_url": address(request, question, text=question.text, chosen={}),
        "sorts": sorts(request, question),
        "pages": pages(request, question, last),
        "twins": list_twins(question),
        "is_plain": not question.is_narrowed and question.page == 1,
        "robots": "noindex, follow"
        if sum(map(len, question.chosen.values())) > 1 or question.text
        else "",
        **extra,
    }
    request.canonical_path = address(request, question, page=question.page)
    return render(request, template, context)


def address(request, question, *, page=1, **other):
    """The address of a question near this one: same list, parameters in a fixed order."""
    words = question_words(question, **other)
    return with_words(request.path, [*words, ("page", page)] if page > 1 else words)


@dataclass(slots=True)
class Choice:
    """A value of a facet as the panel shows it, with those inside it."""

    value: str
    label: str
    count: int
    checked: bool
    choices: list


def shown_facets(question, counted):
    """Facets as the panel shows them: `{name, legend, choices, others}`, a second level inside the
    first where there is one. `others` counts the values that are left out.
    """
    panel = []
    for facet in question.facets:
        found = counted[facet.name]
        if choices := _choices(found.values):
            others = found.total - len(found.values)
            panel.append(
                {"name": facet.name, "legend": facet.label, "choices": choices, "others": others}
            )
    return panel


def _choices(values):
    """Choices, each under the one that it belongs to, or last where that one is none of them."""
    made = {each.value: _choice(each) for each in values}
    tops, strays = [], []
    for each in values:
        if each.under in made:
            made[each.under].choices.append(made[each.value])
        else:
            (strays if each.under else tops).append(made[each.value])
    return tops + strays


def _choice(value):
    return Choice(value.value, value.label, value.count, value.chosen, [])


def active_filters(request, question, counted):
    """Each choice that narrows the list, with the address of the list without it."""
    filters = []
    for facet, values in question.choices():
        named = {each.value: each.label for each in counted[facet.name].values if each.chosen}
        for value in values:
            rest = {
                **question.chosen,
                facet.name: tuple(other for other in values if other != value),
            }
            filters.append(
                {
                    "facet": facet.label,
                    "label": named.get(value, value),
                    "url": address(request, question, chosen=rest),
                }
            )
    return filters


def sorts(request, question):
    """The orders of the list; with words, relevance comes first."""
    orders = ORDERS[question.kind]
    shown = (
        [("", _("Relevance")), *((o, ORDER_LABELS[o]()) for o in orders)]
        if question.text
        else [(o if o != orders[0] else "", ORDER_LABELS[o]()) for o in orders]
    )
    return [
        {
            "label": label,
            "url": address(request, question, order=order),
            "current": order == question.order,
        }
        for order, label in shown
    ]


def pages(request, question, last):
    """Numbers around the present page, with their addresses; None stands for a gap."""
    here = question.page
    wanted = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    numbers = []
    for previous, number in zip([0, *wanted], wanted, strict=False):
        if number - previous > 1:
            numbers.append(None)
        numbers.append(
            {
                "number": number,
                "url": address(request, question, page=number),
                "current": number == here,
            }
        )
    return {
        "numbers": numbers if last > 1 else [],
        "previous": address(request, question, page=here - 1) if here > 1 else None,
        "next": address(request, question, page=here + 1) if here < last else None,
        "last": last,
        "here": here,
    }
