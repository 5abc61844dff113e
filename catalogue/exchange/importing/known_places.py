"""Which place another catalogue means by the name of a user, and the city that it is."""

from catalogue.choices import Standing
from catalogue.exchange.gazetteer import Gazetteer, place_of
from catalogue.exchange.importing.marks import IDS, NOUN, mark_all, marks_of_user, shortened
from catalogue.exchange.importing.places import join, made_city
from catalogue.exchange.matches import Confidence, Place
from catalogue.models import City, OutsideRecord

OURS = "city:"


class KnownPlaces:
    """The places that some users of tools may be: which one each is, and its city."""

    def __init__(self, work, users):
        self.work = work
        join(work)
        mark_all()
        marks = set().union(*map(marks_of_user, users))
        self._read(marks)
        if like := set().union(*map(self.gazetteer.marks_like, users)):
            self._read(marks | like)

    def _read(self, marks):
        """What is known under these marks, and every city of ours."""
        self.records, places = {}, []
        self.by_id, self.slugs = {}, {}
        kept = OutsideRecord.objects.filter(noun=NOUN).exclude(standing=Standing.ASIDE)
        for record in kept.filter(known_by__overlap=shortened(marks)).defer("raw"):
            key = f"{record.catalogue_id}:{record.key}"
            self.records[key] = record
            places.append(place_of(key, record.values))
            for name, value in record.outside_ids.items():
                self.by_id[name, value] = key
        spoken_for = kept.exclude(object_id=None).values("object_id")
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


def _place_of_city(city):
    return Place(
        f"{OURS}{city.pk}",
        tuple(dict.fromkeys(city.name.values())),
        city.kind,
        city.country,
        city.insee[: 3 if city.insee.startswith("97") else 2],
        population=city.population or 0,
    )
