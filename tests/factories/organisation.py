"""Bodies around the tools, and what they do for cities."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import OrganisationKind, ServiceKind
from catalogue.models import Organisation, Service
from tests.factories.tool import ToolFactory


class OrganisationFactory(DjangoModelFactory):
    """A published association."""

    class Meta:
        model = Organisation

    class Params:
        draft = factory.Trait(published_at=None)

    slug = factory.Sequence("organisation-{}".format)
    name = factory.Sequence("Organisation {}".format)
    kind = OrganisationKind.ASSOCIATION


class ServiceFactory(DjangoModelFactory):
    """Support for a tool."""

    class Meta:
        model = Service

    organisation = factory.SubFactory(OrganisationFactory)
    tool = factory.SubFactory(ToolFactory)
    kinds = factory.LazyFunction(lambda: [ServiceKind.SUPPORT])
