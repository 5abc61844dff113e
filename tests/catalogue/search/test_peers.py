"""Cities like one of them: as if all of them had been sorted."""

from fractions import Fraction

import pytest

from catalogue.models import City
from catalogue.search import reindex
from catalogue.search.peers import MOST, peers_of, place_of
from tests.factories import CityFactory

#: Several of the same size, several as far up as others are down, and some about which little is
#: known.
POPULATIONS = [None, None, 0, 0, 1, 3, 7, 7, 7, 15, 24, 99, 99, 199, 399, 399, 2_147_483_647]


@pytest.fixture
def cities(db):
    for country, every in (("FR", 1), ("BE", 2), ("LU", 5)):
        for number, population in enumerate(POPULATIONS[::every]):
            place = {"country": country, "population": population}
            CityFactory(slug=f"{number * 7 % 10}-{country.lower()}-{number}", **place)
            CityFactory(**place, kind="region")
    for country in ("FR", "BE"):
        CityFactory(country=country, population=7, draft=True)


def sorted_like(city):
    """The slugs of all the others, sorted."""

    def place(other):
        return other.country != city.country, how_many_times(other, city), other.slug

    others = City.objects.published().filter(kind=city.kind).exclude(pk=city.pk)
    if city.population:
        others = others.filter(population__isnull=False)
    return [other.slug for other in sorted(others, key=place)]


def how_many_times(other, city):
    if not city.population:
        return 1
    sizes = other.population + 1, city.population + 1
    return Fraction(max(sizes), min(sizes))


@pytest.mark.parametrize("most", [1, 4, 12, MOST])
def test_the_nearest_are_those_that_sorting_all_would_find(cities, most):
    slugs = dict(City.objects.values_list("pk", "slug"))
    for city in City.objects.filter(kind="commune"):
        found = [slugs[pk] for pk in peers_of(city, most)]

        assert found == sorted_like(city)[:most], f"{city.slug}, {city.population}"


def test_no_more_than_so_many_come(db):
    CityFactory.create_batch(MOST + 1, population=100)
    city = CityFactory(population=100)

    assert len(peers_of(city)) == MOST


def test_one_question_is_enough_where_the_country_has_enough(cities, django_assert_num_queries):
    city = City.objects.filter(country="FR", population=7).first()

    with django_assert_num_queries(1):
        peers_of(city, 4)


def test_a_place_is_that_of_a_published_city(cities):
    reindex()
    city = City.objects.filter(country="LU", kind="commune", population=24).first()
    draft = City.objects.filter(published_at=None).first()

    assert place_of(city.slug) == (city.pk, "commune", "LU", 24)
    assert place_of(draft.slug) is None
