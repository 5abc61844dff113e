"""Free-software licences."""

from factory.django import DjangoModelFactory

from catalogue.choices import LicenceFamily
from catalogue.models import Licence


class LicenceFactory(DjangoModelFactory):
    """`LicenceFactory(spdx="MIT")`; asked twice, the same row."""

    class Meta:
        model = Licence
        django_get_or_create = ("spdx",)

    spdx = "AGPL-3.0-or-later"
    name = "A free licence"
    family = LicenceFamily.NETWORK_COPYLEFT
    osi = True
