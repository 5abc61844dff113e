"""Documents, and the facts that rest on them."""

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import SourceKind
from catalogue.models import Citation, Source


class SourceFactory(DjangoModelFactory):
    """An official page without address."""

    class Meta:
        model = Source

    slug = factory.Sequence("source-{}".format)
    title = factory.Sequence("Document {}".format)
    kind = SourceKind.OFFICIAL


class CitationFactory(DjangoModelFactory):
    """`CitationFactory(tool=tool)`: say which fact it belongs to."""

    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)
