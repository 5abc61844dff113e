"""Other catalogues, and what they told."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import OutsideNoun, Standing
from catalogue.models import ImportLine, ImportRun, OutsideCatalogue, OutsideRecord, ValueOrigin
from catalogue.models.outside_catalogue import noun_of
from tests.factories.tool import ToolFactory


class OutsideCatalogueFactory(DjangoModelFactory):
    """Another catalogue, read by hand. `OutsideCatalogueFactory(trust=10)` is heard early."""

    class Meta:
        model = OutsideCatalogue

    slug = factory.Sequence("catalogue-{}".format)
    title = factory.Sequence("Catalogue {}".format)
    format = "sill"
    licence = "etalab-2.0"


class OutsideRecordFactory(DjangoModelFactory):
    """A tool that waits for an editor. `OutsideRecordFactory(joined_to=tool)` speaks of a tool."""

    class Meta:
        model = OutsideRecord

    class Params:
        joined_to = None
        said = factory.LazyFunction(dict)

    catalogue = factory.SubFactory(OutsideCatalogueFactory)
    noun = OutsideNoun.TOOL
    key = factory.Sequence("key-{}".format)
    name = factory.Sequence("Thing {}".format)
    values = factory.LazyAttribute(
        lambda row: {"name": row.name, "summary": {"en": "Does a thing."}, **row.said}
    )
    standing = factory.LazyAttribute(
        lambda row: Standing.JOINED if row.joined_to else Standing.WAITING
    )
    why = factory.LazyAttribute(lambda row: "" if row.joined_to else "several tools of that name")
    object_id = factory.LazyAttribute(lambda row: row.joined_to and row.joined_to.pk)


class ImportRunFactory(DjangoModelFactory):
    """A run that went through. `ImportRunFactory(failure="…")`."""

    class Meta:
        model = ImportRun

    catalogue = factory.SubFactory(OutsideCatalogueFactory)
    where = "https://catalogue.example.org/all.json"
    by = "harvest"
    counts = factory.LazyFunction(lambda: {"tool": {"created": 2, "waiting": 1}})


class ImportLineFactory(DjangoModelFactory):
    """What became of one record in a run."""

    class Meta:
        model = ImportLine

    run = factory.SubFactory(ImportRunFactory)
    outcome = "created"
    noun = OutsideNoun.TOOL
    name = factory.Sequence("Thing {}".format)
    place = "all.json[0]"


class ValueOriginFactory(DjangoModelFactory):
    """A value that a row holds as it was taken: `ValueOriginFactory(row=tool, field="website")`."""

    class Meta:
        model = ValueOrigin
        exclude = ["row"]

    row = factory.SubFactory(ToolFactory)
    catalogue = factory.SubFactory(OutsideCatalogueFactory)
    licence = factory.SelfAttribute("catalogue.licence")
    noun = factory.LazyAttribute(lambda origin: noun_of(origin.row))
    object_id = factory.LazyAttribute(lambda origin: origin.row.pk)
    field = "name"
    value = factory.LazyAttribute(
        lambda origin: ValueOrigin(field=origin.field).value_in(origin.row)
    )
