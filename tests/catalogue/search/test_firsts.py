"""The first of many, and how many there are."""

import pytest

from catalogue.models import Tool
from catalogue.search.firsts import first
from tests.factories import ToolFactory


@pytest.mark.parametrize(("number", "queries"), [(0, 1), (2, 1), (3, 2)])
def test_rows_are_counted_only_where_there_are_more(db, django_assert_num_queries, number, queries):
    ToolFactory.create_batch(number)

    with django_assert_num_queries(queries):
        found = first(Tool.objects.order_by("pk"), 2)

    assert found.rows == list(Tool.objects.order_by("pk")[:2])
    assert (found.total, found.others) == (number, max(0, number - 2))
