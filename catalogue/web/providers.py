"""Who serves a tool on the word of another catalogue: told as its word, and counted nowhere. It
follows from the records that are kept, whichever came first, and goes when they vanish.
"""

from collections import defaultdict

from django.db.models import Q

from catalogue.choices import OutsideNoun, Standing
from catalogue.models import Organisation, OutsideRecord, Tool


def providers_named(tool):
    """`[(organisation, catalogues that name it)]` of the published ones."""
    said = defaultdict(list)
    for record in _joined(OutsideNoun.TOOL).filter(object_id=tool.pk):
        serve = Q(catalogue=record.catalogue, values__services__contains=[record.name])
        bodies = list(_joined(OutsideNoun.ORGANISATION).filter(serve))
        if bodies and _meant(record.catalogue, [record.name]) == {tool.pk}:
            for body in bodies:
                said[body.object_id].append(record.catalogue)
    return _published(Organisation, said)


def tools_named(organisation):
    """`[(tool, catalogues that name the organisation as serving it)]` of the published ones."""
    said = defaultdict(list)
    for body in _joined(OutsideNoun.ORGANISATION).filter(object_id=organisation.pk):
        for pk in _meant(body.catalogue, body.values.get("services", [])):
            said[pk].append(body.catalogue)
    return _published(Tool, said)


def _joined(noun):
    joined = OutsideRecord.objects.filter(noun=noun, standing=Standing.JOINED, vanished_at=None)
    return joined.select_related("catalogue").defer("raw")


def _meant(catalogue, names):
    """The tools that a catalogue means by names. Of two of one name nobody knows which it is."""
    called = defaultdict(list)
    tools = catalogue.records.filter(noun=OutsideNoun.TOOL, vanished_at=None, name__in=names)
    for name, standing, pk in tools.values_list("name", "standing", "object_id"):
        called[name].append(pk if standing == Standing.JOINED else None)
    return {pks[0] for pks in called.values() if len(pks) == 1 and pks[0]}


def _published(model, said):
    rows = model.objects.published().filter(pk__in=said).order_by("name") if said else ()
    return [(row, list(dict.fromkeys(said[row.pk]))) for row in rows]
