"""Rows as plain records, in as many queries for three as for one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.exchange.gather import gather
from catalogue.exchange.shapes import SHAPES
from catalogue.models import CuratedRecord
from tests.factories import AdoptionFactory, CitationFactory, CityLabelFactory, ProductFactory


def test_gathering_asks_as_much_for_three_as_for_one(db):
    asked = []
    for number in (1, 2):
        for _ in range(number):
            adoption = AdoptionFactory(replaces=[ProductFactory()])
            CitationFactory(tool=adoption.tool)
            CitationFactory(city=adoption.city)
            CitationFactory(city_label=CityLabelFactory(city=adoption.city))
        queries = []
        for shape in SHAPES:
            with CaptureQueriesContext(connection) as captured:
                gather(shape)
            queries.append((shape.noun, len(captured)))
        asked.append(queries)

    assert asked[0] == asked[1]


def test_catalogue_says_what_the_files_said(catalogue):
    """Nothing is lost or bent on the way from a file to the tables and back."""
    said = {(row.noun, row.key): row.values for row in CuratedRecord.objects.all()}

    gathered = {
        (shape.noun, key): values for shape in SHAPES for key, (_, values) in gather(shape).items()
    }

    assert gathered == said
