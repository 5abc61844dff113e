"""Which of our values came from whom, and still stand as they were taken."""

import pytest

from catalogue.models import ValueOrigin
from tests.factories import AdoptionFactory, CityFactory, ToolFactory, ValueOriginFactory

pytestmark = pytest.mark.django_db


def test_rows_of_several_nouns_are_asked_about_at_once(django_assert_num_queries):
    adoption = AdoptionFactory()
    tool, city = adoption.tool, adoption.city
    website = ValueOriginFactory(row=tool, field="website")
    name = ValueOriginFactory(row=tool, field="name")
    status = ValueOriginFactory(row=adoption, field="status")
    ValueOriginFactory(row=city, field="population", value=-1)

    with django_assert_num_queries(1):
        held = ValueOrigin.objects.held_by([tool, city, adoption])

    assert held == {tool: [name, website], adoption: [status]}


def test_of_no_rows_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ValueOrigin.objects.held_by([]) == {}


@pytest.mark.parametrize(
    ("field", "value", "is_held"),
    [
        ("summary.fr", "Texte", True),
        ("summary.en", "Texte", False),
        ("summary.de", "Text", False),
        ("platforms", ["web"], True),
        ("platforms", [], False),
    ],
    ids=["the text", "another text", "a language that is gone", "the list", "another list"],
)
def test_a_value_is_held_as_long_as_it_is_the_same(field, value, is_held):
    tool = ToolFactory(summary={"fr": "Texte", "en": "Text"}, platforms=["web"])

    origin = ValueOriginFactory(row=tool, field=field, value=value)

    assert origin.is_held_by(tool) is is_held


def test_a_number_is_held_as_the_database_gives_it_back():
    city = CityFactory(latitude=48.11, longitude=-1.68)
    city.refresh_from_db()

    origin = ValueOriginFactory(row=city, field="longitude")

    origin.refresh_from_db()
    assert origin.is_held_by(city)
