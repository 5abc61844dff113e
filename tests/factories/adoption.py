"""Cities running tools."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import AdoptionStatus, Confidence
from catalogue.models import Adoption
from tests.factories.city import CityFactory
from tests.factories.source import CitationFactory
from tests.factories.tool import ToolFactory


class AdoptionFactory(DjangoModelFactory):
    """In production, published, with a source.

    `AdoptionFactory(planned=True)`, `AdoptionFactory(reversed=True)`,
    `AdoptionFactory(draft=True)`, `AdoptionFactory(replaces=[product])`,
    `AdoptionFactory(sourced=False)`.
    """

    class Meta:
        model = Adoption
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None)
        planned = factory.Trait(status=AdoptionStatus.PLANNED)
        reversed = factory.Trait(
            status=AdoptionStatus.REVERSED, started="2006", ended="2017", as_of="2017"
        )

    slug = factory.Sequence("adoption-{}".format)
    city = factory.SubFactory(CityFactory)
    tool = factory.SubFactory(ToolFactory)
    status = AdoptionStatus.IN_PRODUCTION
    as_of = "2024"
    confidence = Confidence.MEDIUM

    @factory.post_generation
    def sourced(self, create, extracted, **kwargs):
        if extracted is not False:
            CitationFactory(adoption=self)

    @factory.post_generation
    def replaces(self, create, extracted, **kwargs):
        self.replaces.set(extracted or ())
