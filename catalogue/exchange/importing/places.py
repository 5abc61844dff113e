"""Places of reference data: kept to know cities by, joined to those we have, made ours once
something is told of them.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from catalogue.choices import ImportOutcome, OutsideNoun, Standing
from catalogue.exchange.gazetteer import Gazetteer, place_of
from catalogue.exchange.importing.judging import SHAPE, column_values, complete, new_slug
from catalogue.exchange.importing.merging import merge_rows, rows_of
from catalogue.exchange.importing.origins import Origins
from catalogue.exchange.matches import Confidence, Place
from catalogue.models import City, OutsideRecord
from catalogue.search.text import squash

NOUN = OutsideNoun.PLACE
#: Identifiers of a place, the surest first.
IDS = ("insee", "siren", "istat", "geonames", "wikidata")
FIELDS = (
    *("region", "department", "website", *IDS),
    *("population", "population_year", "latitude", "longitude"),
)
FACTS = ("name", "kind", "country")
OURS = "city:"


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
        if kept := self.work.records(NOUN, Standing.KNOWN).count():
            self.work.report.counts[NOUN, ImportOutcome.UNCHANGED] += kept


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
    by_id, by_name = defaultdict(list), defaultdict(list)
    for record in OutsideRecord.objects.filter(noun=NOUN, standing=Standing.KNOWN).only(
        "values", "outside_ids", "standing", "why", "candidates", "object_id", "catalogue", "key"
    ):
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


class KnownPlaces:
    """Every place that is known, by name: which one a user of a tool is, and its city."""

    def __init__(self, work):
        self.work = work
        join(work)
        self.records, places, spoken_for = {}, [], set()
        self.by_id, self.slugs = {}, {}
        for record in (
            OutsideRecord.objects.filter(noun=NOUN).exclude(standing=Standing.ASIDE).defer("raw")
        ):
            key = f"{record.catalogue_id}:{record.key}"
            self.records[key] = record
            places.append(place_of(key, record.values))
            if record.object_id:
                spoken_for.add(record.object_id)
            for name, value in record.outside_ids.items():
                self.by_id[name, value] = key
        for city in City.objects.exclude(pk__in=spoken_for):
            places.append(_place_of_city(city))
            self.slugs[f"{OURS}{city.pk}"] = city.slug
            for name in IDS:
                if value := getattr(city, name):
                    self.by_id[name, value] = f"{OURS}{city.pk}"
        self.gazetteer = Gazetteer(places)

    def find(self, user):
        """The key of the place of a user where it is sure, else its Match."""
        for name in IDS:
            value = user.outside_ids.get(name)
            if value and (name, value) in self.by_id:
                return self.by_id[name, value], None
        match = self.gazetteer.match(user)
        return (match.place.key if match.confidence == Confidence.SURE else ""), match

    def city(self, key):
        """The city of a place, made where we have none yet."""
        if key.startswith(OURS):
            return City.objects.get(pk=int(key.removeprefix(OURS)))
        record = self.records[key]
        if record.object_id:
            return City.objects.filter(pk=record.object_id).first()
        return made_city(self.work, record)

    def reference(self, place):
        """A candidate as records keep it: the city, or the place that is none of ours yet."""
        if place.key.startswith(OURS):
            return f"city:{self.slugs[place.key]}"
        return f"place:{self.records[place.key].pk}"


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
    work.report.note(
        ImportOutcome.CREATED, NOUN, record.name, record.place, _("somebody tells of it")
    )
    return city


def said(record):
    """What a record says of a place that a city can keep."""
    values = {name: record.values[name] for name in FIELDS if name in record.values}
    ids = {name: record.outside_ids[name] for name in IDS if name in record.outside_ids}
    return column_values(City, {**values, **ids})


def _place_of_city(city):
    return Place(
        f"{OURS}{city.pk}",
        tuple(dict.fromkeys(city.name.values())),
        city.kind,
        city.country,
        city.insee[: 3 if city.insee.startswith("97") else 2],
        population=city.population or 0,
    )
