import pytest

from catalogue.models import Adoption, City, Tool
from tests.catalogue.admin.forms_filled import address
from tests.factories import AdoptionFactory, CityFactory, ToolFactory

pytestmark = pytest.mark.django_db


def found(desk, model, text):
    page = desk.get(address("changelist", model), {"q": text})
    return [row.slug for row in page.context["cl"].result_list]


@pytest.mark.parametrize("text", ["échirolles", "ECHIROLLES", "irolle"])
def test_a_city_is_found_without_accents_in_any_language(desk, text):
    CityFactory(slug="echirolles", name={"fr": "Échirolles"})
    CityFactory(slug="nantes", name={"fr": "Nantes", "br": "Naoned"})

    assert found(desk, City, text) == ["echirolles"]
    assert found(desk, City, "naoned") == ["nantes"]


def test_the_name_of_a_language_is_no_word_of_a_text(desk):
    CityFactory(slug="x", name={"fr": "Nantes"})

    assert found(desk, City, "fr") == []


def test_a_tool_is_found_by_its_other_names_and_its_summary(desk):
    ToolFactory(slug="a", aliases=["Bureau Libre"], summary={"en": "Writes letters."})
    ToolFactory(slug="b")

    assert found(desk, Tool, "bureau") == ["a"]
    assert found(desk, Tool, "letters") == ["a"]


def test_an_adoption_is_found_by_its_city_and_its_tool_together(desk):
    city = CityFactory(name={"fr": "Échirolles"})
    AdoptionFactory(slug="this", city=city, tool=ToolFactory(name="LibreOffice"))
    AdoptionFactory(slug="other", city=city)

    assert found(desk, Adoption, "echirolles libre") == ["this"]


@pytest.mark.parametrize("text", ["l'a", "%", "\\", "é' OR 1=1 --", "x" * 500, "$[*]"])
def test_any_text_can_be_looked_for(desk, text):
    ToolFactory()

    assert found(desk, Tool, text) == []


def test_an_autocomplete_ignores_accents_too(desk):
    city = CityFactory(name={"fr": "Échirolles", "en": "Échirolles"})
    question = {
        "app_label": "catalogue",
        "model_name": "adoption",
        "field_name": "city",
        "term": "echi",
    }

    answer = desk.get("/admin/autocomplete/", question).json()

    assert answer["results"] == [{"id": str(city.pk), "text": "Échirolles"}]
