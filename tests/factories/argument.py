"""Reasons to choose free software."""

import factory
from factory.django import DjangoModelFactory

from catalogue.models import Argument


class ArgumentFactory(DjangoModelFactory):
    """A published reason, with its caution. `ArgumentFactory(adoptions=[…], case_studies=[…],
    milestones=[…])`.
    """

    class Meta:
        model = Argument
        skip_postgeneration_save = True

    slug = factory.Sequence("argument-{}".format)
    title = {"fr": "La ville reste maîtresse.", "en": "The town stays in charge."}
    text = {"fr": "Elle choisit son prestataire.", "en": "It chooses its supplier."}
    caution = {"fr": "Il faut le vouloir.", "en": "It has to want to."}

    @factory.post_generation
    def adoptions(self, create, extracted, **kwargs):
        self.adoptions.set(extracted or ())

    @factory.post_generation
    def case_studies(self, create, extracted, **kwargs):
        self.case_studies.set(extracted or ())

    @factory.post_generation
    def milestones(self, create, extracted, **kwargs):
        self.milestones.set(extracted or ())
