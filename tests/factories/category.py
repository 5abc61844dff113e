"""Domains and the categories in them."""

import factory
from factory.django import DjangoModelFactory

from catalogue.models import Category


class DomainFactory(DjangoModelFactory):
    """The upper level: lies in nothing."""

    class Meta:
        model = Category

    slug = factory.Sequence("domain-{}".format)
    name = factory.LazyAttribute(lambda row: {"fr": f"Le {row.slug}", "en": f"The {row.slug}"})


class CategoryFactory(DjangoModelFactory):
    """The lower level: what a tool does."""

    class Meta:
        model = Category

    slug = factory.Sequence("category-{}".format)
    domain = factory.SubFactory(DomainFactory)
    name = factory.LazyAttribute(lambda row: {"fr": f"Tâche {row.slug}", "en": f"Task {row.slug}"})
