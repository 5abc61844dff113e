import pytest
from bs4 import BeautifulSoup

from catalogue.models import Adoption
from tests.catalogue.admin.forms_filled import address
from tests.factories import AdoptionFactory, CityFactory, ToolFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("draft", ["adoption", "city", ""])
def test_an_adoption_is_shown_on_the_page_of_its_city(desk, draft):
    adoption = AdoptionFactory(city=CityFactory(draft=draft == "city"), draft=draft == "adoption")

    page = desk.get(address("change", adoption)).text

    assert (f'href="{adoption.city.get_absolute_url()}"' in page) is (not draft)


def test_publishing_tells_what_will_not_be_seen_yet_and_why(desk):
    seen = AdoptionFactory(draft=True)
    without_city = AdoptionFactory(draft=True, city=CityFactory(draft=True))
    without_tool = AdoptionFactory.create_batch(2, draft=True, tool=ToolFactory(draft=True))
    chosen = [row.pk for row in (seen, without_city, *without_tool)]

    page = desk.post(
        address("changelist", Adoption),
        {"action": "publish", "_selected_action": chosen},
        follow=True,
    )

    messages = BeautifulSoup(page.content, "html.parser").select(".messagelist li")
    assert [message.text for message in messages] == [
        "4 entries are published.",
        "1 of them will only be seen once its city is published. See such drafts",
        "2 of them will only be seen once their tools are published. See such drafts",
    ]
    links = [message.a["href"] for message in messages[1:]]
    assert [len(desk.get(link).context["cl"].result_list) for link in links] == [1, 1]
