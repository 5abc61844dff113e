"""A record tells which of its values were taken from whom, as long as they are as they were."""

import json

import pytest
from django.db import connection
from django.db.models import JSONField, Value
from django.test.utils import CaptureQueriesContext

from api.records import answer
from api.v1.schema.names import name_of
from catalogue.choices import Kind, OutsideNoun
from catalogue.exchange.importing.comparing import FIELDS
from catalogue.models import SearchEntry, ValueOrigin
from catalogue.search import reindex
from catalogue.search.documents import DOCUMENTS
from catalogue.search.documents.origins import CALLED
from tests.api.description import faults, shape
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    LicenceFactory,
    OrganisationFactory,
    OutsideCatalogueFactory,
    ToolFactory,
    ValueOriginFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = {
    Kind.TOOL: (OutsideNoun.TOOL, ToolFactory),
    Kind.CITY: (OutsideNoun.PLACE, CityFactory),
    Kind.ADOPTION: (OutsideNoun.ADOPTION, AdoptionFactory),
    Kind.ORGANISATION: (OutsideNoun.ORGANISATION, OrganisationFactory),
}


def told(row, kind=Kind.TOOL):
    """A row's record, as the API answers it."""
    reindex()
    return json.loads(answer(SearchEntry.objects.get(kind=kind, object_id=row.pk)))


def test_origin_is_told_with_all_that_a_licence_asks_for():
    there = OutsideCatalogueFactory(slug="list", title="A list", home="https://list.example.org/")
    LicenceFactory(spdx="MIT")
    tool = ToolFactory(licence="MIT")
    origin = ValueOriginFactory(row=tool, catalogue=there, field="licence", as_written="MIT/X11")

    assert told(tool)["origins"] == [
        {
            "field": "licence",
            "catalogue": {
                "slug": "list",
                "title": "A list",
                "address": "https://list.example.org/",
            },
            "licence": "etalab-2.0",
            "as_written": "MIT/X11",
            "taken_at": origin.taken_at.isoformat(),
        }
    ]


def test_what_an_editor_wrote_since_is_nobody_else_s():
    tool = ToolFactory(summary={"fr": "Leur texte.", "en": "Our words."})
    ValueOriginFactory(row=tool, field="summary.en", value="Their words.")
    ValueOriginFactory(row=tool, field="summary.fr")

    assert [origin["field"] for origin in told(tool)["origins"]] == ["summary.fr"]


@pytest.mark.parametrize("kind", FACTORIES, ids=str)
def test_every_value_that_can_be_taken_is_told_under_its_name_in_the_record(kind):
    noun, factory = FACTORIES[kind]
    row = factory()
    for field in FIELDS[noun]:
        value = ValueOrigin(field=field).value_in(row)
        held = Value(None, JSONField()) if value is None else value
        ValueOriginFactory(row=row, field=field, value=held)

    record = told(row, kind)

    fields = [origin["field"] for origin in record["origins"]]
    assert fields == sorted(CALLED.get(field, field) for field in FIELDS[noun])
    assert set(fields) <= set(record)
    assert faults(shape(name_of(kind)), record) == []


@pytest.mark.parametrize("kind", FACTORIES, ids=str)
def test_three_things_ask_as_much_as_one(kind):
    _noun, factory = FACTORIES[kind]
    rows = [factory() for _number in range(3)]
    for row in rows:
        ValueOriginFactory(row=row, field="slug")

    asked = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            documents = list(DOCUMENTS[kind]([row.pk for row in some]))
        assert all(document.record["origins"] for document in documents)
        asked.append([q["sql"] for q in queries if "catalogue_valueorigin" in q["sql"]])

    assert [len(queries) for queries in asked] == [1, 1]
