"""Licence expressions and addresses that are taken and refused."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.validators import spdx_expression, web_address


@pytest.mark.parametrize(
    "expression",
    ["MIT", "AGPL-3.0-or-later", "MIT OR Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"],
)
def test_expression_of_known_licences_is_taken(expression):
    spdx_expression(expression)


@pytest.mark.parametrize(
    "expression",
    ["Freeware", "MIT OR", "OR", "MIT Apache-2.0", "(MIT", "MIT\x00", "💾", "a" * 5000],
)
def test_anything_else_is_not_a_licence(expression):
    with pytest.raises(ValidationError):
        spdx_expression(expression)


@pytest.mark.parametrize("address", ["https://example.org/é?q=1#a", "http://example.org"])
def test_address_of_the_web_is_taken(address):
    web_address(address)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://", "a b"]
)
def test_any_other_address_is_refused(address):
    with pytest.raises(ValidationError):
        web_address(address)
