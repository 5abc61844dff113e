"""Places of reference data: kept to know cities by, joined to those we have, made ours once
something is told of them.
"""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from catalogue.choices import ImportOutcome, Standing
from catalogue.exchange.importing.judging import SHAPE, column_values, complete, new_slug
from catalogue.exchange.importing.marks import IDS, NOUN, mark_all, marks_of_city, shortened
from catalogue.exchange.importing.merging import merge_rows, rows_of
from catalogue.exchange.importing.origins import Origins
from catalogue.models import City, OutsideRecord
from catalogue.search.text import squash

FIELDS = (
    *("region", "department", "website", *IDS),
    *("population", "population_year", "latitude", "longitude"),
)
FACTS = ("name", "kind", "country")


class Places:
    """Takes in the places of one import."""

    def __init__(self, work):
        self.work = work

    def take(self):
        join(self.work)
        records = list(self.work.records(NOUN, Standing.JOINED))
        there = rows_of(NOUN, [record.object_id for record in records])
        for record in records:
            if record.object_id not in there:
                self.work.was_deleted(record)
        joined = [record for record in records if record.standing == Standing.JOINED]
        merge_rows(self.work, NOUN, FIELDS, joined, said)


def join(work):
    """Join the cities that we have to the places that are kept, by identifiers, else by a name that
    only one of the kind has there.
    """
    joined = set(
        OutsideRecord.objects.filter(noun=NOUN, standing=Standing.JOINED).values_list(
            "object_id", flat=True
        )
    )
    cities = [city for city in City.objects.all() if city.pk not in joined]
    if not cities:
        return
    mark_all()
    marks = set().union(*map(marks_of_city, cities))
    by_id, by_name = defaultdict(list), defaultdict(list)
    for record in OutsideRecord.objects.filter(
        noun=NOUN, standing=Standing.KNOWN, known_by__overlap=shortened(marks)
    ).defer("raw"):
        for name, value in record.outside_ids.items():
            by_id[name, value].append(record)
        for name in record.values["name"].values():
            place = record.values["kind"], record.values["country"], squash(name)
            by_name[place].append(record)
    for city in cities:
        found = next(
            (
                by_id[name, value]
                for name in IDS
                if (value := getattr(city, name)) and by_id[name, value]
            ),
            [],
        )
        for name in city.name.values():
            named = by_name[city.kind, city.country, squash(name)]
            found = found or [record for record in named if not _contradicts(city, record)]
        if len(found) == 1 and found[0].standing == Standing.KNOWN:
            work.settle(found[0], Standing.JOINED, row=city)


def _contradicts(city, record):
    """Whether a place of the same name has other identifiers."""
    ids = record.outside_ids
    return any(ids.get(each, held) != held for each in IDS if (held := getattr(city, each)))


def made_city(work, record):
    """The city made of the record of a place; None where it is refused."""
    city = City(published_at=work.published_at)
    values = {
        **{name: record.values[name] for name in FACTS},
        **said(record),
        "slug": new_slug(City, next(iter(record.values["name"].values()))),
        "cites": [],
    }
    if not work.write(record, "city", city, complete("city", values)):
        return None
    work.settle(record, Standing.JOINED, row=city)
    origins = Origins(NOUN, SHAPE["city"], FIELDS, [city.pk])
    origins.remember(city.pk, origins.weighed(city.pk, {}, said)[1])
    work.tell(ImportOutcome.CREATED, record, _("somebody tells of it"))
    return city


def said(record):
    """What a record says of a place that a city can keep."""
    values = {name: record.values[name] for name in FIELDS if name in record.values}
    ids = {name: record.outside_ids[name] for name in IDS if name in record.outside_ids}
    return column_values(City, {**values, **ids})
