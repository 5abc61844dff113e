import pytest

from catalogue.models import Tool
from tests.catalogue.admin.forms_filled import address, save
from tests.factories import AdoptionFactory, OrganisationFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_a_tool_links_to_its_adoptions(desk):
    adoption = AdoptionFactory()
    AdoptionFactory()
    where = f"{address('changelist', type(adoption))}?tool__id__exact={adoption.tool.pk}"

    assert where in desk.get(address("change", adoption.tool)).text
    assert list(desk.get(where).context["cl"].result_list) == [adoption]


def test_a_tool_keeps_its_words_and_boxes(desk):
    tool = ToolFactory()

    save(
        desk,
        "change",
        tool,
        aliases="Libre Office, LO",
        languages="fr, pt-BR",
        platforms=["web", "linux"],
        first_release="2011-01",
        steward=OrganisationFactory().pk,
    )

    tool = Tool.objects.get()
    assert tool.aliases == ["Libre Office", "LO"]
    assert tool.languages == ["fr", "pt-BR"]
    assert tool.platforms == ["web", "linux"]
    assert tool.first_release == "2011-01"
    assert tool.steward is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("first_release", "2011-13"),
        ("licence", "MIT OR"),
        ("aliases", "x" * 101),
    ],
)
def test_a_value_of_a_wrong_shape_is_refused(desk, field, value):
    tool = ToolFactory()

    response = save(desk, "change", tool, **{field: value})

    assert list(response.context["adminform"].form.errors) == [field]
