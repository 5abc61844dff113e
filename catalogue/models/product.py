"""What cities pay for, or are paid for with data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Hosting, ProductFactKind
from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText, PartialDate, is_partial_date
from catalogue.models.history import keep_history


@keep_history
class Product(Publishable, Sluggable):
    """A proprietary product that cities use, and its place in a suite."""

    name = models.CharField(_("name"), max_length=150)
    aliases = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("other names"),
        default=list,
        blank=True,
        help_text=_("Words that people type for it, separated by commas."),
    )
    vendor = models.ForeignKey(
        "catalogue.Vendor",
        verbose_name=_("vendor"),
        on_delete=models.RESTRICT,  # a vendor with products is history, not clutter
        related_name="products",
    )
    category = models.ForeignKey(
        "catalogue.Category",
        verbose_name=_("category"),
        on_delete=models.RESTRICT,  # a product is always filed somewhere
        related_name="products",
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of the suite"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,  # a suite that has parts cannot vanish under them
        related_name="parts",
    )
    hosting = models.CharField(_("hosting"), max_length=12, choices=Hosting, blank=True)
    summary = LocalisedText(_("summary"), blank=True)

    objects = PublishableQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("id")),
                name="product_is_not_its_own_suite",
            ),
            models.CheckConstraint(
                condition=Q(hosting="") | Q(hosting__in=Hosting.values),
                name="product_hosting_known",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("product-detail", args=[self.slug])


@keep_history
class ProductFact(models.Model):
    """A dated fact about a product: a list price, an end of support, a change of terms."""

    product = models.ForeignKey(
        Product, verbose_name=_("product"), on_delete=models.CASCADE, related_name="facts"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ProductFactKind)
    date = PartialDate(_("date"), blank=True)
    text = LocalisedText(_("text"))
    verified = models.BooleanField(
        _("verified"), default=False, help_text=_("Read in a source that prints it, not relayed.")
    )

    class Meta:
        verbose_name = _("product fact")
        verbose_name_plural = _("product facts")
        ordering = ["kind", "-date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ProductFactKind.values), name="product_fact_kind_known"
            ),
            models.CheckConstraint(
                condition=is_partial_date("date"), name="product_fact_date_is_a_date"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.date}"
