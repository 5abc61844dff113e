import pytest
from bs4 import BeautifulSoup

from tests.catalogue.admin.forms_filled import address, answers
from tests.factories import AdoptionFactory, CityFactory, CityLabelFactory

pytestmark = pytest.mark.django_db


def test_a_city_links_to_its_adoptions_and_to_new_ones(desk):
    adoption = AdoptionFactory()

    page = desk.get(address("change", adoption.city)).text
    links = BeautifulSoup(page, "html.parser").select(".field-add_more a")

    assert address("change", adoption) in page
    assert [link["href"].split("/")[3] for link in links] == ["adoption", "milestone", "moneyfact"]
    assert answers(desk.get(links[0]["href"]).text)["city"] == [str(adoption.city.pk)]


def test_a_city_that_does_not_exist_yet_has_nothing_to_link_to(desk):
    page = desk.get(address("add", type(CityFactory()))).text

    assert "adoptions-TOTAL_FORMS" not in page
    assert "labels-TOTAL_FORMS" in page


def test_a_label_is_reached_from_its_city_only(desk):
    label = CityLabelFactory()

    assert address("change", label) in desk.get(address("change", label.city)).text
    assert address("changelist", type(label)) not in desk.get("/admin/").text
