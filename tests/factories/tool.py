"""Free software."""

import factory
from factory.django import DjangoModelFactory

from catalogue.models import Tool
from tests.factories.category import CategoryFactory
from tests.factories.licence import LicenceFactory


class ToolFactory(DjangoModelFactory):
    """A small published tool. `ToolFactory(draft=True)`, `(licensed=True)`, `(dead=True)`."""

    class Meta:
        model = Tool
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None)
        licensed = factory.Trait(licence=factory.LazyFunction(lambda: LicenceFactory().spdx))
        dead = factory.Trait(development_status="obsolete", maintenance="none")

    slug = factory.Sequence("tool-{}".format)
    name = factory.Sequence("Tool {}".format)
    category = factory.SubFactory(CategoryFactory)
    summary = {"fr": "Fait une chose.", "en": "Does one thing."}

    @factory.post_generation
    def other_categories(self, create, extracted, **kwargs):
        if create:
            self.other_categories.set(extracted or ())
