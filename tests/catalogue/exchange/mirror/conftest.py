"""What an origin tells, without a network between."""

import json

import pytest

from api.records import answer
from catalogue.choices import Kind
from catalogue.exchange.mirror.applying import apply
from catalogue.exchange.mirror.origin import Told
from catalogue.exchange.mirror.reading import keep_told
from catalogue.exchange.shapes import SHAPES
from catalogue.models import FormerSlug, Mirror, MirroredRecord, OutsideCatalogue, SearchEntry
from catalogue.search import reindex


class Copying:
    """What this database holds is told as by an origin, forgotten, and brought in again."""

    def __init__(self):
        self.mirror = Mirror.objects.create(origin="https://origin.example")

    def told(self):
        """All that an origin with these rows tells."""
        reindex()
        return [
            Told(Kind(entry.kind).noun, entry.slug, json.loads(answer(entry)))
            for entry in SearchEntry.objects.all()
        ]

    def forget(self):
        """An empty catalogue, as if nothing had ever been in it."""
        for shape in reversed(SHAPES):
            for name, noun in shape.refs:
                if noun == shape.noun:
                    shape.model.objects.update(**{name: None})
            shape.model.objects.all().delete()
        FormerSlug.objects.all().delete()
        OutsideCatalogue.objects.all().delete()
        reindex()

    def bring_in(self, told, *, anew=False):
        keep_told(self.mirror, told, anew=anew)
        return apply(self.mirror, lambda words: None)

    def waiting(self):
        return {str(row) for row in MirroredRecord.objects.filter(waiting=True)}


@pytest.fixture
def copying(db):
    return Copying()
