"""Stories of adoptions, and the money stated in them."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import MoneyNature, MoneyRecurrence, MoneyStanding, Outcome
from catalogue.models import CaseStudy, MoneyFact
from tests.factories.city import CityFactory


class CaseStudyFactory(DjangoModelFactory):
    """A published story that goes on. `CaseStudyFactory(cities=[…], adoptions=[…], money=[…])`."""

    class Meta:
        model = CaseStudy
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None)

    slug = factory.Sequence("story-{}".format)
    title = factory.LazyAttribute(lambda row: {"fr": f"Le {row.slug}", "en": f"The {row.slug}"})
    summary = {"fr": "Une ville change.", "en": "A town changes."}
    outcome_kind = Outcome.RUNNING
    date = "2024"
    went_wrong = {"fr": "Le calendrier.", "en": "The schedule."}

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        self.cities.set(extracted or ())

    @factory.post_generation
    def adoptions(self, create, extracted, **kwargs):
        self.adoptions.set(extracted or ())

    @factory.post_generation
    def money(self, create, extracted, **kwargs):
        self.money.set(extracted or ())


class MoneyFactFactory(DjangoModelFactory):
    """Ten thousand euros, once, in 2015."""

    class Meta:
        model = MoneyFact

    slug = factory.Sequence("money-{}".format)
    city = factory.SubFactory(CityFactory)
    amount = 10_000
    currency = "EUR"
    year = 2015
    nature = MoneyNature.COST
    recurrence = MoneyRecurrence.ONE_OFF
    standing = MoneyStanding.STATED
    covers = {"fr": "La migration.", "en": "The migration."}
