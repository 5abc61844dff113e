import pytest

from tests.catalogue.admin.forms_filled import address
from tests.factories import AdoptionFactory, CityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("draft", ["adoption", "city", ""])
def test_an_adoption_is_shown_on_the_page_of_its_city(desk, draft):
    adoption = AdoptionFactory(city=CityFactory(draft=draft == "city"), draft=draft == "adoption")

    page = desk.get(address("change", adoption)).text

    assert (f'href="{adoption.city.get_absolute_url()}"' in page) is (not draft)
