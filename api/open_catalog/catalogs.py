"""This catalogue, the only one of its Open Catalog API."""

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, Min

from api.open_catalog.identifiers import identifier
from catalogue.models import Change

NOUN, NAME, ALTERNATIVE = "catalogs", "Communal", "communal"


def catalog_id():
    """Each site of this software is a catalogue of its own."""
    return identifier(NOUN, settings.SITE_URL)


def catalog():
    """This catalogue, as the contract has it: made when its tables were, changed with its newest
    record.
    """
    made = MigrationRecorder.Migration.objects.aggregate(moment=Min("applied"))["moment"]
    changed = Change.objects.aggregate(moment=Max("at"))["moment"]
    return {
        "id": catalog_id(),
        "name": NAME,
        "alternativeId": ALTERNATIVE,
        "active": True,
        "sources": [{"url": f"{settings.SITE_URL}/api/v1/tools/"}],
        "createdAt": made.isoformat(),
        "updatedAt": (changed or made).isoformat(),
    }
