"""Reads again what is due, and tells what went wrong where editors look."""

from datetime import timedelta

from django.utils import timezone

from catalogue.errors import CatalogueError
from catalogue.exchange.importing.running import Order, take_in
from catalogue.exchange.importing.unchanged import RememberingDoor
from catalogue.exchange.readers import formats
from catalogue.exchange.sources.http import Door
from catalogue.models import ImportRun, OutsideCatalogue

ACTOR = "harvest"


def due(now=None):
    """The catalogues whose time has come, those that were read longest ago first."""
    now = now or timezone.now()
    return [
        each
        for each in OutsideCatalogue.objects.exclude(every_days=None).order_by("read_at", "trust")
        if each.read_at is None or each.read_at + timedelta(days=each.every_days) <= now
    ]


def harvest(catalogue, *, telling=None, private=False):
    """Read one catalogue again; the Report, or None when it failed: then the run says why, and
    nothing else was changed. `private` lets it into private networks, as in `Door`: editors may say
    where a catalogue is read, so no command does.
    """
    form = formats()[catalogue.format]
    has_several = form.by_pages or form.by_lists
    door = (
        Door(private=private) if has_several else RememberingDoor(catalogue.marks, private=private)
    )
    order = Order(form, catalogue.where, ACTOR, name=catalogue.slug, publishes=catalogue.publishes)
    began = timezone.now()
    try:
        return take_in(order, door=door, telling=telling)
    except CatalogueError as fault:
        OutsideCatalogue.objects.filter(pk=catalogue.pk).update(tried_at=began)
        ImportRun.objects.create(
            catalogue=catalogue,
            where=catalogue.where,
            by=ACTOR,
            began_at=began,
            ended_at=timezone.now(),
            failure=str(fault),
        )
        return None
