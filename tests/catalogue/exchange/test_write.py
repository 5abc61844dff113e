import pytest

from catalogue.exchange.gather import SHAPE_OF
from catalogue.exchange.write import write
from catalogue.models import Source
from tests.factories import CitationFactory, SourceFactory, ToolFactory

pytestmark = pytest.mark.django_db


def find(noun, key):
    return Source.objects.get(slug=key)


def cited(tool):
    """`{slug of a source: number of its citation}`, in order."""
    return {each.source.slug: each.pk for each in tool.citations.order_by("position", "pk")}


@pytest.fixture
def tool():
    """It cites three sources, in the order in which an editor left them: all at the same place."""
    tool = ToolFactory()
    for slug in ("first", "second", "third"):
        CitationFactory(tool=tool, source=SourceFactory(slug=slug), position=0, note={})
    return tool


def test_citations_that_stay_are_not_written_again(tool):
    before = cited(tool)
    SourceFactory(slug="fourth")
    cites = [{"source": slug} for slug in (*before, "fourth")]

    write(SHAPE_OF["tool"], tool, {"cites": cites}, find)

    after = cited(tool)
    assert list(after) == ["first", "second", "third", "fourth"]
    assert {slug: after[slug] for slug in before} == before


@pytest.mark.parametrize(
    "slugs",
    [["third", "first"], ["first", "third"], ["second", "first", "third"], []],
    ids=["turned round", "one left out", "another order", "none"],
)
def test_citations_are_as_they_are_given(tool, slugs):
    write(SHAPE_OF["tool"], tool, {"cites": [{"source": slug} for slug in slugs]}, find)

    assert list(cited(tool)) == slugs


def test_a_note_that_changed_is_written(tool):
    cites = [{"source": "first", "note": {"en": "On page 2."}}]

    write(SHAPE_OF["tool"], tool, {"cites": cites}, find)

    assert [each.note for each in tool.citations.all()] == [{"en": "On page 2."}]
