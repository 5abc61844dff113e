"""Vendors and the law that reaches them."""

import pytest

from tests.factories import VendorFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_country_is_a_code():
    with refused("vendor_country_is_a_code"):
        VendorFactory(country="us")
