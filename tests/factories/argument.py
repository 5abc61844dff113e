"""Reasons to choose free software."""

import factory
from factory.django import DjangoModelFactory

from catalogue.models import Argument


class ArgumentFactory(DjangoModelFactory):
    """A published reason, with its caution."""

    class Meta:
        model = Argument

    slug = factory.Sequence("argument-{}".format)
    title = {"fr": "La ville reste maîtresse.", "en": "The town stays in charge."}
    text = {"fr": "Elle choisit son prestataire.", "en": "It chooses its supplier."}
    caution = {"fr": "Il faut le vouloir.", "en": "It has to want to."}
