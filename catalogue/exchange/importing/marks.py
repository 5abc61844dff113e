"""Under what a place is looked up in the database: an import of a few users does not read tens of
thousands of communes.
"""

from catalogue.choices import OutsideNoun
from catalogue.exchange.gazetteer import marks_meant, marks_of, place_of
from catalogue.models import OutsideRecord
from catalogue.search.text import squash

NOUN = OutsideNoun.PLACE
#: Identifiers of a place, the surest first.
IDS = ("insee", "siren", "istat", "geonames", "wikidata")


def known_by(values, outside_ids):
    """Under what the record of a place is looked up: what its names and its identifiers are."""
    marks = marks_of(place_of("", values)) | set(map(squash, values["name"].values()))
    return sorted(shortened(marks | {_id(*each) for each in outside_ids.items()}))


def marks_of_city(city):
    ids = {_id(name, value) for name in IDS if (value := getattr(city, name))}
    return ids | set(map(squash, city.name.values()))


def marks_of_user(user):
    return marks_meant(user) | {_id(*each) for each in user.outside_ids.items()}


def _id(name, value):
    return f"{name}:{value}"


def shortened(marks):
    """As the column keeps them."""
    longest = OutsideRecord._meta.get_field("known_by").base_field.max_length
    return [mark[:longest] for mark in marks]


def mark_all():
    """Records that were kept before places were looked up."""
    unmarked = list(OutsideRecord.objects.filter(noun=NOUN, known_by=[]).defer("raw"))
    for record in unmarked:
        record.known_by = known_by(record.values, record.outside_ids)
    OutsideRecord.objects.bulk_update(unmarked, ["known_by"], batch_size=500)
