"""SPDX expressions, as the reference parser takes them."""

import pytest

from catalogue.exchange.publiccode.licences import is_expression


@pytest.mark.parametrize(
    "text",
    [
        "MIT",
        "mit",
        " EUPL-1.2 ",
        "agpl-3.0",
        "GPL-2.0+",
        "Apache-2.0+",
        "EUPL-1.2-or-later",
        "MIT-only",
        "MIT OR Apache-2.0",
        "MIT AND (BSD-3-Clause OR ISC)",
        "(MIT)",
        "MIT WITH Bison-exception-2.2",
        "GPL-2.0-or-later WITH Classpath-exception-2.0 OR MIT",
        "LicenseRef-City",
        "DocumentRef-Tool:LicenseRef-City",
    ],
)
def test_expressions(text):
    assert is_expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "LICENSE.md",
        "other",
        "GPL",
        "MIT or Apache-2.0 but not both",
        "MIT OR",
        "OR MIT",
        "MIT Apache-2.0",
        "MIT, ISC",
        "MIT/ISC",
        "(MIT",
        "MIT)",
        "MIT +",
        "Classpath-exception-2.0",
        "MIT WITH MIT",
        "MIT WITH",
        "DocumentRef-Tool",
        "DocumentRef-Tool:MIT",
        "LicenseRef-scancode-proprietary-license OR nothing",
        "MIT\tOR ISC",
        "(" * 10_000 + "MIT" + ")" * 10_000,
    ],
)
def test_no_expressions(text):
    assert not is_expression(text)
