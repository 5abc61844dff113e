"""What every list page shows: rows, facets, filters, orders and pages, all in the address."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalogue.search import Question, facets_of
from catalogue.search.question import ORDERS
from catalogue.search.results import results
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
    answer = results(question)
    if answer.is_past_the_end:
        raise Http404(
            _("This list has %(last)d pages; there is no page %(page)d.")
            % {"last": answer.last, "page": question.page}
        )
    context = {
        "question": question,
        "results": answer,
        "rows": answer.rows,
        "corrected": answer.found.corrected,
        "facets": shown_facets(question, facets_of(answer.found)),
        "active": active_filters(request, question),
        "clear_url": address(request, question, text=question.text, chosen={}),
        "sorts": sorts(request, question),
        "pages": pages(request, question, answer.last),
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


def shown_facets(question, counted):
    """Facets as the panel shows them: `{name, legend, choices, others}`, a second level inside the
    first where there is one. `others` counts the values that are left out.
    """
    panel = []
    for facet in question.facets:
        found = counted[facet.name]
        choices = [_choice(value) for value in found.values]
        if facet.two_level:
            tops = [choice for choice in choices if not choice["under"]]
            for top in tops:
                top["choices"] = [choice for choice in choices if choice["under"] == top["value"]]
            named = {top["value"] for top in tops}
            choices = tops + [
                choice for choice in choices if choice["under"] and choice["under"] not in named
            ]
        if choices:
            others = found.total - len(found.values)
            panel.append(
                {"name": facet.name, "legend": facet.label, "choices": choices, "others": others}
            )
    return panel


def _choice(value):
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "checked": value.chosen,
        "under": value.under,
    }


def active_filters(request, question):
    """Each choice that narrows the list, with the address of the list without it."""
    filters = []
    for facet in question.facets:
        values = question.chosen.get(facet.name, ())
        named = facet.names(set(values)) if values else {}
        for value in values:
            rest = {
                **question.chosen,
                facet.name: tuple(other for other in values if other != value),
            }
            filters.append(
                {
                    "facet": facet.label,
                    "label": named.get(value, (value, ""))[0],
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
