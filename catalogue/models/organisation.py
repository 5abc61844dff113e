"""Associations, companies, foundations and public bodies around the tools."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.choices import OrganisationKind, ServiceKind
from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText
from catalogue.models.history import keep_history
from catalogue.validators import web_address


@keep_history
class Organisation(Publishable, Sluggable):
    """A body that stewards tools, or that helps cities to run them."""

    name = models.CharField(_("name"), max_length=150)
    aliases = ArrayField(
        models.CharField(max_length=100), verbose_name=_("other names"), default=list, blank=True
    )
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind)
    country = models.CharField(_("country"), max_length=2, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True, validators=[web_address])
    summary = LocalisedText(_("summary"), blank=True)
    description = LocalisedText(_("description"), blank=True, help_text=_("Markdown."))
    regions = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("regions served"),
        default=list,
        blank=True,
    )

    objects = PublishableQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex="^[A-Z]{2}$"),
                name="organisation_country_is_a_code",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation-detail", args=[self.slug])


@keep_history
class Service(models.Model):
    """What an organisation does for the cities that run a tool."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="services",
    )
    tool = models.ForeignKey(
        "catalogue.Tool", verbose_name=_("tool"), on_delete=models.CASCADE, related_name="services"
    )
    kinds = ArrayField(
        models.CharField(max_length=16, choices=ServiceKind), verbose_name=_("kinds")
    )
    attested_by = models.ForeignKey(
        "catalogue.City",
        verbose_name=_("attested by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A client city that confirms the service."),
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["organisation", "tool"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "tool"], name="service_one_per_tool"),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=ServiceKind.values, kinds__len__gt=0),
                name="service_kinds_known",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.tool}"
