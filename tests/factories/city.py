"""Local public bodies, their labels and their milestones."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import CityKind, CityLabelName, MilestoneKind
from catalogue.models import City, CityLabel, Milestone


class CityFactory(DjangoModelFactory):
    """A published French municipality. `CityFactory(draft=True)`, `CityFactory(country="DE")`."""

    class Meta:
        model = City

    class Params:
        draft = factory.Trait(published_at=None)

    slug = factory.Sequence("city-{}".format)
    name = factory.LazyAttribute(lambda row: {"fr": f"Ville {row.slug}", "en": f"Town {row.slug}"})
    kind = CityKind.COMMUNE
    country = "FR"


class CityLabelFactory(DjangoModelFactory):
    """Three @ in 2019."""

    class Meta:
        model = CityLabel

    city = factory.SubFactory(CityFactory)
    label = CityLabelName.VILLES_INTERNET
    level = 3
    year = 2019


class MilestoneFactory(DjangoModelFactory):
    """A vote of a council."""

    class Meta:
        model = Milestone

    slug = factory.Sequence("milestone-{}".format)
    city = factory.SubFactory(CityFactory)
    on = "2015-06"
    kind = MilestoneKind.DECISION
    title = {"fr": "Le conseil vote.", "en": "The council votes."}
