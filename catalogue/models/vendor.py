"""Who makes the products that cities pay for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.base import Sluggable
from catalogue.models.history import keep_history


@keep_history
class Vendor(Sluggable):
    """Maker of products. Its country says which law reaches the data that it holds."""

    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 code of its seat: US, FR…")
    )
    gafam = models.BooleanField(
        "GAFAM", default=False, help_text=_("Google, Apple, Facebook (Meta), Amazon or Microsoft.")
    )

    class Meta(Sluggable.Meta):
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        ordering = ["-gafam", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex="^[A-Z]{2}$"),
                name="vendor_country_is_a_code",
            ),
        ]

    def __str__(self):
        return self.name
