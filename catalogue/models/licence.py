"""Free-software licences, by their SPDX identifier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.choices import LicenceFamily
from catalogue.models.history import keep_history


@keep_history
class Licence(models.Model):
    """A licence that makes software free: the Open Source Initiative or the Free Software
    Foundation says so.
    """

    spdx = models.CharField(_("SPDX identifier"), max_length=60, primary_key=True, db_collation="C")
    name = models.CharField(_("name"), max_length=200)
    family = models.CharField(_("family"), max_length=20, choices=LicenceFamily)
    osi = models.BooleanField(_("approved by the OSI"), default=False)
    fsf = models.BooleanField(_("free according to the FSF"), default=False)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["spdx"]
        constraints = [
            models.CheckConstraint(
                condition=Q(osi=True) | Q(fsf=True),
                name="licence_is_free",
                violation_error_message=_(
                    "Only a licence that the OSI or the FSF recognises is a free one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(family__in=LicenceFamily.values), name="licence_family_known"
            ),
        ]

    def __str__(self):
        return self.spdx
