"""Local public bodies."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.choices import CityKind, CityLabelName, MilestoneKind
from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText, PartialDate, is_partial_date
from catalogue.models.history import keep_history
from catalogue.validators import web_address


def _official_id(label, length):
    return models.CharField(label, max_length=length, blank=True)


def _unique_when_given(field):
    return models.UniqueConstraint(
        fields=[field], condition=~Q(**{field: ""}), name=f"city_{field}_unique"
    )


def _peers(*fields, name, include=("id",)):
    """What `search.peers` reads along, without a look at the rows."""
    published = Q(published_at__isnull=False)
    return models.Index(fields=fields, name=name, include=include, condition=published)


@keep_history
class City(Publishable, Sluggable):
    """A local public body: a municipality, a county, a region or a network of them."""

    name = LocalisedText(
        _("name"), help_text=_("French, English and local names, as far as they differ.")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=CityKind)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 code."))
    region = models.CharField(_("region"), max_length=100, blank=True)
    department = models.CharField(_("department or county"), max_length=100, blank=True)
    summary = LocalisedText(_("summary"), blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True, validators=[web_address])

    insee = _official_id("INSEE", 5)
    siren = _official_id("SIREN", 9)
    istat = _official_id("ISTAT", 6)
    geonames = _official_id("GeoNames", 12)
    wikidata = _official_id("Wikidata", 15)

    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("population year"), null=True, blank=True)
    population_note = LocalisedText(_("about the population"), blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    objects = PublishableQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["slug"]
        constraints = [
            *(_unique_when_given(f) for f in ("insee", "siren", "istat", "geonames", "wikidata")),
            models.CheckConstraint(condition=Q(kind__in=CityKind.values), name="city_kind_known"),
            models.CheckConstraint(
                condition=Q(country__regex="^[A-Z]{2}$"), name="city_country_is_a_code"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    # An unknown half would make the whole condition unknown: a check lets it pass.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="city_coordinates_are_whole",
            ),
        ]
        indexes = [
            _peers("kind", "country", "population", "slug", name="city_at_home_by_size"),
            _peers("kind", "population", "slug", include=("id", "country"), name="city_by_size"),
            _peers("kind", "country", "slug", name="city_at_home_by_slug"),
            _peers("kind", "slug", include=("id", "country"), name="city_by_slug"),
        ]

    def __str__(self):
        return self.name.get(get_language() or "fr") or next(iter(self.name.values()), self.slug)

    def get_absolute_url(self):
        return reverse("city-detail", args=[self.slug])


@keep_history
class CityLabel(models.Model):
    """A label that a city held in a year, with its level."""

    city = models.ForeignKey(
        City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="labels"
    )
    label = models.CharField(_("label"), max_length=30, choices=CityLabelName)
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, help_text=_("One to five; empty when not known.")
    )
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["-year", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "label", "year"], name="city_label_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 5)),
                name="city_label_level_range",
            ),
            models.CheckConstraint(
                condition=Q(label__in=CityLabelName.values), name="city_label_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_label_display()} {self.year}"


@keep_history
class Milestone(models.Model):
    """A dated step of a city that is not the adoption of a named tool: a policy, a vote, a tool
    that the source does not name.
    """

    slug = models.CharField(max_length=100, unique=True, db_collation="C")
    city = models.ForeignKey(
        City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="milestones"
    )
    on = PartialDate(_("date"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=MilestoneKind)
    title = LocalisedText(_("title"))
    text = LocalisedText(_("text"), blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["on", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=is_partial_date("on"), name="milestone_date_is_a_date"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MilestoneKind.values), name="milestone_kind_known"
            ),
        ]

    def __str__(self):
        return self.slug
