"""What the curated files last said: one record for each thing."""

import pytest

from catalogue.models import CuratedRecord
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_record_is_kept_once():
    CuratedRecord.objects.create(noun="tool", key="glpi", values={})

    with refused("curated_record_once"):
        CuratedRecord.objects.create(noun="tool", key="glpi", values={})
