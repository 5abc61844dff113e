"""Records as they are kept, held to what the description says of them."""

import json

import pytest

from api.records import answer
from api.v1.schema.names import name_of
from api.v1.serializers import MEMBERS
from catalogue.choices import Kind
from catalogue.models import SearchEntry
from tests.api.description import faults, shape


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_every_curated_record_is_as_described(catalogue, kind):
    records = [json.loads(answer(entry)) for entry in SearchEntry.objects.filter(kind=kind)]

    assert len(records) > 10
    for record in records:
        assert tuple(record) == MEMBERS[kind], record["slug"]
        assert faults(shape(name_of(kind)), record) == [], record["slug"]
