"""Every list is read along an index of its own order, however long it is: nothing is sorted, and no
table is read from end to end.
"""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from catalogue.choices import Kind
from catalogue.search import Question, ask, facets_of
from catalogue.search.question import ORDERS

#: A small table is read whole sooner than by an index: this asks whether there is one to use.
AS_IF_LARGE = "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off"
LISTS = [
    (kind, order, language) for kind in Kind for order in ORDERS[kind] for language in ("fr", "en")
]


def plans(*questions):
    """The plans of the statements that answering sends, each as the nodes in it."""
    with CaptureQueriesContext(connection) as sent:
        for answer in questions:
            answer()
    with connection.cursor() as cursor:
        cursor.execute(AS_IF_LARGE)
        for query in sent.captured_queries:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {query['sql']}")
            [(plan,)] = cursor.fetchall()
            plan = json.loads(plan) if isinstance(plan, str) else plan
            yield [*nodes(plan[0]["Plan"])]


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def indexes(plan):
    return {node["Index Name"] for node in plan if "Index Name" in node}


@pytest.mark.parametrize(("kind", "order", "language"), LISTS, ids=map("-".join, LISTS))
def test_list_begins_in_the_index_of_its_order(catalogue, kind, order, language):
    with override(language):
        *_tallies, plan = plans(lambda: ask(Question(kind, order=order), ("slug",)))

    assert {node["Node Type"] for node in plan}.isdisjoint({"Seq Scan", "Bitmap Heap Scan"})
    limit = next(node for node in plan if node["Node Type"] == "Limit")
    assert [node["Node Type"] for node in nodes(limit)] == ["Limit", "Index Only Scan"]
    assert indexes([*nodes(limit)]).pop().endswith(f"_{language}")


def test_page_after_a_place_begins_there(catalogue):
    question = Question(Kind.TOOL)
    place = ask(question, ("slug",), start=50).places[0]

    *_tallies, plan = plans(lambda: ask(question, ("slug",), after=place))

    scans = [node for node in plan if node["Node Type"] == "Index Only Scan"]
    assert {node["Index Name"] for node in scans} == {"search_tool_by_proof_fr"}
    assert all("Index Cond" in node for node in scans)
    assert "Seq Scan" not in {node["Node Type"] for node in plan}


def test_adopters_of_a_tool_begin_in_an_index_of_theirs(catalogue):
    question = Question(Kind.ADOPTION, chosen={"tool": ("libreoffice",)})

    *_tallies, plan = plans(lambda: ask(question, ("slug",)))

    assert "search_adoption_by_under_fr" in indexes(plan)


ELSE = {
    "words": Question(Kind.TOOL, text="messagerie"),
    "three choices": Question(
        Kind.TOOL, chosen={"platform": ("web",), "country": ("FR",), "status": ("stable",)}
    ),
    "choices of one adoption": Question(
        Kind.CITY, chosen={"status": ("in_production",), "tool": ("libreoffice",)}
    ),
}


@pytest.mark.parametrize("question", ELSE.values(), ids=ELSE.keys())
def test_what_is_narrowed_is_found_by_indexes(catalogue, question):
    found = []

    asked = [*plans(lambda: found.append(ask(question)), lambda: facets_of(found[0]))]

    # Facets are counted once for each choice, of what the other choices leave.
    read_whole = [
        node["Relation Name"]
        for plan in asked
        for node in plan
        if node["Node Type"] == "Seq Scan" and "searchentry" in node["Relation Name"]
    ]
    assert read_whole == []
