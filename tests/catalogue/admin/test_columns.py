import pytest

from catalogue.models import CaseStudy, Tool
from tests.catalogue.admin.forms_filled import address
from tests.factories import (
    AdoptionFactory,
    CaseStudyFactory,
    CitationFactory,
    ReplacementFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def rows(desk, model, **question):
    return desk.get(address("changelist", model), question).context["cl"].result_list


def test_counts_do_not_multiply_each_other(desk):
    tool = ToolFactory()
    for _number in range(3):
        CitationFactory(tool=tool)
    for _number in range(2):
        ReplacementFactory(tool=tool)

    (row,) = rows(desk, Tool)

    assert (row.number_of_citations, row.number_of_replacements) == (3, 2)
    assert row.number_of_adoptions == 0


def test_links_are_counted_too(desk):
    CaseStudyFactory(adoptions=[AdoptionFactory(), AdoptionFactory()])

    (row,) = rows(desk, CaseStudy)

    assert (row.number_of_adoptions, row.number_of_money) == (2, 0)


def test_a_list_is_sorted_by_a_count(desk):
    ToolFactory(slug="none")
    CitationFactory(tool=ToolFactory(slug="one"))

    assert [tool.slug for tool in rows(desk, Tool, o="-3")] == ["one", "none"]
