import pytest

from catalogue.models import City, Tool
from tests.catalogue.admin.forms_filled import address
from tests.factories import AdoptionFactory, CitationFactory, CityFactory, ToolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tools():
    cited = ToolFactory(slug="cited")
    CitationFactory(tool=cited)
    CitationFactory(tool=cited)
    return [cited, ToolFactory(slug="draft", draft=True)]


@pytest.mark.parametrize(
    ("question", "slugs"),
    [
        ("visibility=published", ["cited"]),
        ("visibility=draft", ["draft"]),
        ("cited=yes", ["cited"]),
        ("cited=no", ["draft"]),
        ("", ["cited", "draft"]),
        ("visibility=nonsense&cited=nonsense", ["cited", "draft"]),
    ],
)
def test_a_list_is_narrowed(desk, tools, question, slugs):
    page = desk.get(f"{address('changelist', Tool)}?{question}")

    assert sorted(tool.slug for tool in page.context["cl"].result_list) == slugs


@pytest.mark.parametrize(
    ("model", "owner"), [(Tool, "tool"), (City, "city")], ids=["tools", "cities"]
)
def test_drafts_that_hide_adoptions_are_found(desk, model, owner):
    factory = {Tool: ToolFactory, City: CityFactory}[model]
    hiding = factory(draft=True)
    AdoptionFactory(**{owner: hiding})
    AdoptionFactory(**{owner: factory(draft=True)}, draft=True)
    AdoptionFactory()

    page = desk.get(f"{address('changelist', model)}?visibility=hiding")

    assert list(page.context["cl"].result_list) == [hiding]
