"""One judgement for each pair of tool and product."""

import pytest

from tests.factories import ReplacementFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_one_replacement_per_pair():
    pair = ReplacementFactory()

    with refused("replacement_one_per_pair"):
        ReplacementFactory(tool=pair.tool, product=pair.product)


def test_coverage_is_a_known_word():
    with refused("replacement_coverage_known"):
        ReplacementFactory(coverage="total")
