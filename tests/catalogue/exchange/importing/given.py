"""Small sources in the formats of other catalogues, imports of them, and what the catalogue holds
then.
"""

import csv
import json

from django.apps import apps

from catalogue.choices import ImportOutcome
from catalogue.exchange.importing.running import Order, take_in
from catalogue.exchange.readers import formats
from catalogue.models import OutsideRecord, SearchEntry, ValueOrigin

#: When a source was read is always new; all else must rest when nothing changed there.
OF_THE_READING = {"OutsideCatalogue", "ImportRun", "ImportLine", "Revision"}

#: A line of a sheet as a city fills it in.
ROW = {"Collectivité": "Ville de Lunéville", "Logiciel": "Datelune", "Statut": "en production"}


def bring(form, where, *, telling=None, door=None, **order):
    """Take in a source as somebody at the command line does; the report."""
    order = Order(formats()[form], str(where), "Ana", **order)
    return take_in(order, telling=telling, door=door)


def sill(folder, *entries):
    """A file of the SILL. What an entry leaves out is filled."""
    usual = {"referencedSinceTime": 1, "license": "MIT", "function": "Fait une chose."}
    return _json(
        folder / "sill.json",
        [usual | entry if isinstance(entry, dict) else entry for entry in entries],
    )


def comptoir(folder, *entries):
    return _json(folder / "comptoir.json", [{"licence": "MIT", **entry} for entry in entries])


def selfhosted(folder, **entries):
    """A folder of awesome-selfhosted, `name={…}` for each file."""
    place = folder / "selfhosted"
    (place / "software").mkdir(parents=True, exist_ok=True)
    for old in (place / "software").iterdir():
        old.unlink()
    for name, entry in entries.items():
        usual = {"name": name.title(), "description": "Does one thing.", "licenses": ["MIT"]}
        _json(place / "software" / f"{name}.yml", usual | entry)  # JSON is YAML
    return place


def table(folder, *rows, name="sheet.csv"):
    """A CSV with a column for every key of the rows."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def sheet(folder, *rows):
    """A sheet of adoptions. What a row leaves out is filled."""
    return table(folder, *({**ROW, **row} for row in rows))


def _json(path, value):
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def changed_something(report):
    ours = (ImportOutcome.CREATED, ImportOutcome.UPDATED)
    return any(outcome in ours for _noun, outcome in report.counts)


def everything():
    """Every row that an import could change, with its history, the lists and the feed."""
    return {
        model.__name__: sorted(model.objects.values_list(), key=str)
        for model in apps.get_app_config("catalogue").get_models(include_auto_created=True)
        if model.__name__ not in OF_THE_READING
    }


def searched():
    """All that lists, searches and the API tell."""
    own = {"pk", "updated_at"}
    columns = [field.name for field in SearchEntry._meta.fields if field.name not in own]
    return sorted(SearchEntry.objects.values_list(*columns), key=str)


def told(report):
    """`{(outcome, name or place): message}` of the lines of a report."""
    return {(line.outcome.value, line.name or line.place): line.message for line in report.lines}


def counted(report, noun):
    return report.as_counts().get(noun, {})


def origins(row, noun="tool"):
    """`{field: slug of the catalogue that said it}`."""
    found = ValueOrigin.objects.filter(noun=noun, object_id=row.pk)
    return dict(found.values_list("field", "catalogue__slug"))


def record(name, catalogue=None):
    """The record of a name, as its catalogue told it last."""
    found = OutsideRecord.objects.filter(name=name)
    return (found.filter(catalogue__slug=catalogue) if catalogue else found).get()
