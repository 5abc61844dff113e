"""Which tool stands in for which product."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Coverage
from catalogue.models.base import Dated
from catalogue.models.fields import LocalisedText
from catalogue.models.history import keep_history


@keep_history
class Replacement(Dated):
    """A tool stands in for a product: how far, and what will not work. The coverage is an editorial
    judgement.
    """

    tool = models.ForeignKey(
        "catalogue.Tool",
        verbose_name=_("tool"),
        on_delete=models.CASCADE,
        related_name="replacements",
    )
    product = models.ForeignKey(
        "catalogue.Product",
        verbose_name=_("product"),
        on_delete=models.CASCADE,
        related_name="replacements",
    )
    coverage = models.CharField(_("coverage"), max_length=10, choices=Coverage)
    caveat = LocalisedText(
        _("caveat"), blank=True, help_text=_("What a city must check, what will not work.")
    )

    class Meta(Dated.Meta):
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        ordering = ["product", "tool"]
        constraints = [
            models.UniqueConstraint(
                fields=["tool", "product"],
                name="replacement_one_per_pair",
                violation_error_message=_("This tool already has a replacement for this product."),
            ),
            models.CheckConstraint(
                condition=Q(coverage__in=Coverage.values), name="replacement_coverage_known"
            ),
        ]

    def __str__(self):
        return f"{self.tool} → {self.product}"
