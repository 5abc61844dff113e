import pytest

from tests.catalogue.admin.forms_filled import address
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db


def test_a_domain_lists_its_categories_and_a_category_none(desk):
    category = CategoryFactory()

    assert address("change", category) in desk.get(address("change", category.domain)).text
    assert "categories-TOTAL_FORMS" not in desk.get(address("change", category)).text
