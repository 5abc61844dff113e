"""Two levels: domains, and categories in them."""

import pytest
from django.db.models import RestrictedError

from catalogue.models import Category
from tests.factories import CategoryFactory, DomainFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_category_is_not_its_own_domain():
    category = CategoryFactory()

    with refused("category_is_not_its_own_domain"):
        Category.objects.filter(pk=category.pk).update(domain=category)


def test_domain_with_categories_stays():
    category = CategoryFactory()

    with pytest.raises(RestrictedError):
        category.domain.delete()


def test_two_levels():
    domain = DomainFactory()
    category = CategoryFactory(domain=domain)

    assert list(Category.objects.domains()) == [domain]
    assert list(Category.objects.leaves()) == [category]
